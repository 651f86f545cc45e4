/**
 * Which grids of a map meet: share a border or touch in a point, exactly on the lattice. Grids that overlap meet where their
 * borders cross; one that lies wholly inside another without touching its border does not. Pure.
 */
import { edgeTable } from '../geometry/edge-table.ts';
import type { MultiPolygon } from '../geometry/polygon.ts';
import { meet } from '../geometry/segment-meeting.ts';
import { nearPairs } from '../geometry/segment-pairs.ts';

/** For each grid the numbers of its neighbours, ascending. About proportional to the number of vertices. */
export function neighbours(grids: readonly MultiPolygon[]): number[][] {
  const sets = grids.map(() => new Set<number>());
  const join = (a: number, b: number): void => {
    if (a === b) return;
    sets[a]!.add(b);
    sets[b]!.add(a);
  };
  let vertices = 0;
  for (const polygon of grids.flat()) for (const ring of polygon) vertices += ring.length / 2;
  const { count, ends, users, more } = edgeTable(grids, vertices);
  const usersOf = (edge: number): number[] => {
    const two = [users[edge * 2]!, users[edge * 2 + 1]!].filter((grid) => grid >= 0);
    return [...two, ...(more.get(edge) ?? [])];
  };
  for (let edge = 0; edge < count; edge++) {
    if (users[edge * 2 + 1]! < 0) continue;
    const all = usersOf(edge);
    for (const [at, one] of all.entries()) for (const other of all.slice(at + 1)) join(one, other);
  }
  nearPairs(Float64Array.from(ends), (i, j) => {
    const one = users[i * 2]!;
    const other = users[j * 2]!;
    if (users[i * 2 + 1]! < 0 && users[j * 2 + 1]! < 0 && (one === other || sets[one]!.has(other))) return false;
    const [a, b] = [i * 4, j * 4];
    const meeting = meet(
      ends[a]!,
      ends[a + 1]!,
      ends[a + 2]!,
      ends[a + 3]!,
      ends[b]!,
      ends[b + 1]!,
      ends[b + 2]!,
      ends[b + 3]!,
    );
    if (meeting.kind === 'apart') return false;
    for (const left of usersOf(i)) for (const right of usersOf(j)) join(left, right);
    return false;
  });
  return sets.map((set) => [...set].sort((a, b) => a - b));
}
