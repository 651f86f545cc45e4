/**
 * The coverage check of any polygons, as they stand in a file: each feature goes through the validity gate, then all shapes
 * through the check. What the gate finds is told with its exact place:
 *   invalid-ring    the file's own fault (a crossing, a spike, too few points, no area, a hole outside its shell, nested shells:
 *                   `detail.reason`, a code of validity.ts; up to 20 places a feature). The feature is not judged: its
 *                   footprint is neither covered nor a gap. Points that only repeat the one before (`point-repeated`,
 *                   `detail.count`) are for information, and the feature is judged without them.
 *   ring-mended     what only our rounding to the lattice broke, mended exactly and minimally (ring-mend.ts); the feature is
 *                   judged as mended. `detail.reason`: what was done; `ring-below-resolution`: nothing is left of it, it is
 *                   finer than the lattice and covers nothing. Points that fell together by rounding change nothing else
 *                   and are not told. `vertices`: the places.
 *   code-duplicate  one code on features of different shapes. They are judged apart, the second as code#2 and so on, by their
 *                   shapes in rising order. Features with one code and one shape are a `duplicate`. `detail.features`: how
 *                   many shapes; `detail.names`: their names, where the file gives any.
 */
import { reversedRing, senseOf, totalAreaM2 } from './area.ts';
import { checkCoverageWith } from './coverage.ts';
import type { CoverageGrid, CoverageInput } from './coverage-input.ts';
import type { CoverageReport } from './coverage-report.ts';
import type { FindingList } from './finding-list.ts';
import { toUnits } from './lattice.ts';
import { markPoint } from './mark-point.ts';
import type { MultiPolygon } from './polygon.ts';
import { canonicalShape } from './region-shape.ts';
import { checkMultiPolygon, type DegreeRing, ownFaults, type Refused, type Repair } from './validity.ts';

export interface LayerFeature {
  readonly code: string;
  readonly name?: string;
  /** In degrees, as the validity gate takes them: rings of any sense, coordinates finite and in range (geojson.ts). */
  readonly polygons: readonly (readonly DegreeRing[])[];
}

export interface LayerReport extends CoverageReport {
  /** What was judged: codes and shapes after the gate, in the order of the file. */
  readonly judged: readonly CoverageGrid[];
  /** Which feature each of them came from: its number from 0. */
  readonly judgedFrom: readonly number[];
  /** Footprints of those that were not. */
  readonly unjudged: readonly CoverageGrid[];
}

const MOST_FAULTS = 20;
/** Repairs that say that rounding broke something. */
const MENDED = ['rounding-collapsed', 'rounding-touching', 'rounding-crossing'];

/** From this size on a shape does not vanish by rounding: what could not be mended is not judged. */
const RESOLUTION_M2 = 0.01;

interface Gated {
  readonly code: string;
  readonly name: string | undefined;
  readonly polygons: MultiPolygon;
  readonly repairs: readonly Repair[];
  readonly faults: readonly Refused[];
  /** What rounding left nothing of, or nothing that could be mended. */
  readonly lost: Refused | null;
}

/** Throws an Error as checkCoverage does. */
export function checkLayer(
  features: readonly LayerFeature[],
  options: Omit<CoverageInput, 'grids' | 'unjudged'> = {},
): LayerReport {
  const gated = toldApart(features.map(throughGate));
  const isFit = ({ faults, lost }: Gated): boolean => faults.length === 0 && lost === null;
  const isAny = ({ faults, polygons }: Gated): boolean => faults.length > 0 || totalAreaM2(polygons) >= RESOLUTION_M2;
  const grids = gated.filter(isFit);
  const unjudged = gated.filter((feature) => !isFit(feature) && isAny(feature));
  const report = checkCoverageWith({ ...options, grids, unjudged }, (list) => {
    for (const feature of gated) addGateFindings(list, feature);
    addRepeatedCodes(list, features, gated);
  });
  const shapesOf = (list: readonly Gated[]) => list.map(({ code, polygons }) => ({ code, polygons }));
  const judgedFrom = gated.flatMap((feature, i) => (isFit(feature) ? [i] : []));
  return { ...report, judged: shapesOf(grids), judgedFrom, unjudged: shapesOf(unjudged) };
}

