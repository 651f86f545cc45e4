/**
 * The whole check of 100,000 grids and 3.3 million vertices in a process of its own: seconds of the first run and of the ones
 * after it, and the most memory the process ever held, the making of the county and the engine included.
 * Gate: nothing is found.
 */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { checkCoverage } from '../../server/geometry/coverage.ts';
import { syntheticCounty } from '../support/synthetic-county.ts';
import { type BenchRow, median, milliseconds, mustAgree, table } from './protocol.ts';

const GRIDS = 100_000;
const RUNS = 5;

interface Measured {
  readonly vertices: number;
  readonly seconds: readonly number[];
  readonly peakMb: number;
}

export async function run(): Promise<BenchRow[]> {
  const script = fileURLToPath(import.meta.url);
  const out = execFileSync(process.execPath, ['--import', 'tsx', script, 'measure'], { encoding: 'utf8' });
  const { vertices, seconds, peakMb } = JSON.parse(out) as Measured;
  const name = `whole check, ${GRIDS} grids / ${vertices} vertices`;
  const told = seconds.map((s) => s.toFixed(2)).join(', ');
  return [
    { name: `${name}, s`, ratio: median(seconds), target: '≤ 3', note: `runs in order: ${told}` },
    { name: `${name}, peak resident MB`, ratio: peakMb, target: '≤ 1500', note: `after ${RUNS} runs, all included` },
  ];
}

function measure(): Measured {
  const grids = syntheticCounty({ grids: GRIDS, vertices: 33, seed: 1 }).map((polygons, i) => ({
    code: `G${String(i).padStart(6, '0')}`,
    polygons,
  }));
  const seconds = Array.from({ length: RUNS }, () => {
    let found = 0;
    const ms = milliseconds(() => {
      found = checkCoverage({ grids }).findings.length;
    });
    mustAgree('clean county', found);
    return ms / 1000;
  });
  return {
    vertices: grids.reduce((sum, { polygons }) => sum + polygons.flat().reduce((n, r) => n + r.length / 2, 0), 0),
    seconds,
    peakMb: process.resourceUsage().maxRSS / 1000,
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log(process.argv[2] === 'measure' ? JSON.stringify(measure()) : table(await run()));
}
