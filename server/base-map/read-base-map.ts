/** The base map of the configuration: what the environment says, checked, as the page is told it. Throws in words. */
import type { BaseMap } from '../contract/base-map.ts';
import { ARCHIVE_PATH, archiveFile } from './archive-file.ts';
import { TIANDITU, TIANDITU_ATTRIBUTION, TIANDITU_ZOOMS } from './tianditu.ts';
import { originOf, tileAddress } from './tile-address.ts';

export interface BaseMapSettings {
  readonly told: BaseMap;
  /** What pages may ask besides the service. */
  readonly origins: readonly string[];
  /** A PMTiles file that the service gives out. */
  readonly file: string | null;
}

/** The highest zoom of any tile: the map itself ends at 20. */
const MOST_ZOOM = 22;

/** `text`: a variable or its default. */
export function readBaseMap(text: (name: string) => string, publicUrl: string | undefined): BaseMapSettings | null {
  const wanted = text('GEZHONG_BASE_MAP');
  const labels = text('GEZHONG_BASE_MAP_LABELS');
  const key = text('GEZHONG_BASE_MAP_KEY') || undefined;
  const attribution = text('GEZHONG_BASE_MAP_ATTRIBUTION');
  const review = text('GEZHONG_BASE_MAP_REVIEW') || null;
  const datum = oneOf('GEZHONG_BASE_MAP_DATUM', text('GEZHONG_BASE_MAP_DATUM'), ['wgs84', 'gcj02'] as const);
  const look = oneOf('GEZHONG_BASE_MAP_LOOK', text('GEZHONG_BASE_MAP_LOOK'), ['colour', 'grey', 'pale'] as const);
  const tilePx = Number(oneOf('GEZHONG_BASE_MAP_TILE_PX', text('GEZHONG_BASE_MAP_TILE_PX'), ['256', '512'] as const));
  const zooms = text('GEZHONG_BASE_MAP_ZOOMS');
  if (wanted === '') {
    const first = { LABELS: labels, KEY: key, ATTRIBUTION: attribution, REVIEW: review, ZOOMS: zooms };
    const alone = Object.entries(first).find(([, value]) => Boolean(value))?.[0];
    if (alone !== undefined) throw new Error(`GEZHONG_BASE_MAP_${alone} is set without GEZHONG_BASE_MAP`);
    return null;
  }
  const national = TIANDITU[wanted];
  if (national !== undefined && review === null) {
    throw new Error('GEZHONG_BASE_MAP_REVIEW must be the review number that www.tianditu.gov.cn shows');
  }
  if (national !== undefined && datum === 'gcj02') {
    throw new Error('GEZHONG_BASE_MAP_DATUM must be wgs84 for 天地图, which is CGCS2000');
  }
  const words = attribution || (national === undefined ? '' : TIANDITU_ATTRIBUTION);
  if (words === '') throw new Error('GEZHONG_BASE_MAP_ATTRIBUTION must say whose map it is: the page shows it');
  const [minZoom, maxZoom] = zoomsOf(zooms || (national === undefined ? '0-18' : TIANDITU_ZOOMS));
  const style = { minZoom, maxZoom, tilePx, look, attribution: words, review };
  if (/\.pmtiles(\?|$)/.test(wanted)) {
    if (datum === 'gcj02') throw new Error('GEZHONG_BASE_MAP_DATUM must be wgs84 for a PMTiles file');
    if (labels !== '') throw new Error('GEZHONG_BASE_MAP_LABELS must be empty for a PMTiles file, which has its own');
    return archive(wanted, key, publicUrl, style);
  }
  const ground = tileAddress('GEZHONG_BASE_MAP', national?.ground ?? wanted, key);
  const above = labels || national?.labels;
  const over = above === undefined ? null : tileAddress('GEZHONG_BASE_MAP_LABELS', above, key);
  if (key !== undefined && ![national?.ground ?? wanted, above ?? ''].some((one) => /\{key\}/i.test(one))) {
    throw new Error('GEZHONG_BASE_MAP_KEY is set, but no address has {key}');
  }
  const origins = [...new Set([...ground.origins, ...(over?.origins ?? [])])];
  refuseMixed(origins, publicUrl);
  return {
    told: { kind: 'raster', ground: ground.set, labels: over?.set ?? null, datum, ...style },
    origins,
    file: null,
  };
}

type Style = Pick<BaseMap, 'minZoom' | 'maxZoom' | 'tilePx' | 'look' | 'attribution' | 'review'>;

function archive(
  wanted: string,
  key: string | undefined,
  publicUrl: string | undefined,
  style: Style,
): BaseMapSettings {
  const isAddress = /^https?:\/\//.test(wanted);
  if (wanted.includes('{key}') !== (key !== undefined)) {
    throw new Error('GEZHONG_BASE_MAP_KEY and {key} in GEZHONG_BASE_MAP need each other');
  }
  const address = isAddress ? wanted.replaceAll('{key}', encodeURIComponent(key ?? '')) : ARCHIVE_PATH;
  const origins = originOf('GEZHONG_BASE_MAP', address);
  refuseMixed(origins, publicUrl);
  return {
    told: { kind: 'pmtiles', ground: { tiles: [address], scheme: 'xyz' }, labels: null, datum: 'wgs84', ...style },
    origins,
    file: isAddress ? null : archiveFile('GEZHONG_BASE_MAP', wanted),
  };
}

function oneOf<T extends string>(name: string, value: string, among: readonly T[]): T {
  const found = among.find((one) => one === value);
  if (found === undefined) throw new Error(`${name} must be one of ${among.join(', ')}, not "${value}"`);
  return found;
}

function zoomsOf(value: string): [min: number, max: number] {
  const [, min = '', max = ''] = /^(\d{1,2})-(\d{1,2})$/.exec(value) ?? [];
  if (min === '' || Number(min) > Number(max) || Number(max) > MOST_ZOOM) {
    throw new Error(`GEZHONG_BASE_MAP_ZOOMS must be two zooms up to ${MOST_ZOOM} as 3-18, not "${value}"`);
  }
  return [Number(min), Number(max)];
}

/** A page that came by https may not ask by http: browsers refuse it without a word. */
function refuseMixed(origins: readonly string[], publicUrl: string | undefined): void {
  const plain = origins.find((origin) => origin.startsWith('http:'));
  if (plain !== undefined && publicUrl?.startsWith('https:')) {
    throw new Error(
      `GEZHONG_BASE_MAP is at ${plain}; a page of ${publicUrl} may only ask addresses that begin with https`,
    );
  }
}
