/** The thread that writes GeoPackages: SQLite here lets nobody in while it writes. One file at a time, one page in memory. */
import { parentPort } from 'node:worker_threads';
import { giveWay } from '../background-thread.ts';
import { type ReferenceSystem, systemByCode } from '../features/reference-systems.ts';
import type { OutFeature } from './features-out.ts';
import { writeGeopackage } from './geopackage-out.ts';
import type { FromGeopackageThread, GeopackageHead, ToGeopackageThread } from './geopackage-protocol.ts';
import { placed } from './placed.ts';

giveWay();
const port = parentPort!;
const post = (message: FromGeopackageThread): void => port.postMessage(message);

const heard: ToGeopackageThread[] = [];
let wake = (): void => {};
port.on('message', (message: ToGeopackageThread) => {
  heard.push(message);
  wake();
});

async function next(): Promise<ToGeopackageThread> {
  while (heard.length === 0)
    await new Promise<void>((resolve) => {
      wake = resolve;
    });
  return heard.shift()!;
}

/** Asked for the first page when the file is there, for another when the one before is in it. */
async function* pagesOf(system: ReferenceSystem): AsyncGenerator<readonly OutFeature[]> {
  for (;;) {
    post({ kind: 'taken' });
    const message = await next();
    if (message.kind !== 'page') return;
    yield placed(message.rows, system);
  }
}

async function write({ path, crs, ...head }: GeopackageHead): Promise<FromGeopackageThread> {
  try {
    const system = systemByCode(crs)!;
    await writeGeopackage(path, { ...head, system, pages: pagesOf(system) });
    return { kind: 'done' };
  } catch (error) {
    return { kind: 'broken', message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

for (;;) {
  const message = await next();
  if (message.kind === 'file') post(await write(message.head));
}
