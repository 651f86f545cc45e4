/**
 * Which grids lie wholly inside another, and which are the same place twice. Exact: A lies in B when the inner side of every
 * border of A is covered by B, and nowhere inside A does B end while A goes on.
 */
import type { CoverSets } from './cover-sets.ts';
import type { EdgeUses } from './edge-uses.ts';

export interface Containment {
  readonly inner: number;
  readonly outer: number;
}

/**
 * Every pair in which `inner` lies in `outer`; the same place twice is a pair both ways. `edgesOf`: how many edges the rings
 * of an owner have; all of them must have been walked before anything can be said.
 */
export function containments(table: EdgeUses, cover: CoverSets, edgesOf: (owner: number) => number): Containment[] {
  const { faces, sets, setOf } = cover;
  const { pieces, faceOf } = faces;
  const containers = new Map<number, Set<number>>();
  const broken = new Set<string>();
  for (let piece = 0; piece < pieces.count; piece++) {
    const nets = new Map<number, number>();
    for (let i = pieces.edgeStart[piece]!; i < pieces.edgeStart[piece + 1]!; i++) {
      table.eachGridUse(pieces.edges[i]!, (owner, sign) => nets.set(owner, (nets.get(owner) ?? 0) + sign));
    }
    for (const [owner, net] of nets) {
      if (net === 0) continue;
      const set = setOf[faceOf[net > 0 ? 2 * piece : 2 * piece + 1]!]!;
      const others = set < 0 ? [] : sets[set]!.filter((other) => other !== owner);
      const known = containers.get(owner);
      if (known === undefined) containers.set(owner, new Set(others));
      else for (const other of known) if (!others.includes(other)) known.delete(other);
      // Here `owner` ends; whoever goes on beyond does not lie in it.
      for (const other of others) if ((nets.get(other) ?? 0) === 0) broken.add(`${other} ${owner}`);
    }
  }
  const walked = new Map<number, number>();
  for (const edge of cover.chosen) table.eachGridUse(edge, (owner) => walked.set(owner, (walked.get(owner) ?? 0) + 1));
  const pairs: Containment[] = [];
  for (const [inner, candidates] of containers) {
    if (candidates.size === 0 || walked.get(inner) !== edgesOf(inner)) continue;
    for (const outer of candidates) if (!broken.has(`${inner} ${outer}`)) pairs.push({ inner, outer });
  }
  return pairs.sort((p, q) => p.inner - q.inner || p.outer - q.outer);
}
