/** Chains of pieces with the same face on both sides: they bound nothing and are set aside, those within the ground told. */
import { type Faces, startOf } from '../../geometry/faces.ts';
import type { CellFindings } from './cell-findings.ts';
import { type LocalMetres, lengthM } from './local-metres.ts';

/** Told from this length on: shorter ends are overshoots at a junction. */
const TOLD_M = 2;

export function isDangle({ faceOf }: Faces, piece: number): boolean {
  return faceOf[2 * piece] === faceOf[2 * piece + 1];
}

/** One finding for each connected chain within the ground, at its lowest point. */
export function tellDangles(faces: Faces, metres: LocalMetres, findings: CellFindings): void {
  const { pieces, faceOf, parent } = faces;
  const { nodes } = pieces;
  const root = new Map<number, number>();
  const find = (node: number): number => {
    let at = node;
    while (root.has(at) && root.get(at) !== at) at = root.get(at)!;
    return at;
  };
  const loose: number[] = [];
  for (let p = 0; p < pieces.count; p++) {
    if (!isDangle(faces, p) || parent[faceOf[2 * p]!] === 0) continue;
    loose.push(p);
    root.set(find(pieces.tail[p]!), find(pieces.head[p]!));
  }
  const chains = new Map<number, { low: number; lengthM: number }>();
  for (const p of loose) {
    const from = startOf(pieces, 2 * p);
    const to = startOf(pieces, 2 * p + 1);
    const length = lengthM(metres, nodes.x[from]!, nodes.y[from]!, nodes.x[to]!, nodes.y[to]!);
    const chain = chains.get(find(from));
    if (chain === undefined) {
      chains.set(find(from), { low: from, lengthM: length });
      continue;
    }
    chain.lengthM += length;
    if (nodes.compare(from, chain.low) < 0) chain.low = from;
  }
  for (const chain of chains.values()) {
    if (chain.lengthM < TOLD_M) continue;
    const lengthCm = Math.round(chain.lengthM * 100);
    findings.add('line-dangling', [nodes.x[chain.low]!, nodes.y[chain.low]!], [], { lengthCm });
  }
}
