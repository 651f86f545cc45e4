/**
 * The grids of one community that a plan changes, makes or ends, from its cells. A grid whose cells stay the same and that
 * gets no new junction is not among them: it keeps what is published, byte for byte. Pure.
 */
import type { CommunityState, Division, PlanSlot } from '../contract/plan-state.ts';
import { boxOf } from '../geometry/cell-frame.ts';
import { innerPoint } from '../geometry/inner-point.ts';
import type { MultiPolygon } from '../geometry/polygon.ts';
import { encodeMultiPolygon } from '../geometry/wkb.ts';
import { shapeKey } from '../grids/shape-key.ts';
import type { CellLayer } from '../partition/cells/cell-layer.ts';
import { outlines } from '../partition/cells/outlines.ts';
import { assignmentOf } from '../partition/plan/assignment-text.ts';
import { canonicalCut } from '../partition/plan/canonical.ts';
import { UNASSIGNED } from '../partition/plan/cell-ranges.ts';
import { overlaid } from '../partition/plan/overlay.ts';
import { type PlanLayer, turnsIn, untouchedLayer } from '../partition/plan/plan-layer.ts';
import type { StandingRow } from './plan-result.ts';
import type { UncodedGrid } from './result-codes.ts';

export interface DerivedGrid extends UncodedGrid {
  readonly bandMin: number | null;
  readonly bandMax: number | null;
  /** Lattice WKB. */
  readonly wkb: Uint8Array;
}

export interface CommunityResult {
  readonly community: string;
  readonly grids: readonly DerivedGrid[];
  /** Codes of grids that end. */
  readonly closed: readonly string[];
}

/** `standing`: the grids of the community that the plan started from, micro grids too. */
export function communityResult(
  base: CellLayer,
  start: CommunityState,
  now: CommunityState,
  standing: readonly StandingRow[],
): CommunityResult {
  const before = untouchedLayer(base);
  const after = overlaid(base, now.overlay);
  const byCode = new Map(standing.map((grid) => [grid.code, grid]));
  const grids: DerivedGrid[] = [];
  const closed: string[] = [];
  for (const level of ['grid', 'micro'] as const) {
    const old = shapesOf(before, start[level]);
    const fresh = shapesOf(after, now[level]);
    const slotOfCode = new Map(start[level].slots.map((slot, number) => [slot?.code ?? '', number]));
    const kept = new Set<string>();
    now[level].slots.forEach((slot, number) => {
      // A micro grid ends with the grid it lies in.
      if (slot === null || (slot.parent !== null && !now.grid.slots[slot.parent])) return;
      const shape = fresh.get(number);
      const origin = slot.code === null ? undefined : byCode.get(slot.code);
      const oldShape = slot.code === null ? undefined : old.get(slotOfCode.get(slot.code) ?? -1);
      // A grid whose ground is all another's had no cell to begin with, and stays as it is.
      if (shape === undefined && (origin === undefined || oldShape !== undefined)) return;
      if (slot.code !== null) kept.add(slot.code);
      const isSameShape =
        shape === undefined ||
        (oldShape !== undefined && origin !== undefined && shapeKey(oldShape) === shapeKey(shape));
      const parent = parentOf(slot, level, now, origin);
      const isSame =
        isSameShape &&
        origin !== undefined &&
        slot.name === origin.name &&
        slot.kind === origin.kind &&
        parent.by === 'code' &&
        parent.is === origin.parentCode;
      if (isSame) return;
      grids.push(derived(slot, parent, isSameShape ? null : shape!, origin));
    });
    for (const slot of start[level].slots) {
      if (slot?.code && byCode.has(slot.code) && !kept.has(slot.code)) closed.push(slot.code);
    }
  }
  return { community: base.community, grids, closed: closed.sort() };
}

/** Whether anything that can be seen of the community is another than at the start, however its grids are numbered. */
export function isChanged(start: CommunityState, now: CommunityState): boolean {
  return seen(start) !== seen(now);
}

function seen({ overlay: { bends, cuts }, grid, micro }: CommunityState): string {
  const lines = [bends.map(({ arc, points }) => [arc, points]), cuts.map(canonicalCut)];
  return JSON.stringify([lines, seenDivision(grid, grid), seenDivision(micro, grid)]);
}

/** Slots by their keys, and the cells by the places of those. */
function seenDivision({ slots, assignment }: Division, grid: Division): unknown {
  const keys = slots.flatMap((slot) => (slot === null ? [] : [slot.key])).sort();
  const placeOf = new Map(keys.map((key, place) => [key, place]));
  const named = slots.flatMap((slot) => {
    if (slot === null) return [];
    const { key, code, name, kind, parent } = slot;
    return [[key, code, name, kind, parent === null ? null : (grid.slots[parent]?.key ?? null)]];
  });
  const places = Array.from(assignmentOf(assignment), (slot) => placeOf.get(slots[slot]?.key ?? '') ?? -1);
  return [named.sort(([a], [b]) => (a! < b! ? -1 : 1)), places];
}

function shapesOf(layer: PlanLayer, { assignment }: Division): Map<number, MultiPolygon> {
  const slotOf = Int32Array.from(assignmentOf(assignment), (slot) => (slot === UNASSIGNED ? -1 : slot));
  return outlines(layer, turnsIn(layer), slotOf);
}

function parentOf(
  slot: PlanSlot,
  level: 'grid' | 'micro',
  now: CommunityState,
  origin: StandingRow | undefined,
): UncodedGrid['parent'] {
  if (level === 'grid') return { by: 'code', is: now.community };
  const grid = now.grid.slots[slot.parent ?? -1];
  if (!grid) return { by: 'code', is: origin?.parentCode ?? now.community };
  return grid.code === null ? { by: 'key', is: grid.key } : { by: 'code', is: grid.code };
}

/** `shape` null: the published one, which `origin` has. */
function derived(
  { key, code, name, kind }: PlanSlot,
  parent: UncodedGrid['parent'],
  shape: MultiPolygon | null,
  origin: StandingRow | undefined,
): DerivedGrid {
  const { bandMin, bandMax } = origin ?? { bandMin: null, bandMax: null };
  const own = { key, code, name, kind, parent, bandMin, bandMax };
  if (shape === null) return { ...own, x: 0, y: 0, height: 0, wkb: origin!.wkb };
  const [x, y] = innerPoint(shape);
  const [, south, , north] = boxOf(shape);
  return { ...own, x, y, height: north - south, wkb: encodeMultiPolygon(shape, 'lattice') };
}
