/** Which coding of a tile a caller takes: br before gzip before none, unless their weights say otherwise. */
import type { Coding } from './kept-tile.ts';

const known = new Map<string, Coding>();
const MOST_KNOWN = 200;

export function acceptedCoding(header: string | undefined): Coding {
  if (header === undefined) return 'identity';
  const before = known.get(header);
  if (before !== undefined) return before;
  const coding = choose(header);
  if (known.size < MOST_KNOWN) known.set(header, coding);
  return coding;
}

function choose(header: string): Coding {
  const weights = new Map<string, number>();
  for (const part of header.toLowerCase().split(',')) {
    const [name = '', ...parameters] = part.trim().split(/\s*;\s*/);
    const q = parameters.map((text) => /^q=([0-9.]+)$/.exec(text)?.[1]).find((text) => text !== undefined);
    weights.set(name, q === undefined ? 1 : Number(q));
  }
  const weightOf = (name: string): number =>
    weights.get(name) ?? (name === 'identity' ? 0.0001 : (weights.get('*') ?? 0));
  let best: Coding = 'identity';
  for (const coding of ['gzip', 'br'] as const) {
    if (weightOf(coding) > 0 && weightOf(coding) >= weightOf(best)) best = coding;
  }
  return best;
}
