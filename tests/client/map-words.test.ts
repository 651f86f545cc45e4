import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { MAP_WORDS } from '../../client/map/locale.ts';
import { PATTERNS } from '../../client/map/patterns.ts';
import { mapStyle } from '../../client/map/style.ts';
import { PLAIN_VIEW } from '../../client/map/view.ts';

const require = createRequire(import.meta.url);

/** The keys of the library's own table of words, from its type declarations. */
function libraryKeys(): string[] {
  const text = readFileSync(require.resolve('maplibre-gl/dist/maplibre-gl.d.ts'), 'utf8');
  const table = /declare const defaultLocale: \{([^}]*)\}/.exec(text)?.[1] ?? '';
  return [...table.matchAll(/"([\w.]+)": string/g)].map((match) => match[1] ?? '');
}

describe('the words of the map library', () => {
  it('are all translated, 25 of them, and no other', () => {
    const keys = libraryKeys();
    expect(keys).toHaveLength(25);
    expect(Object.keys(MAP_WORDS).sort()).toEqual(keys.sort());
  });

  it('are Chinese', () => {
    for (const [key, word] of Object.entries(MAP_WORDS)) expect(word, key).toMatch(/\p{Script=Han}/u);
  });
});

describe('the hatches', () => {
  it('exist for every pattern a style names', () => {
    const styles = (['light', 'dark'] as const).map((theme) => mapStyle({ ...PLAIN_VIEW, theme, mode: 'band' }));
    const named = [...JSON.stringify(styles).matchAll(/"fill-pattern":"([\w-]+)"/g)].map((match) => match[1]);
    expect(new Set(named)).toEqual(new Set(Object.keys(PATTERNS)));
  });

  it('fit their tile and meet at its edges', () => {
    for (const [name, draw] of Object.entries(PATTERNS)) {
      const { width, height, data } = draw();
      expect(data.length, name).toBe(width * height * 4);
      const alpha = (x: number, y: number) => data[(((y + height) % height) * width + ((x + width) % width)) * 4 + 3];
      // both repeat every 8 pixels, so a tile of 16 continues in the next without a seam
      for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) expect(alpha(x + 8, y)).toBe(alpha(x, y));
    }
  });

  it('have ink and gaps, over more slanted, under dotted', () => {
    for (const draw of Object.values(PATTERNS)) {
      const alphas = draw().data.filter((_, index) => index % 4 === 3);
      expect(alphas.some((alpha) => alpha === 255)).toBe(true);
      expect(alphas.some((alpha) => alpha === 0)).toBe(true);
    }
  });
});
