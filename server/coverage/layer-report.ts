/**
 * The report of any polygons as a file has them, without a database; with a subject, against the boundary, the exclusions and
 * the buildings of its area. Registers of posts and bands belong to what is loaded and are not asked.
 */
import type { CoverageReport } from '../contract/coverage.ts';
import { type Child, checkChildren } from '../geometry/child-check.ts';
import { SLIVER_M, SNAP_M } from '../geometry/finding-severity.ts';
import { checkLayer, type LayerFeature } from '../geometry/layer-check.ts';
import { bySeverity, summed } from './check.ts';
import { countedPoints } from './counted-points.ts';
import { findingView, round } from './finding-view.ts';
import { holdPlaces } from './held-places.ts';
import { pointsOf } from './kernel-input.ts';
import { isHarmless } from './report.ts';
import { shapesOf } from './shapes.ts';
import { type CheckSubject, DEFAULT_SETTINGS } from './subject.ts';
import { groundOf } from './totals.ts';

export interface LayerQuestion {
  fileName: string;
  features: readonly LayerFeature[];
  /** Micro grids, held against the grids of the layer they name. */
  micros: readonly Child[];
  /** Rows without a polygon: a layer with some is not clean. */
  skipped: number;
  sha256: string;
  minAreaM2: number;
  /** What the layer is held against; null: nothing but itself. */
  subject: CheckSubject | null;
  checkedAt: Date;
}

export function layerReport(question: LayerQuestion): CoverageReport {
  const { fileName, features, micros, skipped, sha256, minAreaM2, checkedAt } = question;
  // Whether a grid that was named by hand is there, the layer decides.
  const places = question.subject?.places?.map((place) => ({ ...place, overrideInForce: false })) ?? [];
  const subject = question.subject === null ? null : { ...question.subject, grids: [], places };
  const shapes = subject === null ? null : shapesOf(subject);
  const held = shapes === null ? null : holdPlaces(places, [], []);
  const points = shapes === null ? [] : countedPoints(subject!, shapes, held!);
  const kernel = checkLayer(features, {
    minAreaM2,
    ...(shapes === null || shapes.boundary === null ? {} : { universe: shapes.boundary }),
    ...(shapes === null ? {} : { exclusions: shapes.exclusions.flat() }),
    ...(points.length === 0 ? {} : { points: pointsOf(subject!, shapes!, held!, points) }),
  });
  const children = checkChildren({ children: micros, parents: kernel.judged, minAreaM2, siblings: true });
  const findings = bySeverity([...kernel.findings, ...children.findings].map(findingView));
  const notJudged = [...kernel.notJudged, ...children.notJudged].sort();
  const settings = subject?.settings ?? DEFAULT_SETTINGS;
  return {
    area: subject?.area ?? { code: '', name: fileName },
    edition: null,
    editionNumber: null,
    plan: null,
    checkedAt: checkedAt.toISOString(),
    dataHash: sha256,
    minAreaM2,
    thresholds: { minAreaM2, sliverM: SLIVER_M, snapM: SNAP_M, ...settings },
    exclusions: (subject?.exclusions ?? []).map(({ id, kind, name, areaM2 }) => ({
      id,
      kind,
      name,
      areaM2: round(areaM2),
    })),
    totals: {
      grids: kernel.grids,
      micros: micros.length,
      places: kernel.points - kernel.pointsOutside,
      placesUncovered: kernel.counts['building-uncovered'] + kernel.pointsNotJudged,
      households: kernel.households,
      householdsCovered: kernel.householdsCovered,
      uncounted: kernel.uncounted,
      ...groundOf(kernel),
    },
    counts: summed([kernel.counts, children.counts]),
    belowThreshold: summed([kernel.belowThreshold, children.belowThreshold]),
    notJudged,
    clean: skipped === 0 && notJudged.length === 0 && findings.every(isHarmless),
    parts: [],
    bands: [],
    findings,
  };
}
