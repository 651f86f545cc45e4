/**
 * The grids of a community as polygons, dissolved from its cells, and the coverage check over them kept up: after a change only
 * grids with another shape are looked at again. Where two grids meet on a slanted side of the community their common vertex is
 * rounded, up to half a unit off the side: the check tells that as information and never more.
 */
import type { PlanLevel } from '../../contract/plan-state.ts';
import type { CoverageReport } from '../../geometry/coverage-report.ts';
import { CoverageState } from '../../geometry/coverage-state.ts';
import type { MultiPolygon } from '../../geometry/polygon.ts';
import { outlines } from '../cells/outlines.ts';
import { UNASSIGNED } from './cell-ranges.ts';
import type { CommunityPlan } from './community-plan.ts';
import { turnsIn, untouchedLayer } from './plan-layer.ts';

export interface ShapeStep {
  /** New shapes by slot; null: the slot has no cells any more. */
  readonly changed: ReadonlyMap<number, MultiPolygon | null>;
  /** Ids of findings that were not there before, and of those that are gone. */
  readonly added: readonly string[];
  readonly gone: readonly string[];
}

/** Code of a slot in the coverage check. */
export function slotCode(slot: number): string {
  return String(slot).padStart(5, '0');
}

export class DerivedShapes {
  readonly #community: CommunityPlan;
  readonly #level: PlanLevel;
  readonly #coverage: CoverageState;
  #shapes: ReadonlyMap<number, MultiPolygon>;

  constructor(community: CommunityPlan, level: PlanLevel = 'grid') {
    this.#community = community;
    this.#level = level;
    this.#shapes = this.#outlined();
    const { base } = community;
    const ground = untouchedLayer(base);
    const universe = outlines(base, turnsIn(ground), new Int32Array(base.cells.length)).get(0) ?? [];
    this.#coverage = new CoverageState({
      grids: [...this.#shapes].map(([slot, polygons]) => ({ code: slotCode(slot), polygons })),
      universe,
    });
  }

  get shapes(): ReadonlyMap<number, MultiPolygon> {
    return this.#shapes;
  }

  get report(): CoverageReport {
    return this.#coverage.report;
  }

  /** To be called after operations; any number of them at once. */
  update(): ShapeStep {
    const next = this.#outlined();
    const changed = new Map<number, MultiPolygon | null>();
    for (const [slot, shape] of next) {
      const before = this.#shapes.get(slot);
      if (before === undefined || !sameShape(before, shape)) changed.set(slot, shape);
    }
    for (const slot of this.#shapes.keys()) if (!next.has(slot)) changed.set(slot, null);
    this.#shapes = next;
    if (changed.size === 0) return { changed, added: [], gone: [] };
    const entries = [...changed].map(([slot, polygons]) => ({ code: slotCode(slot), polygons }));
    const { added, gone } = this.#coverage.change({
      set: entries.flatMap(({ code, polygons }) => (polygons === null ? [] : [{ code, polygons }])),
      remove: entries.flatMap(({ code, polygons }) => (polygons === null ? [code] : [])),
    });
    return { changed, added, gone };
  }

  #outlined(): ReadonlyMap<number, MultiPolygon> {
    const { layer, divisions } = this.#community;
    const { slotOf } = divisions[this.#level].numbers;
    const slots = Int32Array.from(slotOf, (slot) => (slot === UNASSIGNED ? -1 : slot));
    return outlines(layer, turnsIn(layer), slots);
  }
}

function sameShape(one: MultiPolygon, other: MultiPolygon): boolean {
  if (one.length !== other.length) return false;
  return one.every((polygon, i) => {
    const their = other[i]!;
    return polygon.length === their.length && polygon.every((ring, k) => sameNumbers(ring, their[k]!));
  });
}

function sameNumbers(one: Int32Array, other: Int32Array): boolean {
  if (one.length !== other.length) return false;
  for (let i = 0; i < one.length; i++) if (one[i] !== other[i]) return false;
  return true;
}
