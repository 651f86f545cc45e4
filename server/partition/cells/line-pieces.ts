/** Noded pieces with what runs along each of them. */
import type { NodeTable } from '../../geometry/node-table.ts';
import { LINE, type LineRows, type RingUse } from './line-rows.ts';
import type { Noded } from './snap-noding.ts';

export interface LinePieces {
  readonly nodes: NodeTable;
  readonly tail: Int32Array;
  readonly head: Int32Array;
  readonly bits: Uint8Array;
  /** Pieces of the same leading row are one straight line of input: the vertex between them was added by noding. */
  readonly row: Int32Array;
  readonly parentNet: Int32Array;
  readonly uses: readonly (readonly RingUse[])[];
}

const NO_USES: readonly RingUse[] = [];

export function linePieces(rows: LineRows, { nodes, count, tail, head, start, sources }: Noded): LinePieces {
  const bits = new Uint8Array(count);
  const row = new Int32Array(count);
  const parentNet = new Int32Array(count);
  const uses: (readonly RingUse[])[] = [];
  for (let p = 0; p < count; p++) {
    let leading = -1;
    let own: RingUse[] | null = null;
    for (let i = start[p]!; i < start[p + 1]!; i++) {
      const source = sources[i]! >> 1;
      const against = (sources[i]! & 1) === 1;
      bits[p]! |= rows.bits[source]!;
      parentNet[p]! += against ? -rows.parentNet[source]! : rows.parentNet[source]!;
      for (const use of rows.uses[source]!) {
        own ??= [];
        own.push(against ? { owner: use.owner, sign: use.sign === 1 ? -1 : 1 } : use);
      }
      if (leading < 0 || leads(rows, source, leading)) leading = source;
    }
    row[p] = leading;
    uses.push(own ?? NO_USES);
  }
  return { nodes, tail, head, bits, row, parentNet, uses };
}

/** Those that stay, in the same order. */
export function filterPieces(pieces: LinePieces, stays: (piece: number) => boolean): LinePieces {
  const kept: number[] = [];
  for (let p = 0; p < pieces.tail.length; p++) if (stays(p)) kept.push(p);
  return {
    nodes: pieces.nodes,
    tail: Int32Array.from(kept, (p) => pieces.tail[p]!),
    head: Int32Array.from(kept, (p) => pieces.head[p]!),
    bits: Uint8Array.from(kept, (p) => pieces.bits[p]!),
    row: Int32Array.from(kept, (p) => pieces.row[p]!),
    parentNet: Int32Array.from(kept, (p) => pieces.parentNet[p]!),
    uses: kept.map((p) => pieces.uses[p]!),
  };
}

/** Rows of published rings before others, short ones before long ones: a vertex that one ring has is nobody's addition. */
function leads(rows: LineRows, one: number, other: number): boolean {
  const isRing = (row: number): number => ((rows.bits[row]! & (LINE.parent | LINE.today)) !== 0 ? 1 : 0);
  const long = (row: number): number => rows.bx[row]! - rows.ax[row]! + Math.abs(rows.by[row]! - rows.ay[row]!);
  return (isRing(one) - isRing(other) || long(other) - long(one) || other - one) > 0;
}
