/**
 * 100,000 generated requests at every route of a service that runs as a process of its own, on the demo county: no 5xx, no end of
 * the process, and no growth. Memory is what the process says of itself after each tenth, when its jobs have had a moment to end;
 * the caches are full after the third. FUZZ_REQUESTS asks for another number, FUZZ_SEED for other requests.
 */
import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { type Ask, makeThings } from '../support/county-things.ts';
import { type FuzzAnswer, faultsOf, toldFault } from '../support/fuzz/faults.ts';
import { type OpenapiDocument, type Operation, operationsOf } from '../support/fuzz/operations.ts';
import { type Asker, type FuzzRequest, requestsTo } from '../support/fuzz/requests.ts';
import type { Known } from '../support/fuzz/schema-values.ts';
import { mulberry32, shuffle } from '../support/random.ts';
import { fillEmpty, startOwn } from '../support/service-process.ts';
import type { BenchRow } from './protocol.ts';

const REQUESTS = Number(process.env.FUZZ_REQUESTS ?? 100_000);
const SEED = Number(process.env.FUZZ_SEED ?? 20261130);
const LAPS = 10;
/** Of the laps, when caches are full. */
const WARM = 3;
const AT_ONCE = 8;
/** Faults that are told one by one. */
const TOLD = 50;
const SETTLE_MS = 5000;
const ADMIN = 'the-admin-token-of-the-fuzz-bench';
const MEMORY = /^process_resident_memory_bytes (\S+)$/m;

export async function run(): Promise<BenchRow[]> {
  const service = await startOwn(fillEmpty, { GEZHONG_ADMIN_TOKEN: ADMIN, GEZHONG_RATE_LIMIT: '1000000' });
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const send = (asked: FuzzRequest) => answerOf(service.url, agent, asked);
  const ask: Ask = async (method, url, payload) => {
    const headers = {
      authorization: `Bearer ${ADMIN}`,
      ...(payload === undefined ? {} : { 'content-type': 'application/json' }),
    };
    const answer = await send({
      who: 'admin',
      method,
      url,
      headers,
      payload: payload === undefined ? null : JSON.stringify(payload),
    });
    return { ...answer, body: answer.body === '' ? null : JSON.parse(answer.body) };
  };
  const memory = async (): Promise<number> => {
    const { body } = await send({ who: 'nobody', method: 'GET', url: '/metrics', headers: {}, payload: null });
    return Number(MEMORY.exec(body)![1]) / 2 ** 20;
  };
  try {
    const { known, askers, operations } = await prepared(ask);
    const statuses = new Map<number, number>();
    const faults: string[] = [];
    const rss: number[] = [];
    let asked = 0;
    const perLap = Math.ceil(REQUESTS / LAPS / operations.length);
    for (let lap = 0; lap < LAPS; lap++) {
      const requests = operations.flatMap((operation, i) =>
        fc.sample(requestsTo(operation, known, askers), { numRuns: perLap, seed: SEED + lap * 1000 + i }),
      );
      const waiting = shuffle(mulberry32(SEED + lap), requests).values();
      const one = async (): Promise<void> => {
        for (const next of waiting) {
          const answer = await send(next);
          asked++;
          statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
          for (const fault of faultsOf(answer)) {
            faults.push(toldFault(next, answer, fault));
            if (faults.length <= TOLD) process.stdout.write(`  ${faults.at(-1)}\n`);
          }
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, one));
      await sleep(SETTLE_MS);
      rss.push(await memory());
      process.stdout.write(`  ${asked} requests, ${rss.at(-1)!.toFixed(0)} MB, ${faults.length} faults\n`);
    }
    const told = [...statuses].sort(([a], [b]) => a - b).map(([status, count]) => `${status}: ${count}`);
    const faulty = `${faults.length} faults in ${asked} requests at ${operations.length} operations; ${told.join(', ')}`;
    const grown = `MB after each tenth: ${rss.map((one) => one.toFixed(0)).join(', ')}`;
    return [
      { name: 'fuzz: answers that are a fault', ratio: faults.length, target: '0', note: faulty },
      {
        name: 'fuzz: memory at the end : after three tenths',
        ratio: rss.at(-1)! / rss[WARM - 1]!,
        target: '≤ 1.10',
        note: grown,
      },
    ];
  } finally {
    agent.destroy();
    await service.close();
  }
}

