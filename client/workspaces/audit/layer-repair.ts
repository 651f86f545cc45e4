/**
 * Repairs of a checked file, by the kernel the service uses: what one would do, and the whole file with everything mended
 * that has a clear way. Pure; runs in the worker. A file has no people, so nobody is moved.
 */
import type { RepairPreview } from '../../../server/contract/repairs.ts';
import { totalAreaM2 } from '../../../server/geometry/area.ts';
import { checkCoverage } from '../../../server/geometry/coverage.ts';
import type { CoverageFinding } from '../../../server/geometry/coverage-report.ts';
import { inheritIds } from '../../../server/geometry/finding-identity.ts';
import { toGeoJson } from '../../../server/geometry/geojson.ts';
import type { LayerReport } from '../../../server/geometry/layer-check.ts';
import { repairKindOf } from '../../../server/geometry/repair.ts';
import { type RepairedDraft, repairAll } from '../../../server/geometry/repair-all.ts';
import type { LayerCheck } from './layer-check.ts';
import type { RawFeature } from './layer-file.ts';

const round = (value: number): number => Math.round(value * 100) / 100;
const inputOf = ({ judged, unjudged }: LayerReport) => ({ grids: judged, unjudged });

/** A refusal is a code of the kernel's (repair-work.ts, repair-all.ts). */
export function layerRepair(
  kernel: LayerReport,
  id: string,
): { repair: RepairPreview } | { repair: null; reason: string } {
  const finding = kernel.findings.find((one) => one.id === id);
  const kind = finding === undefined ? null : repairKindOf(finding);
  if (finding === undefined || kind === null) return { repair: null, reason: 'no-repair' };
  const done = repairAll(inputOf(kernel), [finding]);
  if (done.changes.length === 0) return { repair: null, reason: done.left[0]?.code ?? 'nothing-to-do' };
  const changed = new Set(done.changes.map(({ code }) => code));
  const again = checkCoverage({ ...inputOf(kernel), grids: done.grids }).findings;
  return {
    repair: {
      finding: id,
      kind,
      changes: done.changes.map(({ code, before, after }) => ({
        grid: code,
        before: toGeoJson(before),
        after: after === null ? null : toGeoJson(after),
        beforeM2: round(totalAreaM2(before)),
        afterM2: after === null ? 0 : round(totalAreaM2(after)),
        householdsBefore: 0,
        householdsAfter: 0,
      })),
      besides: [],
      moved: { buildings: 0, households: 0 },
      resolved: resolved(kernel.findings, again, id),
      remaining: again.filter(({ severity, grids }) => severity !== 'info' && grids.some((code) => changed.has(code)))
        .length,
    },
  };
}

/** The gate's own findings are of the file, not of the draft: a check of the draft does not know them, and they stay. */
const OF_THE_GATE = new Set(['invalid-ring', 'ring-mended', 'code-duplicate']);

function resolved(before: readonly CoverageFinding[], after: readonly CoverageFinding[], own: string): string[] {
  const still = new Set(inheritIds(before, after).map(({ id }) => id));
  return before.filter(({ id, kind }) => !still.has(id) && (id === own || !OF_THE_GATE.has(kind))).map(({ id }) => id);
}

export interface MendedLayer {
  /** GeoJSON: every feature of the file in its order, with its attributes. */
  readonly text: string;
  readonly repaired: number;
  readonly left: number;
}

/**
 * All shapes that were judged are written with coordinates of 7 decimals, as the check took them, so that neighbours agree to
 * the last digit; what was not judged (points, lines, broken rings) is written as it stands. A shape given up is left out.
 */
export function mendedLayer(features: readonly RawFeature[], { kernel, from }: LayerCheck): MendedLayer {
  const clear = kernel.findings.filter((finding) => repairKindOf(finding) !== null);
  const done = repairAll(inputOf(kernel), clear);
  const shapes = shapesAfter(kernel, done);
  const geometries = new Map(kernel.judged.map(({ code }, i) => [from[kernel.judgedFrom[i]!]!, shapes.get(code)]));
  const lines = features.flatMap(({ geometry, properties, id }, i) => {
    const shape = geometries.has(i) ? geometries.get(i) : geometry;
    if (shape === undefined) return [];
    return [JSON.stringify({ type: 'Feature', ...(id === null ? {} : { id }), properties, geometry: shape })];
  });
  const text = `{"type":"FeatureCollection","features":[\n${lines.join(',\n')}\n]}\n`;
  return { text, repaired: done.repaired.length, left: clear.length - done.repaired.length };
}

/** Geometry by code; a shape that was given up has none. */
function shapesAfter(kernel: LayerReport, done: RepairedDraft): Map<string, ReturnType<typeof toGeoJson>> {
  const dropped = new Set(done.changes.filter(({ after }) => after === null).map(({ code }) => code));
  const changed = new Map(done.grids.map(({ code, polygons }) => [code, polygons]));
  return new Map(
    kernel.judged.flatMap(({ code, polygons }) =>
      dropped.has(code) ? [] : [[code, toGeoJson(changed.get(code) ?? polygons)] as const],
    ),
  );
}
