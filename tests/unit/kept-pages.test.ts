import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { ensureClientBuilt } from '../../server/client-build.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FOLDER = join(ROOT, 'dist/client');
const read = (name: string) => readFileSync(join(FOLDER, name));

describe.each([
  ['field', 120],
  ['kiosk', 60],
] as const)('the %s page as it is built', (page, targetKb) => {
  let kept: string[];
  beforeAll(async () => {
    await ensureClientBuilt(ROOT);
    const worker = read(`${page}-worker.js`).toString();
    kept = [...worker.matchAll(/"\/((?:assets\/)?[\w.-]+\.\w+)"/g)].map(([, name]) => name!);
  });

  it('keeps everything its page asks for, and everything that asks for', () => {
    const asked = (text: string) => [
      ...text.matchAll(/[./]*((?:assets\/)?[\w-]+\.(?:js|css|svg|png|webmanifest))["'`]/g),
    ];
    const named = [...kept.filter((name) => /\.(js|css)$/.test(name)), `${page}.html`].flatMap((name) =>
      asked(read(name).toString()).map(([, found]) => found!.split('/').at(-1)!),
    );
    const own = new Set(kept.map((name) => name.split('/').at(-1)));
    const missing = [...new Set(named)].filter((name) => name !== `${page}-worker.js` && !own.has(name));
    expect(kept.length).toBeGreaterThan(3);
    expect(missing).toEqual([]);
  });

  it(`is at most ${targetKb} kB gzip, with both languages and the icons, and has neither map nor shell in it`, () => {
    const sizes = [`${page}.html`, `${page}-worker.js`, ...kept].map(
      (name) => [name, gzipSync(read(name)).length / 1000] as const,
    );
    const total = sizes.reduce((sum, [, size]) => sum + size, 0);
    expect(total, sizes.map(([name, size]) => `${name} ${size.toFixed(1)}`).join(', ')).toBeLessThanOrEqual(targetKb);
    const strange = kept.filter((name) => name.endsWith('.js') && /maplibre|createShader/.test(read(name).toString()));
    expect(strange).toEqual([]);
    expect(kept.filter((name) => /shell|map-/.test(name))).toEqual([]);
  });
});

describe('the field page on a phone', () => {
  it('says in its manifest where it lives and which of its icons there are', async () => {
    await ensureClientBuilt(ROOT);
    const manifest = JSON.parse(read('field.webmanifest').toString());
    expect(manifest).toMatchObject({ start_url: '/field', scope: '/field', display: 'standalone' });
    for (const { src, sizes } of manifest.icons) {
      const file = read(src.slice(1));
      if (src.endsWith('.png')) expect(`${file.readUInt32BE(16)}x${file.readUInt32BE(20)}`).toBe(sizes);
    }
  });
});
