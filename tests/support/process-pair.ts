/** Two processes of the service on one PostgreSQL of their own, with the small county in it, and what a client of both does. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ADMIN_TOKEN } from './app.ts';
import { multipartOf } from './multipart.ts';
import { startTestServer, type TestServer } from './postgres-server.ts';
import { type ServiceProcess, startService } from './service-process.ts';
import { AREAS, COUNTY, gridsFile, PLACES } from './small-county.ts';

/** Requests per minute and address of both; who wants more comes from several. */
export const PER_MINUTE = 200;

export interface Reply {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies freely
  body: any;
}

export interface Asking {
  payload?: unknown;
  token?: string;
  cookie?: string;
  /** Where the caller seems to come from. */
  address?: string;
  headers?: Record<string, string>;
}

/** Rejects where nobody answers. Without `address` a fresh one, so that no limit is met by chance. */
export async function askAt(url: string, method: string, path: string, asking: Asking = {}): Promise<Reply> {
  const { payload, token, cookie } = asking;
  const raw = payload instanceof Uint8Array;
  const response = await fetch(url + path, {
    method,
    headers: {
      'x-forwarded-for': asking.address ?? randomAddress(),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(cookie === undefined ? {} : { cookie: `gezhong=${cookie}`, 'sec-fetch-site': 'same-origin' }),
      ...(payload === undefined || raw ? {} : { 'content-type': 'application/json' }),
      ...asking.headers,
    },
    ...(payload === undefined ? {} : { body: raw ? Buffer.from(payload) : JSON.stringify(payload) }),
  });
  const bytes = Buffer.from(await response.arrayBuffer());
  const isJson = /json/.test(response.headers.get('content-type') ?? '');
  const body = bytes.length === 0 ? undefined : isJson ? JSON.parse(bytes.toString()) : bytes;
  return { status: response.status, headers: response.headers, body };
}

function randomAddress(): string {
  return `10.${[0, 0, 0].map(() => Math.floor(Math.random() * 256)).join('.')}`;
}

/** Imports as an administrator does and waits for the end of the job. */
export async function importAt(url: string, layer: string, name: string, text: string): Promise<void> {
  const options = { county: `${COUNTY}:试验县`, ...(layer === 'places' ? { datum: 'wgs84' } : {}) };
  const { payload, headers } = multipartOf([
    { name: 'options', content: JSON.stringify(options) },
    { name: 'file', content: text, fileName: name },
  ]);
  const asking = { payload: new Uint8Array(payload), headers, token: ADMIN_TOKEN };
  const started = await askAt(url, 'POST', `/api/imports?layer=${layer}`, asking);
  for (;;) {
    const job = await askAt(url, 'GET', `/api/imports/${started.body.id}`, { token: ADMIN_TOKEN });
    if (job.body.state === 'done') return;
    if (job.body.state !== 'running') throw new Error(`${name}: ${JSON.stringify(job.body)}`);
    await sleep(10);
  }
}

/** A machine token of these roles over the county. */
export async function tokenAt(url: string, role: string): Promise<string> {
  const payload = { name: `${role} ${randomUUID()}`, grants: [{ role, area: COUNTY }] };
  return (await askAt(url, 'POST', '/api/tokens', { payload, token: ADMIN_TOKEN })).body.token;
}

export interface ProcessPair {
  server: TestServer;
  a: ServiceProcess;
  b: ServiceProcess;
  /** One more on the same database, with what is set beside. */
  another(settings?: Record<string, string>): Promise<ServiceProcess>;
  close(): Promise<void>;
}

export async function startPair(): Promise<ProcessPair> {
  const folder = mkdtempSync(join(tmpdir(), 'gezhong-pair-'));
  const server = (await startTestServer({ keeping: true }))!;
  const started: ServiceProcess[] = [];
  const another = async (settings: Record<string, string> = {}): Promise<ServiceProcess> => {
    const service = await startService(join(folder, String(started.length)), {
      DATABASE_URL: server.url,
      GEZHONG_DEMO: 'off',
      GEZHONG_PAGE: 'off',
      GEZHONG_LOG: 'silent',
      GEZHONG_ADMIN_TOKEN: ADMIN_TOKEN,
      GEZHONG_TRUST_PROXY: 'on',
      GEZHONG_RATE_LIMIT: String(PER_MINUTE),
      NODE_NO_WARNINGS: '1',
      ...settings,
    });
    started.push(service);
    return service;
  };
  const close = async (): Promise<void> => {
    await Promise.all(started.map((service) => service.close()));
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    // the first makes the schema, so both may start at once
    const [a, b] = await Promise.all([another(), another()]);
    await importAt(a.url, 'areas', 'areas.geojson', AREAS);
    await importAt(a.url, 'grids', 'grids.geojson', gridsFile());
    await importAt(a.url, 'places', 'places.csv', PLACES);
    return { server, a, b, another, close };
  } catch (error) {
    await close();
    throw error;
  }
}
