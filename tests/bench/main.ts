/**
 * `npm run bench [name …]`: every comparison, each with its equality gate, and one table of median ratios at the end. A name
 * stands for all that begin with it: `coverage` for every comparison of the coverage check.
 */
import { cpus, totalmem } from 'node:os';
import type { BenchRow } from './protocol.ts';

const BENCHES: Record<string, () => Promise<{ run(): Promise<BenchRow[]> }>> = {
  'locate-in-process': () => import('./locate-in-process.ts'),
  'locate-http': () => import('./locate-http.ts'),
  'locate-bulk': () => import('./locate-bulk.ts'),
  'csv-stream': () => import('./csv-stream.ts'),
  'import-county': () => import('./import-county.ts'),
  'coverage-clean': () => import('./coverage-clean.ts'),
  'coverage-incremental': () => import('./coverage-incremental.ts'),
  'coverage-large': () => import('./coverage-large.ts'),
  'coverage-recall': () => import('./coverage-recall.ts'),
  cells: () => import('./cells.ts'),
  'plan-stroke': () => import('./plan-stroke.ts'),
  'plan-page': () => import('./plan-page.ts'),
  'partition-county': () => import('./partition-county.ts'),
  'partition-planted': () => import('./partition-planted.ts'),
  'partition-peers': () => import('./partition-peers.ts'),
  'partition-ilp': () => import('./partition-ilp.ts'),
  'partition-drift': () => import('./partition-drift.ts'),
  'partition-taipei': () => import('./partition-taipei.ts'),
  'events-report': () => import('./events-report.ts'),
  'events-statistics-postgres': async () => (await import('./events-statistics.ts')).onPostgres,
  'events-statistics-embedded': async () => (await import('./events-statistics.ts')).onEmbedded,
  'live-fanout': () => import('./live-fanout.ts'),
  'events-live': () => import('./events-live.ts'),
  'positions-postgres': async () => (await import('./positions.ts')).onPostgres,
  'positions-embedded': async () => (await import('./positions.ts')).onEmbedded,
  tiles: () => import('./tiles.ts'),
  screens: () => import('./screens.ts'),
  sizes: () => import('./sizes.ts'),
  'command-play': () => import('./command-play.ts'),
  'first-load': () => import('./first-load.ts'),
  fuzz: () => import('./fuzz.ts'),
};

const wanted = process.argv.slice(2);
const rows: BenchRow[] = [];
for (const [name, load] of Object.entries(BENCHES)) {
  if (wanted.length > 0 && !wanted.some((one) => name === one || name.startsWith(`${one}-`))) continue;
  process.stdout.write(`\n— ${name}\n`);
  rows.push(...(await (await load()).run()));
}
const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
process.stdout.write(`\n${machine}\n\n| what | measured | target | note |\n|---|---|---|---|\n`);
for (const row of rows) {
  process.stdout.write(`| ${row.name} | ${row.ratio.toFixed(2)} | ${row.target} | ${row.note} |\n`);
}
process.exit(0);
