/** The thread side of cells.ts: one community's cells after the other. */
import { parentPort } from 'node:worker_threads';
import type { CellReport } from '../partition/cells/cell-layer.ts';
import { encodeLayer } from '../partition/plan/layer-codec.ts';
import type { FromTaskThread } from '../task-threads.ts';
import type { GroundRows } from './cells-repository.ts';
import { buildLayer } from './layer-build.ts';

/** `refused`: the step that failed and where, in words for a log. */
export type BuiltLayer =
  | {
      hash: string;
      cells: number;
      arcs: number;
      households: number;
      report: CellReport;
      encoded: Uint8Array<ArrayBuffer>;
    }
  | { refused: string };

const port = parentPort!;

port.on('message', (rows: GroundRows) => {
  const result = built(rows);
  const news: FromTaskThread<BuiltLayer> = { kind: 'done', result };
  port.postMessage(news, 'encoded' in result ? [result.encoded.buffer] : []);
});

function built(rows: GroundRows): BuiltLayer {
  try {
    const layer = buildLayer(rows);
    const { hash, cells, arcs, report } = layer;
    const households = cells.reduce((sum, cell) => sum + Math.max(0, cell.households), 0);
    return { hash, cells: cells.length, arcs: arcs.length, households, report, encoded: encodeLayer(layer) };
  } catch (error) {
    return { refused: error instanceof Error ? error.message : String(error) };
  }
}
