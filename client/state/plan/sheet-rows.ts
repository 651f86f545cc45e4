/** The grids of a plan as the sheet lists them: numbers of now or as they would be, band, shape, and what changes. Pure. */
import type { BandSetting, GridFeature } from '../../../server/contract/grids.ts';
import type { PlanComparison } from '../../../server/contract/plan-compare.ts';
import type { Plan, PlanStandard } from '../../../server/contract/plans.ts';
import { perimeterM, totalAreaM2 } from '../../../server/geometry/area.ts';
import { type FloatRing, fromGeoJson } from '../../../server/geometry/geojson.ts';
import { toUnits } from '../../../server/geometry/lattice.ts';
import { bandOf } from './new-plan.ts';
import { codeOf, type PlanGrid } from './plan-map.ts';

export interface SheetRow {
  readonly code: string;
  readonly name: string;
  /** The community or other area right above. */
  readonly parent: string;
  readonly kind: string;
  readonly change: 'created' | 'redrawn' | 'renamed' | 'none';
  /** null: nobody has counted. */
  readonly households: number | null;
  readonly before: number | null;
  readonly band: PlanStandard | null;
  readonly result: 'under' | 'in' | 'over' | 'none';
  readonly areaM2: number;
  /** 4π · area / outline². */
  readonly compactness: number;
  readonly colour: number;
  readonly geometry: PlanGrid['geometry'];
}

export interface SheetInput {
  readonly plan: Pick<Plan, 'area' | 'standard'>;
  readonly grids: readonly PlanGrid[];
  readonly comparison: PlanComparison;
  /** Of the edition on the screen. */
  readonly standing: ReadonlyMap<string, GridFeature>;
  readonly bands: readonly BandSetting[];
}

export function bandResult(households: number | null, band: PlanStandard | null): SheetRow['result'] {
  if (band === null || households === null) return 'none';
  return households < band.min ? 'under' : households > band.max ? 'over' : 'in';
}

/** Basic and dedicated grids of the plan's area, by code. */
export function sheetRows({ plan, grids, comparison, standing, bands }: SheetInput): SheetRow[] {
  const changes = new Map(comparison.grids.map((grid) => [grid.code, grid]));
  const own = grids.filter(
    ({ properties }) => properties.kind !== 'micro' && String(properties.parentCode).startsWith(plan.area),
  );
  return own.map((grid): SheetRow => {
    const code = codeOf(grid);
    const { name, kind, parentCode, bandMin, bandMax } = grid.properties;
    const known = standing.get(code)?.properties;
    const change = changes.get(code);
    const now = known?.households ?? null;
    const [before = null, after = null] = change?.households ?? [now, now];
    const set = typeof bandMin === 'number' && typeof bandMax === 'number' ? { min: bandMin, max: bandMax } : null;
    const band = kind !== 'basic' ? null : (set ?? plan.standard ?? bandOf(bands, String(parentCode)));
    const { areaM2, compactness } = shapeOf(grid);
    return {
      code,
      name: String(name ?? code),
      parent: String(parentCode),
      kind: String(kind),
      change: change === undefined || change.change === 'closed' ? 'none' : change.change,
      households: after,
      before: change?.change === 'created' ? null : before,
      band,
      result: bandResult(after, band),
      areaM2,
      compactness,
      colour: known?.colour ?? -1,
      geometry: grid.geometry,
    };
  });
}

function shapeOf({ geometry }: PlanGrid): { areaM2: number; compactness: number } {
  const read = fromGeoJson(geometry);
  if (!read.ok) return { areaM2: 0, compactness: 0 };
  const shape = read.polygons.map((rings) => rings.map(ringOf));
  const [areaM2, outline] = [totalAreaM2(shape), perimeterM(shape)];
  return { areaM2, compactness: outline === 0 ? 0 : (4 * Math.PI * areaM2) / outline ** 2 };
}

/** Rings of the kernel do not repeat their first point. */
function ringOf(ring: FloatRing): Int32Array {
  return Int32Array.from(ring.slice(0, -1).flatMap(([lon, lat]) => [toUnits(lon), toUnits(lat)]));
}

const COLOURS = 7;

/** A grid that is new gets the first colour that none whose box meets its own has. */
export function coloured(rows: readonly SheetRow[], boxOf: (row: SheetRow) => readonly number[] | null): number[] {
  const boxes = rows.map(boxOf);
  const colours = rows.map(({ colour }) => colour);
  const meets = (a: readonly number[] | null, b: readonly number[] | null): boolean =>
    a !== null && b !== null && a[0]! <= b[2]! && b[0]! <= a[2]! && a[1]! <= b[3]! && b[1]! <= a[3]!;
  rows.forEach(({ colour }, i) => {
    if (colour >= 0) return;
    const taken = new Set(colours.filter((_, k) => k !== i && meets(boxes[i]!, boxes[k]!)));
    let free = 0;
    while (taken.has(free) && free < COLOURS - 1) free++;
    colours[i] = free;
  });
  return colours;
}
