/**
 * Cells for a whole county of at least 28,000 buildings, community by community on one thread, from three seeds: everything from
 * the lines to the hash, the assertions included. Beside it the first community alone, as a planner waits for it.
 * Gate: every community passes its assertions, and every building and household is in a cell.
 */
import { pathToFileURL } from 'node:url';
import { buildCells } from '../../server/partition/cells/build-cells.ts';
import type { CellLayer } from '../../server/partition/cells/cell-layer.ts';
import { syntheticDistrict } from '../support/synthetic-district.ts';
import { type BenchRow, median, milliseconds, mustAgree, quantile, table } from './protocol.ts';

const SEEDS = [7, 101, 202];

export async function run(): Promise<BenchRow[]> {
  const seconds: number[] = [];
  const communityMs: number[] = [];
  const notes: string[] = [];
  for (const seed of SEEDS) {
    const inputs = syntheticDistrict({ seed });
    const buildings = inputs.reduce((sum, input) => sum + input.buildings.length, 0);
    const households = inputs.reduce(
      (sum, input) => sum + input.buildings.reduce((n, one) => n + one.households, 0),
      0,
    );
    mustAgree('a county of 28,000 buildings', Math.max(0, 28_000 - buildings));
    const layers: CellLayer[] = [];
    const own: number[] = [];
    for (const input of inputs) own.push(milliseconds(() => layers.push(buildCells(input))));
    const cells = layers.flatMap((layer) => layer.cells);
    mustAgree('households in cells', households - cells.reduce((sum, cell) => sum + cell.households, 0));
    mustAgree('buildings in cells', buildings - cells.reduce((sum, cell) => sum + cell.places.length, 0));
    seconds.push(own.reduce((sum, ms) => sum + ms, 0) / 1000);
    communityMs.push(...own);
    notes.push(`seed ${seed}: ${buildings} buildings, ${cells.length} cells`);
  }
  const told = seconds.map((s) => s.toFixed(1)).join(', ');
  return [
    {
      name: 'cells of a county, s',
      ratio: median(seconds),
      target: '≤ 10 (goal 5)',
      note: `${told}; ${notes.join('; ')}`,
    },
    {
      name: 'cells of one community, ms',
      ratio: median(communityMs),
      target: '–',
      note: `99th percentile ${quantile(communityMs, 0.99).toFixed(0)}, longest ${Math.max(...communityMs).toFixed(0)}`,
    },
  ];
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href)
  console.log(table(await run()));
