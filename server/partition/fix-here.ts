/** One grid put right together with the neighbours it needs; all else stays. Up to three ways, by how much they move. */
import { BALANCED_CHANGE, LEAST_CHANGE } from './change-less.ts';
import { fixAround } from './fix-around.ts';
import type { Progress } from './progress.ts';
import type { Proposal } from './proposal.ts';
import { propose } from './propose.ts';
import type { PresentGrid, ProposalRequest } from './request.ts';
import type { Standard } from './standard.ts';

/** Of the three ways: least change, balanced, best shape. */
const CHANGES = [LEAST_CHANGE, BALANCED_CHANGE, 0] as const;

/** Stands for cells that are in no grid, which stay so. */
const NOWHERE: PresentGrid = { code: '', role: 'locked' };

/**
 * Different plans, fewest households moved first; none when nothing better was found. In their certificates `undecided` tells
 * of the whole community, though only the grid in row `grid` of the present plan was looked at.
 */
export function* fixHere(asked: ProposalRequest, grid: number): Generator<Progress, Proposal[]> {
  const { present } = asked;
  if (present.grids[grid]?.role !== 'free') throw new RangeError('only a grid that may change can be put right');
  const gridOf = present.gridOf.map((row) => (row < 0 ? present.grids.length : row));
  const request = { ...asked, present: { grids: [...present.grids, NOWHERE], gridOf } };
  const found = new Map<string, Proposal>();
  for (const change of CHANGES) {
    const way = yield* bestWay(asked, request, grid, change);
    if (way !== undefined) found.set(way.certificate.planHash, way);
  }
  return [...found.values()].sort((a, b) => a.certificate.householdsMoved - b.certificate.householdsMoved);
}

/** Where other grids are in parts, once without them and once with their heaviest parts: what leaves less outside, then what moves less. */
function* bestWay(
  asked: ProposalRequest,
  request: ProposalRequest,
  grid: number,
  change: number,
): Generator<Progress, Proposal | undefined> {
  let parted: ReadonlySet<number> = new Set();
  const onParted = (grids: ReadonlySet<number>) => {
    parted = grids;
  };
  const ways: Proposal[] = [];
  for (const mayUseParted of [false, true]) {
    if (mayUseParted && parted.size === 0) break;
    const way = withoutNowhere(yield* propose(request, fixAround({ grid, change, mayUseParted, onParted })));
    if (hasChanged(asked, way) && spoilsNone(asked, parted, way)) ways.push(way);
  }
  const [one, other] = ways;
  if (one === undefined || other === undefined) return one;
  const isLess =
    outsideIn(other) - outsideIn(one) || other.certificate.householdsMoved - one.certificate.householdsMoved;
  return isLess < 0 ? other : one;
}

function hasChanged({ present }: ProposalRequest, { grids, gridOf }: Proposal): boolean {
  return gridOf.some((row, cell) => row >= 0 && grids[row]!.code !== present.grids[present.gridOf[cell]!]?.code);
}

/** Households outside the standard. */
function outsideIn({ grids, certificate: { standard } }: Proposal): number {
  return grids.reduce((sum, { role, households }) => sum + (role === 'free' ? outside(standard, households) : 0), 0);
}

function outside({ min, max }: Standard, households: number): number {
  return Math.max(0, min - households, households - max);
}

/** The engine weighs only the part of a grid that it changes: is each grid in parts, all together, no further outside? */
function spoilsNone(
  { graph, present, standard }: ProposalRequest,
  parted: ReadonlySet<number>,
  way: Proposal,
): boolean {
  return [...parted].every((row) => {
    const after = way.grids.find(({ code }) => code === present.grids[row]!.code);
    if (after === undefined) return true;
    const before = present.gridOf.reduce(
      (sum, at, cell) => sum + (at === row ? Math.max(0, graph.cells.households[cell]!) : 0),
      0,
    );
    return outside(standard, after.households) <= outside(standard, before);
  });
}

function withoutNowhere(proposal: Proposal): Proposal {
  const nowhere = proposal.grids.findIndex(({ code }) => code === NOWHERE.code);
  if (nowhere < 0) return proposal;
  const row = (grid: number) => (grid === nowhere ? -1 : grid > nowhere ? grid - 1 : grid);
  const { certificate } = proposal;
  return {
    ...proposal,
    grids: proposal.grids.filter((_, grid) => grid !== nowhere),
    gridOf: proposal.gridOf.map(row),
    certificate: {
      ...certificate,
      unavoidable: certificate.unavoidable.map((one) => ({ ...one, grid: row(one.grid) })),
      undecided: certificate.undecided.map((one) => ({ ...one, grid: row(one.grid) })),
    },
  };
}
