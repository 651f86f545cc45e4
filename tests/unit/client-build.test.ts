/** The client is built anew when anything changed that it is made of. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { CLIENT_SOURCES, digestOf } from '../../server/client-build.ts';

const ROOT = join(import.meta.dirname, '../..');
const isSource = (path: string): boolean =>
  CLIENT_SOURCES.some((source) => path === source || path.startsWith(`${source}/`));

/** Every file of the project that the files reach by relative imports, from the root. */
function reached(files: readonly string[]): Set<string> {
  const found = new Set(files);
  for (const file of found) {
    const text = readFileSync(join(ROOT, file), 'utf8');
    for (const [, to] of text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+\.tsx?)'/g))
      found.add(relative(ROOT, join(ROOT, dirname(file), to!)));
  }
  return found;
}

describe('what the client is made of', () => {
  it('lies in the sources that the build looks at', () => {
    const client = readdirSync(join(ROOT, 'client'), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => `client/${name}`);
    const all = [...reached(client)];
    expect(all.filter((file) => file.startsWith('server/partition/')).length).toBeGreaterThan(5);
    expect(all.filter((file) => !isSource(file))).toEqual([]);
  });

  it('has another digest when a file of any of them is another, is new or is gone', async () => {
    const root = mkdtempSync(join(tmpdir(), 'gezhong-build-'));
    afterAll(() => rmSync(root, { recursive: true, force: true }));
    for (const source of CLIENT_SOURCES) {
      const isFile = source.includes('.');
      mkdirSync(join(root, isFile ? '.' : source), { recursive: true });
      writeFileSync(join(root, isFile ? source : `${source}/one.ts`), source);
    }
    const first = await digestOf(root);
    expect(await digestOf(root)).toBe(first);
    for (const source of CLIENT_SOURCES) {
      const file = join(root, source.includes('.') ? source : `${source}/one.ts`);
      writeFileSync(file, 'another');
      const changed = await digestOf(root);
      expect(changed, source).not.toBe(first);
      writeFileSync(file, source);
      expect(await digestOf(root), source).toBe(first);
    }
    writeFileSync(join(root, 'server/partition/two.ts'), '');
    expect(await digestOf(root)).not.toBe(first);
  });
});
