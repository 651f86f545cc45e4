import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { compile, compiledEntry } from '../../server/compiled.mjs';

const ROOT = join(import.meta.dirname, '../..');
const TARGET = join(ROOT, '.compiled');

describe('the compiled program', () => {
  beforeAll(() => compile());

  it('is that of the sources, entry by entry', async () => {
    for (const entry of ['main', 'cli/main']) expect(await compiledEntry(entry)).toBe(join(TARGET, `${entry}.js`));
  });

  it('refers to files that are there, and to no TypeScript', () => {
    const missing: string[] = [];
    const sources = readdirSync(join(ROOT, 'server'), { recursive: true, encoding: 'utf8' });
    for (const name of sources.filter((one) => /(?<!\.d)\.ts$/.test(one))) {
      const file = join(TARGET, name.replace(/\.ts$/, '.js'));
      const text = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
      for (const [, path] of text.matchAll(/(?:from|import|URL\()\s*\(?\s*["'](\.{1,2}\/[^"']+\.[jt]s)["']/g)) {
        if (!existsSync(join(dirname(file), path!))) missing.push(`${name}: ${path}`);
      }
    }
    expect(missing).toEqual([]);
  });

  it('runs', () => {
    const said = execFileSync(process.execPath, [join(ROOT, 'server/launch.mjs'), 'cli/main', '--help']);
    expect(said.toString()).toContain('Usage: npm run -s gezhong');
  });
});