function throughGate({ code, name, polygons }: LayerFeature): Gated {
  const checked = checkMultiPolygon(polygons);
  if (checked.ok) return { code, name, polygons: checked.polygons, repairs: checked.repairs, faults: [], lost: null };
  const isOurs = checked.code === 'ring-below-resolution';
  const own = isOurs ? [] : ownFaults(polygons, MOST_FAULTS);
  const faults = isOurs || own.length > 0 ? own : [checked];
  return { code, name, polygons: footprint(polygons), repairs: [], faults, lost: isOurs ? checked : null };
}

/** The rings as they are, on the lattice: enough to say where nothing can be said. */
function footprint(polygons: LayerFeature['polygons']): MultiPolygon {
  const rounded = polygons.map((rings) =>
    rings
      .map((positions) => Int32Array.from(positions.flatMap(([lon, lat]) => [toUnits(lon!), toUnits(lat!)])))
      .filter((ring) => ring.length > 0)
      .map((ring, i) => (senseOf(ring) === (i === 0 ? -1 : 1) ? reversedRing(ring) : ring)),
  );
  return rounded.filter((rings) => rings.length > 0);
}

/** Gives features with one code further codes, by their shapes, so that the order of the file does not matter. */
function toldApart(gated: readonly Gated[]): Gated[] {
  const seen = new Map<string, Gated[]>();
  for (const feature of gated) seen.set(feature.code, [...(seen.get(feature.code) ?? []), feature]);
  const codes = new Map<Gated, string>();
  for (const [code, group] of seen) {
    if (group.length < 2) continue;
    const byShape = group.map((feature) => ({ feature, shape: shapeText(feature.polygons) }));
    byShape.sort((a, b) => (a.shape < b.shape ? -1 : a.shape > b.shape ? 1 : 0));
    let number = 1;
    for (const { feature } of byShape.slice(1)) {
      do number += 1;
      while (seen.has(`${code}#${number}`));
      codes.set(feature, `${code}#${number}`);
    }
  }
  return gated.map((feature) => ({ ...feature, code: codes.get(feature) ?? feature.code }));
}

function shapeText(polygons: MultiPolygon): string {
  return canonicalShape(polygons)
    .map((rings) => rings.join('|'))
    .join(' ');
}

function addGateFindings(list: FindingList, { code, repairs, faults, lost }: Gated): void {
  const grids = [code];
  for (const { at, code: reason, polygon, ring } of faults) {
    list.add({ kind: 'invalid-ring', grids, at, detail: { reason, polygon, ring } });
  }
  for (const { code: reason, at, count = 1 } of repairs) {
    if (reason !== 'point-repeated') continue;
    list.add({ kind: 'invalid-ring', grids, at, grave: false, detail: { reason, count } });
  }
  const mended = [...repairs.filter((repair) => MENDED.includes(repair.code)), ...(lost === null ? [] : [lost])];
  if (mended.length === 0) return;
  list.add({
    kind: 'ring-mended',
    grids,
    at: mended[0]!.at,
    vertices: Int32Array.from(mended.flatMap(({ at }) => at)),
    detail: { reason: [...new Set(mended.map((repair) => repair.code))].sort() },
  });
}

function addRepeatedCodes(list: FindingList, features: readonly LayerFeature[], gated: readonly Gated[]): void {
  const byCode = new Map<string, Gated[]>();
  features.forEach(({ code }, i) => {
    byCode.set(code, [...(byCode.get(code) ?? []), gated[i]!]);
  });
  for (const group of byCode.values()) {
    if (group.length < 2) continue;
    const shapes = new Set(group.map(({ polygons }) => shapeText(polygons))).size;
    if (shapes < 2) continue;
    const grids = group.map(({ code }) => code).sort();
    const names = [...new Set(group.flatMap(({ name }) => name ?? []))].sort();
    const first = group.find(({ code }) => code === grids[0])!;
    list.add({
      kind: 'code-duplicate',
      grids,
      at: markOf(first),
      detail: { features: shapes, ...(names.length > 0 ? { names } : {}) },
    });
  }
}

/** A point on a shape that may be no valid one. */
function markOf({ polygons, faults }: Gated): readonly [number, number] {
  return faults.length > 0 || polygons.length === 0 ? (faults[0]?.at ?? [0, 0]) : markPoint(polygons[0]!);
}
