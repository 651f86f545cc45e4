import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { enCommandDensity } from '../../client/i18n/en-command-density.ts';
import { enCommandTime } from '../../client/i18n/en-command-time.ts';
import { enCommandWall } from '../../client/i18n/en-command-wall.ts';
import type { Message } from '../../client/i18n/translate.ts';
import { zhCommandDensity } from '../../client/i18n/zh-command-density.ts';
import { zhCommandTime } from '../../client/i18n/zh-command-time.ts';
import { zhCommandWall } from '../../client/i18n/zh-command-wall.ts';

const texts = (message: Message | undefined): string[] =>
  message === undefined ? [] : typeof message === 'string' ? [message] : [message.one, message.other];
const holes = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '').sort();
const code = readdirSync('client/workspaces/command', { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => readFileSync(join('client/workspaces/command', name), 'utf8'))
  .join('\n');

describe.each<[string, Record<string, Message>, Record<string, Message>, RegExp]>([
  ['time', zhCommandTime, enCommandTime, /^(period|span|histogram|open_|reported|closed)/],
  ['density', zhCommandDensity, enCommandDensity, /^(view|about|weighing|legend|few)/],
  ['wall', zhCommandWall, enCommandWall, /^(number|of|stream)/],
])('the words of %s', (_, chinese, english, built) => {
  it('have the same keys and holes in both languages', () => {
    expect(Object.keys(english).sort()).toEqual(Object.keys(chinese).sort());
    for (const [key, message] of Object.entries(chinese))
      for (const text of texts(english[key])) expect(holes(text), key).toEqual(holes(texts(message)[0] ?? ''));
  });

  it('hold no Chinese in English, and none of the forbidden words', () => {
    const all = Object.values(english).flatMap(texts).join('\n');
    expect(all).not.toMatch(/\p{Script=Han}/u);
    expect(all).not.toMatch(/\b(ward|block|region|precinct|resident|family|families)\b/i);
  });

  it('are all used', () => {
    expect(Object.keys(chinese).filter((key) => !built.test(key) && !code.includes(`'${key}'`))).toEqual([]);
  });
});
