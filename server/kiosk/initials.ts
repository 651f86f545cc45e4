/**
 * Initials of the readings of Chinese characters, so that a name is found by what people type: 长兴 by cx as well as zx. The table
 * is data/pinyin/initials.json; its first part has the usual reading of each character, its second part the others.
 */
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const FILE = join(dirname(fileURLToPath(import.meta.url)), '../../data/pinyin/initials.json');

/** Numerals are typed as digits as well. */
const NUMERALS = new Map([...'〇一二三四五六七八九'].map((character, digit) => [character, String(digit)]));

interface InitialsFile {
  readonly first: Readonly<Record<string, string>>;
  readonly more: Readonly<Record<string, string>>;
}

export type Initials = ReadonlyMap<string, string>;

export function initialsFrom({ first, more }: InitialsFile): Initials {
  const found = new Map<string, string>();
  for (const part of [first, more])
    for (const [letter, characters] of Object.entries(part))
      for (const character of characters) found.set(character, (found.get(character) ?? '') + letter);
  for (const [character, digit] of NUMERALS) found.set(character, (found.get(character) ?? '') + digit);
  return found;
}

let read: Promise<Initials> | null = null;

/** Read once, when somebody asks. */
export function readInitials(): Promise<Initials> {
  read ??= readFile(FILE, 'utf8').then((text) => initialsFrom(JSON.parse(text) as InitialsFile));
  return read;
}

/** Of the characters that occur; what is a letter or digit itself stands for itself and is left out. */
export function lettersOf(texts: Iterable<string>, initials: Initials): Record<string, string> {
  const letters: Record<string, string> = {};
  for (const text of texts)
    for (const character of text) {
      const known = initials.get(character);
      if (known !== undefined) letters[character] ??= known;
    }
  return letters;
}
