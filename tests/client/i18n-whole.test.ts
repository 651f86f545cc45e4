/** Every dictionary there is, found by its file: none can be left out of what texts must keep, and no screen has texts besides. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Message } from '../../client/i18n/translate.ts';

type Dictionary = Readonly<Record<string, Message>>;

const FOLDER = 'client/i18n';
const names = readdirSync(FOLDER).map((name) => basename(name, '.ts'));
/** English ones have no name of their own for what is fetched with the first screen. */
const englishOf = (chinese: string): string => (chinese === 'zh-CN' ? 'en' : chinese.replace(/^zh-/, 'en-'));
const chinese = names.filter((name) => name.startsWith('zh-'));

async function dictionary(name: string): Promise<Dictionary> {
  const found = Object.values((await import(`../../client/i18n/${name}.ts`)) as Record<string, unknown>);
  expect(found, name).toHaveLength(1);
  return found[0] as Dictionary;
}
const texts = (message: Message): string[] => (typeof message === 'string' ? [message] : [message.one, message.other]);
const holes = (text: string): string[] =>
  [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!))].sort();

describe('the dictionaries', () => {
  it('are pairs, one for each language', () => {
    expect(chinese.length).toBeGreaterThan(30);
    const others = names.filter((name) => name !== 'translate' && !name.startsWith('zh-'));
    expect(others.sort()).toEqual(chinese.map(englishOf).sort());
  });

  it.each(chinese)('%s and its English: the same keys and holes, each in its own writing', async (name) => {
    const zh = await dictionary(name);
    const en = await dictionary(englishOf(name));
    expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort());
    for (const [key, message] of Object.entries(zh)) {
      const [here, there] = [texts(message), texts(en[key]!)];
      for (const text of here) {
        expect(text.replace(/\{\w+\}/g, ''), key).toMatch(
          /\p{Script=Han}|^[^\p{L}]*(?:km²|m²|km|m|ha|PM2\.5)?[^\p{L}]*$/u,
        );
        expect(text, `${key}: a Latin mark between Chinese characters`).not.toMatch(
          /\p{Script=Han}[,;:!?]\p{Script=Han}/u,
        );
      }
      for (const text of there) {
        expect(text, key).not.toMatch(/\p{Script=Han}|[，。；：！？（）]/u);
        expect(text, key).not.toMatch(/\b(ward|block|region|precinct|resident|family|families)s?\b/i);
        for (const one of here) expect(holes(one), key).toEqual(expect.arrayContaining(holes(text)));
      }
      expect([key, there.every((text) => text.trim() !== '')]).toEqual([key, true]);
    }
  });
});

/** Chinese characters that are no text of a screen, by file and why. */
const BESIDES: Readonly<Record<string, string>> = {
  'client/field/words.ts': 'the name of the other language, in that language',
  'client/kiosk/parts/header.tsx': 'the same',
  'client/ui/top-bar.tsx': 'the same, and the name of the program',
  'client/map/locale.ts': 'the dictionary of MapLibre, whose English is its own',
  'client/kiosk/example.ts': 'endings of street names, which are looked for in data',
  'client/state/command/merge-targets.ts': 'how people write the number of an event',
  'client/state/command/rules-csv.ts': 'headings and values of a file',
  'client/workspaces/audit/layer-file.ts': 'names of columns of files',
};

describe('the screens', () => {
  const sources = readdirSync('client', { recursive: true, encoding: 'utf8' })
    .map((path) => join('client', path))
    .filter((path) => /\.tsx?$/.test(path) && !path.startsWith(FOLDER));
  const plain = (path: string): string =>
    readFileSync(path, 'utf8')
      .replace(/\/\*[\s\S]*?\*\//g, '')
      .replace(/(^|[\s;{}(,])\/\/[^\n]*/g, '$1');

  it('have no Chinese text outside the dictionaries', () => {
    const found = sources.filter((path) => /\p{Script=Han}/u.test(plain(path)));
    expect(found.sort()).toEqual(Object.keys(BESIDES).sort());
  });

  it('have no English text between tags or in what is read aloud', () => {
    const wordy =
      /(?:\b(?:title|placeholder|aria-label|alt|label)="[^"{}]*[A-Za-z]{3,} ?[^"]*")|(?:<(?:p|h[1-6]|span|b|th|td|li|label|button|strong|dt|dd|a)(?: (?!lang=)[^<>{}]*)?>[A-Za-z][A-Za-z ]{3,}<)/;
    const found = sources
      .filter((path) => path.endsWith('.tsx'))
      .flatMap((path) => {
        const match = wordy.exec(plain(path));
        return match === null ? [] : [`${path}: ${match[0]}`];
      });
    expect(found).toEqual([]);
  });
});
