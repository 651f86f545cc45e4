/** The only reader of the environment. Every variable is listed in README's table, which a test compares with this file. */
import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { type BaseMapSettings, readBaseMap } from './base-map/read-base-map.ts';

export interface Config {
  host: string;
  port: number;
  databaseUrl: string | undefined;
  /** A streaming replica that answers reads. */
  readUrl: string | undefined;
  /** Behind the primary by more than this, the replica is not asked. */
  readLagMs: number;
  /** Folder of the embedded database, uploads and snapshots. */
  dataFolder: string;
  /** The page is built and served; without it only the interface answers. */
  page: boolean;
  demo: boolean;
  /** Workers of the demo county walk while the service runs. */
  demoLive: boolean;
  adminToken: string | undefined;
  /** How the outside world sees us, for cookies and links; undefined: what the listener says. */
  publicUrl: string | undefined;
  trustProxy: boolean;
  /** Whose scripts may read what is public below /ogc and /tiles. */
  corsOrigins: '*' | readonly string[];
  logLevel: string;
  /** Bytes an upload may have. */
  maxUploadBytes: number;
  /** Requests per minute and address on routes that cost something. */
  rateLimit: number;
  /** Bytes of vector tiles kept in memory. */
  tileCacheBytes: number;
  /** Pool size towards PostgreSQL. */
  poolSize: number;
  /** What the main map shows under the grids; null: our own roads and water. */
  baseMap: BaseMapSettings | null;
  /** Tells this process from others on the same database. */
  processId: string;
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

/** name → what it is for; the README's table is made of this. */
export const VARIABLES: Record<string, { default: string; meaning: string }> = {
  PORT: { default: '8080', meaning: 'port to listen on; 0 takes a free one' },
  HOST: { default: '127.0.0.1', meaning: 'address to listen on; 0.0.0.0 for every interface' },
  DATABASE_URL: { default: '', meaning: 'PostgreSQL server with PostGIS ≥ 3.3; empty: the embedded database' },
  DATABASE_READ_URL: {
    default: '',
    meaning:
      'streaming replica that answers reads of what is published, events and statistics; empty: the primary does',
  },
  GEZHONG_READ_LAG_MS: { default: '2000', meaning: 'a replica that is further behind, in milliseconds, is not asked' },
  GEZHONG_DATA: { default: '.gezhong', meaning: 'folder of the embedded database and of uploads in progress' },
  GEZHONG_DEMO: {
    default: 'on',
    meaning: 'on: an empty database is filled with the demo county; on a PostgreSQL server only when set',
  },
  GEZHONG_DEMO_LIVE: {
    default: 'on',
    meaning: 'on: while GEZHONG_DEMO is on, workers of the demo county walk, visit and report, like npm run simulate',
  },
  GEZHONG_PAGE: { default: 'on', meaning: 'off: only the interface answers, the page is neither built nor served' },
  GEZHONG_ADMIN_TOKEN: { default: '', meaning: 'machine token with every right, for scripts; at least 24 characters' },
  GEZHONG_PUBLIC_URL: { default: '', meaning: 'how browsers reach the service, when behind a proxy' },
  GEZHONG_CORS: {
    default: '*',
    meaning:
      'origins whose pages may read what is public below /ogc and /tiles, with commas between; *: every origin, off: none',
  },
  GEZHONG_TRUST_PROXY: { default: 'off', meaning: 'on: take the caller’s address from X-Forwarded-For' },
  GEZHONG_LOG: { default: 'info', meaning: `level of the structured log: ${LOG_LEVELS.join(', ')}` },
  GEZHONG_MAX_UPLOAD_MB: { default: '1024', meaning: 'largest file an import takes' },
  GEZHONG_RATE_LIMIT: {
    default: '600',
    meaning: 'requests per minute and address, on every route but point lookups and tiles',
  },
  GEZHONG_TILE_CACHE_MB: { default: '64', meaning: 'vector tiles kept in memory' },
  GEZHONG_POOL: { default: '8', meaning: 'connections to PostgreSQL, and as many to a replica' },
  GEZHONG_BASE_MAP: {
    default: '',
    meaning:
      'base map: address of tiles (XYZ, TMS, WMTS), tianditu-vec, tianditu-img or tianditu-ter, or a .pmtiles file or address; empty: our own ground',
  },
  GEZHONG_BASE_MAP_LABELS: { default: '', meaning: 'address of tiles with words only, drawn above the grids' },
  GEZHONG_BASE_MAP_KEY: { default: '', meaning: 'stands where an address has {key}; browsers see it' },
  GEZHONG_BASE_MAP_DATUM: { default: 'wgs84', meaning: 'gcj02: tiles are moved back on the screen, data never' },
  GEZHONG_BASE_MAP_ATTRIBUTION: { default: '', meaning: 'whose base map it is, always shown with it' },
  GEZHONG_BASE_MAP_REVIEW: { default: '', meaning: 'map review number (审图号), always shown with it' },
  GEZHONG_BASE_MAP_ZOOMS: { default: '', meaning: 'zooms that the tiles have; empty: 0-18, and what 天地图 has' },
  GEZHONG_BASE_MAP_TILE_PX: { default: '256', meaning: 'side of a tile on the screen, 256 or 512' },
  GEZHONG_BASE_MAP_LOOK: { default: 'colour', meaning: 'colour, grey or pale; dimmed besides on a dark screen' },
  GEZHONG_TOKEN: { default: '', meaning: 'token that a command of npm run gezhong sends with --url' },
};

/** Reads and checks the environment. Throws an Error that names the variable and what it may be. */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const text = (name: string): string => environment[name]?.trim() || VARIABLES[name]?.default || '';
  const whole = (name: string, min: number, max: number): number => {
    const value = Number(text(name));
    if (!Number.isInteger(value) || value < min || value > max) {
      throw new Error(`${name} must be a whole number from ${min} to ${max}, not "${text(name)}"`);
    }
    return value;
  };
  const onOff = (name: string): boolean => {
    const value = text(name).toLowerCase();
    if (value !== 'on' && value !== 'off') throw new Error(`${name} must be on or off, not "${text(name)}"`);
    return value === 'on';
  };
  const adminToken = text('GEZHONG_ADMIN_TOKEN') || undefined;
  if (adminToken !== undefined && adminToken.length < 24) {
    throw new Error('GEZHONG_ADMIN_TOKEN must have at least 24 characters');
  }
  const logLevel = text('GEZHONG_LOG');
  if (!LOG_LEVELS.includes(logLevel)) throw new Error(`GEZHONG_LOG must be one of ${LOG_LEVELS.join(', ')}`);
  const publicUrl = text('GEZHONG_PUBLIC_URL').replace(/\/$/, '') || undefined;
  if (publicUrl !== undefined && !URL.canParse(publicUrl)) throw new Error('GEZHONG_PUBLIC_URL must be a URL');
  if (text('DATABASE_READ_URL') !== '' && text('DATABASE_URL') === '') {
    throw new Error('DATABASE_READ_URL needs DATABASE_URL: a replica is one of a PostgreSQL server');
  }
  const corsOrigins = originsOf(text('GEZHONG_CORS'));
  const demo = onOff('GEZHONG_DEMO') && (text('DATABASE_URL') === '' || Boolean(environment.GEZHONG_DEMO));
  return {
    host: text('HOST'),
    port: whole('PORT', 0, 65535),
    databaseUrl: text('DATABASE_URL') || undefined,
    readUrl: text('DATABASE_READ_URL') || undefined,
    readLagMs: whole('GEZHONG_READ_LAG_MS', 0, 60_000),
    dataFolder: resolve(text('GEZHONG_DATA')),
    page: onOff('GEZHONG_PAGE'),
    demo,
    demoLive: onOff('GEZHONG_DEMO_LIVE') && demo,
    adminToken,
    publicUrl,
    trustProxy: onOff('GEZHONG_TRUST_PROXY'),
    corsOrigins,
    logLevel,
    maxUploadBytes: whole('GEZHONG_MAX_UPLOAD_MB', 1, 1_000_000) * 1024 * 1024,
    rateLimit: whole('GEZHONG_RATE_LIMIT', 1, 1_000_000),
    tileCacheBytes: whole('GEZHONG_TILE_CACHE_MB', 1, 100_000) * 1024 * 1024,
    poolSize: whole('GEZHONG_POOL', 1, 200),
    baseMap: readBaseMap(text, publicUrl),
    processId: randomBytes(6).toString('hex'),
  };
}

/** As a browser writes them: scheme, host and port, nothing behind. Throws what `readConfig` throws. */
function originsOf(text: string): Config['corsOrigins'] {
  if (text === '*') return '*';
  if (text.toLowerCase() === 'off') return [];
  const origins = text.split(',').map((one) => one.trim().replace(/\/$/, ''));
  for (const one of origins) {
    if (!/^https?:/.test(one) || !URL.canParse(one) || new URL(one).origin !== one)
      throw new Error(`GEZHONG_CORS must be *, off or origins like https://map.example, not "${one}"`);
  }
  return origins;
}
