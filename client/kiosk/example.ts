/** An example of what to type, taken from the place itself: the compound with the most buildings. Pure. */
import type { KioskAtlas } from '../../server/contract/kiosk.ts';

/** Not those of a street: what people live in. */
const NUMBERED = /^(\p{Script=Han}{3,4})\d/u;

export function exampleOf({
  places,
  letters,
}: Pick<KioskAtlas, 'places' | 'letters'>): { name: string; typed: string } | null {
  const counts = new Map<string, number>();
  for (const { kind, name } of places) {
    const stem = kind === 'building' ? NUMBERED.exec(name)?.[1] : undefined;
    if (stem !== undefined && !/[路街道巷]$/.test(stem)) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  }
  const [name] = [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))[0] ?? [];
  if (name === undefined) return null;
  const typed = [...name].map((character) => letters[character]?.[0] ?? '').join('');
  return { name, typed: typed.toUpperCase() };
}
