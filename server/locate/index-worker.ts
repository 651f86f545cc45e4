/** The thread behind IndexBuilder: WKB in, index snapshot out. */
import { parentPort } from 'node:worker_threads';
import { GridIndex } from '../geometry/grid-index.ts';
import { decodeMultiPolygon } from '../geometry/wkb.ts';
import type { IndexReply, IndexRequest } from './index-builder.ts';

parentPort!.on('message', ({ id, shapes, unit }: IndexRequest) => {
  try {
    const snapshot = GridIndex.build(shapes.map((shape) => decodeMultiPolygon(shape, unit))).snapshot();
    parentPort!.postMessage({ id, snapshot } satisfies IndexReply, [snapshot.buffer as ArrayBuffer]);
  } catch (error) {
    parentPort!.postMessage({ id, error: String(error) } satisfies IndexReply);
  }
});
