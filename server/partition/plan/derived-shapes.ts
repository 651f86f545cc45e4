/**
 * The grids of a community as polygons, dissolved from its cells, and the coverage check over them kept up, down to the last
 * square unit: after a change only grids with another shape are looked at again.
 */
import type { PlanLevel } from '../../contract/plan-state.ts';
import type { CoverageFinding } from '../../geometry/coverage-report.ts';
import { CoverageState } from '../../geometry/coverage-state.ts';
import type { MultiPolygon } from '../../geometry/polygon.ts';
import { outlines } from '../cells/outlines.ts';
import { UNASSIGNED } from './cell-ranges.ts';
import type { CommunityPlan } from './community-plan.ts';
import { type FramedLayer, framedLayer } from './framed-layer.ts';
import { gridsWithMicro } from './micro-cover.ts';
import type { PlanLayer } from './plan-layer.ts';

/**
 * The ground outside the community, as one more grid; no slot has this number. For micro grids also the grids that have none:
 * they leave no gap.
 */
const OUTSIDE = UNASSIGNED;

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
  #framed: { readonly of: PlanLayer; readonly layer: FramedLayer };
  #shapes: ReadonlyMap<number, MultiPolygon>;

  constructor(community: CommunityPlan, level: PlanLevel = 'grid') {
    this.#community = community;
    this.#level = level;
    this.#framed = { of: community.layer, layer: framedLayer(community.layer) };
    this.#shapes = this.#outlined();
    this.#coverage = new CoverageState({
      grids: [...this.#shapes].map(([slot, polygons]) => ({ code: slotCode(slot), polygons })),
      universe: [[this.#framed.layer.frame]],
      minAreaM2: 0,
    });
  }

  /** By slot. */
  get shapes(): ReadonlyMap<number, MultiPolygon> {
    return new Map([...this.#shapes].filter(([slot]) => slot !== OUTSIDE));
  }

  /** Gaps and overlaps, and grids in several parts or within another. Grids by `slotCode`. */
  get findings(): readonly CoverageFinding[] {
    const outside = slotCode(OUTSIDE);
    return this.#coverage.report.findings.flatMap((finding) => {
      const grids = finding.grids.filter((code) => code !== outside);
      const isOfOutside = grids.length < finding.grids.length;
      // The ground outside lies around a community and in its holes.
      if (isOfOutside && (finding.kind === 'multipart' || finding.kind === 'enclave')) return [];
      return [isOfOutside ? { ...finding, grids } : finding];
    });
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
    const before = new Set(this.findings.map(({ id }) => id));
    const entries = [...changed].map(([slot, polygons]) => ({ code: slotCode(slot), polygons }));
    this.#coverage.change({
      set: entries.flatMap(({ code, polygons }) => (polygons === null ? [] : [{ code, polygons }])),
      remove: entries.flatMap(({ code, polygons }) => (polygons === null ? [code] : [])),
    });
    const after = new Set(this.findings.map(({ id }) => id));
    changed.delete(OUTSIDE);
    return {
      changed,
      added: [...after].filter((id) => !before.has(id)),
      gone: [...before].filter((id) => !after.has(id)),
    };
  }

  #outlined(): ReadonlyMap<number, MultiPolygon> {
    const { layer, divisions } = this.#community;
    if (this.#framed.of !== layer) this.#framed = { of: layer, layer: framedLayer(layer) };
    const { slotOf } = divisions[this.#level].numbers;
    const owing = this.#level === 'micro' ? gridsWithMicro(this.#community) : null;
    const slots = new Int32Array(layer.cells.length + 1).fill(OUTSIDE);
    slotOf.forEach((slot, cell) => {
      const isOwed = owing === null || owing.has(divisions.grid.numbers.slotOf[cell]!);
      if (slot !== UNASSIGNED) slots[cell] = slot;
      else if (isOwed) slots[cell] = -1;
    });
    return outlines(this.#framed.layer, this.#framed.layer.turns, slots);
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
