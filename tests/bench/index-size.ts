/** A process of its own that builds the index of 200,000 grids and asks it; prints what it took as JSON. See sizes.ts. */
import { GridIndex } from '../../server/geometry/grid-index.ts';
import { Hits } from '../../server/geometry/hits.ts';
import { exactHits } from '../support/exact-ring.ts';
import { randomPoints, syntheticCounty } from '../support/synthetic-county.ts';
import { median, milliseconds, mustAgree } from './protocol.ts';

const GRIDS = 200_000;
const POINTS = 1_000_000;
const ROUNDS = 3;
/** Of them, as many are asked of the plain exact test too: that one looks at every grid. */
const EXACT = 20;

export interface IndexSize {
  readonly grids: number;
  readonly vertices: number;
  readonly buildMs: number;
  readonly restoreMs: number;
  readonly megabytes: number;
  readonly perSecond: number;
  readonly sortedPerSecond: number;
}

const shapes = syntheticCounty({ grids: GRIDS, vertices: 33, seed: 11 });
let index = GridIndex.build(shapes);
const building = Array.from({ length: ROUNDS }, () =>
  milliseconds(() => {
    index = GridIndex.build(shapes);
  }),
);
const bytes = index.snapshot();
const restoring = Array.from({ length: ROUNDS }, () => milliseconds(() => GridIndex.restore(bytes)));
const points = randomPoints(shapes, POINTS, 12);
const hits = new Hits();
let wrong = 0;
for (let i = 0; i < 2 * EXACT; i += 2) {
  const [x, y] = [points[i]!, points[i + 1]!];
  index.locate(x, y, hits);
  const found = [...hits.grids.subarray(0, hits.count)].sort((a, b) => a - b);
  const exact = exactHits(shapes, x, y).map(({ grid }) => grid);
  if (JSON.stringify(found) !== JSON.stringify(exact.sort((a, b) => a - b))) wrong++;
}
mustAgree('index of 200,000 grids and the exact test', wrong);
/** By rows of about a grid's height from the south, each from the west. */
const sorted = Int32Array.from(
  Array.from({ length: POINTS }, (_, i) => i)
    .sort((a, b) => (points[2 * a + 1]! >> 14) - (points[2 * b + 1]! >> 14) || points[2 * a]! - points[2 * b]!)
    .flatMap((i) => [points[2 * i]!, points[2 * i + 1]!]),
);
const rate = (of: Int32Array): number =>
  POINTS / (median(Array.from({ length: ROUNDS }, () => milliseconds(() => askAll(of)))) / 1000);
const size: IndexSize = {
  grids: GRIDS,
  vertices: shapes.reduce((sum, grid) => sum + grid.flat().reduce((n, ring) => n + ring.length / 2, 0), 0),
  buildMs: median(building),
  restoreMs: median(restoring),
  megabytes: index.byteLength / 1e6,
  perSecond: rate(points),
  sortedPerSecond: rate(sorted),
};
process.stdout.write(JSON.stringify(size));

function askAll(of: Int32Array): void {
  for (let i = 0; i < of.length; i += 2) index.locate(of[i]!, of[i + 1]!, hits);
}
