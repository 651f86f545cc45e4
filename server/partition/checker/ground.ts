/**
 * The checker's own view of a graph: for each cell its neighbours, from the arcs alone, and the cells that go together. Nothing
 * here is shared with the search.
 */
import { LEAST_CONTACT_CM } from '../cell-graph.ts';
import type { ProposalRequest } from '../request.ts';

export interface Ground {
  readonly neighbours: readonly ReadonlySet<number>[];
  readonly households: readonly number[];
  /** Cells that may change their grid. */
  readonly isFree: readonly boolean[];
  /** Free cells that go together, in lists of one or more. */
  readonly bundles: readonly (readonly number[])[];
  readonly bundleOf: readonly number[];
}

/** `mayCut`: compounds that the present plan cuts need not be whole. */
export function groundOf({ graph, present, pins, standard }: ProposalRequest, mayCut: boolean): Ground {
  const households = Array.from(graph.cells.households, (one) => Math.max(0, one));
  const isFree = Array.from(present.gridOf, (grid) => grid < 0 || present.grids[grid]!.role === 'free');
  const neighbours = neighboursFrom(graph, new Set(pins.neverCross));
  const wishes = [
    ...graph.ties,
    ...pins.together,
    ...graph.compounds
      .filter(({ cells, whole }) => {
        const sum = [...cells].reduce((total, cell) => total + households[cell]!, 0);
        const isCut = new Set([...cells].map((cell) => present.gridOf[cell]!)).size > 1;
        return whole || (5 * sum <= 3 * standard.max && !(mayCut && isCut));
      })
      .map(({ cells }) => cells),
  ];
  const partners: Set<number>[] = households.map(() => new Set());
  for (const wish of wishes) {
    const members = new Set([...wish].filter((cell) => isFree[cell]));
    for (const cell of members)
      for (const other of neighbours[cell]!) if (members.has(other)) partners[cell]!.add(other);
  }
  const free = [...households.keys()].filter((cell) => isFree[cell]);
  const bundles = floods(free, (cell) => partners[cell]!);
  const bundleOf = new Array<number>(households.length).fill(-1);
  bundles.forEach((bundle, i) => {
    for (const cell of bundle) bundleOf[cell] = i;
  });
  return { neighbours, households, isFree, bundles, bundleOf };
}

function neighboursFrom({ cells, arcs, links }: ProposalRequest['graph'], walls: ReadonlySet<number>): Set<number>[] {
  const contact = new Map<string, { ends: [number, number]; cm: number }>();
  const touch = (left: number, right: number, cm: number) => {
    if (left === right) return;
    const key = left < right ? `${left} ${right}` : `${right} ${left}`;
    const entry = contact.get(key) ?? { ends: [left, right], cm: 0 };
    entry.cm += cm;
    contact.set(key, entry);
  };
  for (let i = 0; i < arcs.left.length; i++) {
    if (arcs.connects[i] === 1 && !walls.has(i)) touch(arcs.left[i]!, arcs.right[i]!, arcs.lenCm[i]!);
  }
  for (let i = 0; i + 1 < links.length; i += 2) touch(links[i]!, links[i + 1]!, Infinity);
  const neighbours: Set<number>[] = cells.ids.map(() => new Set());
  for (const { ends, cm } of contact.values()) {
    if (cm < LEAST_CONTACT_CM) continue;
    neighbours[ends[0]]!.add(ends[1]);
    neighbours[ends[1]]!.add(ends[0]);
  }
  return neighbours;
}

/** Connected pieces of some items. */
export function floods(items: Iterable<number>, next: (item: number) => Iterable<number>): number[][] {
  const waiting = new Set(items);
  const pieces: number[][] = [];
  for (const first of waiting) {
    const piece = [first];
    waiting.delete(first);
    for (const at of piece) {
      for (const other of next(at)) if (waiting.delete(other)) piece.push(other);
    }
    pieces.push(piece);
  }
  return pieces;
}
