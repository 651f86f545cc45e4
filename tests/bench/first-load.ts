/** What the first screen of the built client loads, gzipped: page, style sheet, entry and its imports, map chunk, worker. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { ensureClientBuilt } from '../../server/client-build.ts';
import type { BenchRow } from './protocol.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FOLDER = join(ROOT, 'dist/client');
const TARGET_KB = 480;

/** Files named in a text by their hashed names, and the files those name in turn. */
function closure(folder: string): string[] {
  const assets = readdirSync(join(folder, 'assets'));
  // of the chunks fetched on demand, the first screen asks for the map; other workspaces and languages wait
  const waits =
    /^(import|setup|audit)-workspace-|^(plan|access|answer|band-bar|copy-button|measures|result-row|no-county|keys-panel|engine-worker|map-image|pages|en|zh)-/;
  const found = new Set<string>();
  const read = (text: string): void => {
    for (const name of assets) {
      if (waits.test(name) || found.has(name) || !text.includes(name)) continue;
      found.add(name);
      if (/\.(js|css)$/.test(name)) read(readFileSync(join(folder, 'assets', name), 'utf8'));
    }
  };
  read(readFileSync(join(folder, 'index.html'), 'utf8'));
  return [...found].map((name) => join('assets', name));
}

export async function run(): Promise<BenchRow[]> {
  await ensureClientBuilt(ROOT);
  const files = ['index.html', ...closure(FOLDER)];
  const sizes = files.map((file) => ({ file, kB: gzipSync(readFileSync(join(FOLDER, file))).length / 1000 }));
  const total = sizes.reduce((sum, { kB }) => sum + kB, 0);
  const largest = sizes
    .sort((a, b) => b.kB - a.kB)
    .slice(0, 4)
    .map(({ file, kB }) => `${file.replace(/^assets\//, '')} ${kB.toFixed(1)}`)
    .join(', ');
  return [
    {
      name: 'first load of the client, kB gzip',
      ratio: Math.round(total * 10) / 10,
      target: `≤ ${TARGET_KB}`,
      note: `${files.length} files; largest: ${largest}`,
    },
  ];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.table(await run());