async function prepared(ask: Ask): Promise<{ known: Known; askers: Asker[]; operations: Operation[] }> {
  const areas = (await ask('GET', '/api/areas')).body.areas as { code: string; level: string }[];
  const county = areas.find(({ level }) => level === 'county')!.code;
  const grids = (await ask('GET', `/api/grids?area=${county}&limit=50`)).body.features as {
    properties: { code: string; kind: string; label: { coordinates: [number, number] } };
  }[];
  const { code: grid, label } = grids.find(({ properties }) => properties.kind === 'basic')!.properties;
  const [lon, lat] = label.coordinates;
  const known = await makeThings(ask, { county, community: grid.slice(0, 12), grid, lon, lat });
  const askers: Asker[] = [
    { who: 'nobody', headers: {} },
    { who: 'admin', headers: { authorization: `Bearer ${ADMIN}` } },
  ];
  for (const role of ['viewer', 'worker', 'dispatcher', 'planner', 'reviewer', 'auditor', 'admin']) {
    const { body } = await ask('POST', '/api/tokens', { name: `fuzz ${role}`, grants: [{ role, area: county }] });
    askers.push({ who: role, headers: { authorization: `Bearer ${body.token}` } });
  }
  const document = async (url: string) => (await ask('GET', url)).body as OpenapiDocument;
  const operations = [
    ...operationsOf(await document('/api/openapi.json')),
    ...operationsOf(await document('/ogc/api'), '/ogc'),
  ];
  return { known, askers, operations };
}

/** What the service hung up on before it was sent whole: no answer could be read. */
const CUT: FuzzAnswer = { status: 0, headers: {}, body: '' };

const UNPACK: Readonly<Record<string, (packed: Buffer) => Buffer>> = {
  ...{ gzip: gunzipSync, deflate: inflateSync, br: brotliDecompressSync },
};

function decoded(body: Buffer, encoding = 'identity'): string {
  // a HEAD or a 304 names the encoding of a body that it has not
  return (body.length === 0 || encoding === 'identity' ? body : UNPACK[encoding]!(body)).toString();
}

/** A stream is hung up on when it begins. Rejects when nobody listens: the process is gone. */
function answerOf(base: string, agent: Agent, { method, url, headers, payload }: FuzzRequest): Promise<FuzzAnswer> {
  const { hostname, port } = new URL(base);
  return new Promise((resolve, reject) => {
    // without a length the body of a DELETE would be sent in chunks that no header tells of
    const length = payload === null ? {} : { 'content-length': String(Buffer.byteLength(payload)) };
    // the path as it is: a URL would put its dots right
    const asked = { hostname, port, path: url, method, headers: { ...headers, ...length }, agent };
    const sent = request(asked, (answer) => {
      const heard: Buffer[] = [];
      const told = (): FuzzAnswer => ({
        status: answer.statusCode ?? 0,
        headers: answer.headers as IncomingHttpHeaders,
        body: decoded(Buffer.concat(heard), answer.headers['content-encoding']),
      });
      if (String(answer.headers['content-type']).startsWith('text/event-stream')) {
        resolve(told());
        return sent.destroy();
      }
      answer.on('data', (chunk: Buffer) => heard.push(chunk));
      answer.on('end', () => resolve(told()));
      answer.on('error', () => resolve(CUT));
    });
    sent.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNRESET' || error.code === 'EPIPE') resolve(CUT);
      else reject(error);
    });
    sent.end(payload ?? undefined);
  });
}
