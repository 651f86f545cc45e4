/** What a command may touch: streams and the environment, given from outside so that tests can hand in their own. */
import type { Readable, Writable } from 'node:stream';
import { type ParseArgsConfig, parseArgs } from 'node:util';

export interface Terminal {
  stdin: Readable;
  stdout: Writable;
  stderr: Writable;
  env: Record<string, string | undefined>;
}

/** The command was written wrong: exit code 2. */
export class UsageError extends Error {}

/** node:util's parseArgs; what it refuses becomes a UsageError. */
export function parse<T extends ParseArgsConfig>(config: T): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config);
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

/** Writes and waits while the reader is slower. */
export async function write(out: Writable, text: string | Uint8Array): Promise<void> {
  if (!out.write(text)) await new Promise((resolve) => out.once('drain', resolve));
}

/** One of the words, or a UsageError that lists them. */
export function oneOf<W extends string>(option: string, value: string | undefined, words: readonly W[]): W {
  if (value !== undefined && (words as readonly string[]).includes(value)) return value as W;
  throw new UsageError(`${option} must be one of ${words.join(', ')}`);
}

/** `code=GRID_NO` takes a column, `kind==road` a constant. */
export function mappingOf(words: readonly string[]): Record<string, string> {
  const mapping: Record<string, string> = {};
  for (const word of words) {
    const at = word.indexOf('=');
    if (at < 1) throw new UsageError(`--map ${word}: write field=PROPERTY, or field==value for a constant`);
    mapping[word.slice(0, at)] = word.slice(at + 1);
  }
  return mapping;
}
