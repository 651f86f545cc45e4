/**
 * What is wrong with a plan, as a list to go through: in order of the communities, then of the grids, then of kinds. After a
 * change only the communities that it touched are looked at again.
 */
import type { PlanLevel } from '../../contract/plan-state.ts';
import type { Standard } from '../standard.ts';
import { bandOf } from './band.ts';
import { cellsOf, UNASSIGNED } from './cell-ranges.ts';
import type { CommunityPlan } from './community-plan.ts';
import type { EditedPlan } from './edited-plan.ts';
import { uncoveredPieces } from './micro-cover.ts';

/**
 * unassigned: connected cells in no grid. empty: a grid without cells. parted: a part of a grid that is cut off from its largest.
 * under, over: outside the standard. uncovered: connected cells in no micro grid, of a grid that has some. astray: cells of a
 * micro grid that are no longer in its grid. pin-broken: cells pinned together, or a compound to be kept whole, in several
 * grids; or a grid across a line not to be crossed.
 */
export type ProblemKind = 'unassigned' | 'empty' | 'parted' | 'under' | 'over' | 'uncovered' | 'astray' | 'pin-broken';

export interface Problem {
  readonly kind: ProblemKind;
  readonly community: string;
  readonly level: PlanLevel;
  /** Of the level; null: of no grid. */
  readonly slot: number | null;
  /** At the level of micro grids the number of the grid around, else null. */
  readonly parent: number | null;
  /** Cells it is about; none for an empty grid. Rising. */
  readonly cells: readonly number[];
  /** Households in them; for under and over the households needed. */
  readonly households: number;
  /** Inside its first cell, in lattice units; null for an empty grid. */
  readonly at: readonly [x: number, y: number] | null;
}

const ORDER: readonly ProblemKind[] = [
  'unassigned',
  'empty',
  'parted',
  'under',
  'over',
  'uncovered',
  'astray',
  'pin-broken',
];

export interface Standards {
  readonly grid: Standard;
  /** null: micro grids are of any size. */
  readonly micro: Standard | null;
}

export class PlanProblems {
  readonly #plan: EditedPlan;
  readonly #standards: Standards;
  readonly #known = new Map<string, readonly Problem[]>();

  constructor(plan: EditedPlan, standards: Standards) {
    this.#plan = plan;
    this.#standards = standards;
  }

  /** To be called for each community that an operation touched. */
  forget(community: string): void {
    this.#known.delete(community);
  }

  list(): readonly Problem[] {
    return [...this.#plan.communities.keys()].flatMap((community) => this.of(community));
  }

  of(code: string): readonly Problem[] {
    const community = this.#plan.communities.get(code);
    if (community === undefined) return [];
    const known = this.#known.get(code) ?? problemsOf(community, this.#standards);
    this.#known.set(code, known);
    return known;
  }

  /** The next one after, or before, another in the list, which may be there no more; round its end. null when there is none. */
  step(from: Problem | null, way: 1 | -1): Problem | null {
    const list = this.list();
    if (list.length === 0) return null;
    if (from === null) return list[way === 1 ? 0 : list.length - 1]!;
    const after = list.findIndex((one) => compare(one, from) > 0);
    if (way === 1) return list[Math.max(after, 0)]!;
    const before = list.findLastIndex((one) => compare(one, from) < 0);
    return list[before < 0 ? list.length - 1 : before]!;
  }
}

function problemsOf(community: CommunityPlan, standards: Standards): Problem[] {
  const found = [...levelProblems(community, 'grid', standards.grid), ...pinProblems(community)];
  if (community.divisions.micro.slots.length > 0) {
    found.push(...levelProblems(community, 'micro', standards.micro), ...uncovered(community), ...astray(community));
  }
  return found.sort(compare);
}

function levelProblems(community: CommunityPlan, level: PlanLevel, standard: Standard | null): Problem[] {
  const { slots, numbers } = community.divisions[level];
  const found: Problem[] = [];
  slots.forEach((record, slot) => {
    if (record === null) return;
    const [largest, ...rest] = numbers.parts(slot);
    if (largest === undefined) {
      found.push(problem(community, level, 'empty', slot, [], 0));
      return;
    }
    for (const part of rest) found.push(problem(community, level, 'parted', slot, part));
    if (standard === null) return;
    const { state, needs } = bandOf(record, numbers.households(slot), standard);
    if (state !== 'under' && state !== 'over') return;
    found.push(problem(community, level, state, slot, numbers.cellsOf(slot), needs));
  });
  if (level === 'grid') {
    for (const part of numbers.parts(UNASSIGNED)) found.push(problem(community, level, 'unassigned', null, part));
  }
  return found;
}

function uncovered(community: CommunityPlan): Problem[] {
  return uncoveredPieces(community).map(({ parent, cells }) => ({
    ...problem(community, 'micro', 'uncovered', null, cells),
    parent,
  }));
}

function astray(community: CommunityPlan): Problem[] {
  const { grid, micro } = community.divisions;
  return micro.slots.flatMap((record, slot) => {
    if (record === null) return [];
    const cells = micro.numbers.cellsOf(slot).filter((cell) => grid.numbers.slotOf[cell] !== record.parent);
    return cells.length === 0 ? [] : [problem(community, 'micro', 'astray', slot, cells)];
  });
}

function pinProblems(community: CommunityPlan): Problem[] {
  const { numbers } = community.divisions.grid;
  const { layer, pins } = community;
  return pins.flatMap((pin) => {
    if (pin.pin === 'never-cross') {
      const walls = new Set(pin.arcs);
      const across = layer.arcs.flatMap(({ left, right }, arc) =>
        walls.has(layer.baseArc[arc]!) && numbers.slotOf[left] === numbers.slotOf[right] ? [left, right] : [],
      );
      return across.length === 0 ? [] : [problem(community, 'grid', 'pin-broken', null, sorted(across))];
    }
    const cells =
      pin.pin === 'together'
        ? (cellsOf(pin.cells) ?? [])
        : (layer.compounds.find(({ id }) => id === pin.compound)?.cells ?? []);
    const isApart = new Set(cells.map((cell) => numbers.slotOf[cell])).size > 1;
    return isApart ? [problem(community, 'grid', 'pin-broken', null, sorted(cells))] : [];
  });
}

function problem(
  community: CommunityPlan,
  level: PlanLevel,
  kind: ProblemKind,
  slot: number | null,
  cells: readonly number[],
  needs?: number,
): Problem {
  const { households } = community.divisions[level].numbers.ground;
  const sum = needs ?? cells.reduce((total, cell) => total + households[cell]!, 0);
  const first = community.layer.cells[cells[0] ?? -1];
  const at = first === undefined ? null : ([first.x, first.y] as const);
  const parent = slot === null ? null : (community.slot(level, slot)?.parent ?? null);
  return { kind, community: community.code, level, slot, parent, cells, households: sum, at };
}

/** Cells in no grid come first in their community. */
function compare(one: Problem, other: Problem): number {
  return (
    compareTexts(one.community, other.community) ||
    compareTexts(one.level, other.level) ||
    (one.slot ?? -1) - (other.slot ?? -1) ||
    ORDER.indexOf(one.kind) - ORDER.indexOf(other.kind) ||
    (one.cells[0] ?? -1) - (other.cells[0] ?? -1)
  );
}

function compareTexts(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function sorted(cells: readonly number[]): number[] {
  return [...new Set(cells)].sort((a, b) => a - b);
}
