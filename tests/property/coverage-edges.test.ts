/** Every edge without an exact partner has a reason that the report gives: a place, the perimeter or a T-junction. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CoverageGrid, type CoverageReport, checkCoverage } from '../../server/geometry/coverage.ts';
import { dissolve } from '../../server/geometry/dissolve.ts';
import type { MultiPolygon, Ring } from '../../server/geometry/polygon.ts';
import { onSegment } from '../../server/geometry/predicates.ts';
import { between, mulberry32, type Random } from '../support/random.ts';
import { moved } from '../support/shapes.ts';
import { syntheticCounty } from '../support/synthetic-county.ts';

type Edge = readonly [ax: number, ay: number, bx: number, by: number];

function edgesOf(shape: MultiPolygon): Edge[] {
  return shape.flat().flatMap((ring) => {
    const edges: Edge[] = [];
    for (let i = 0; i < ring.length; i += 2) {
      const j = (i + 2) % ring.length;
      edges.push([ring[i]!, ring[i + 1]!, ring[j]!, ring[j + 1]!]);
    }
    return edges;
  });
}

/** Edges of grids whose reverse no other grid has. */
function unmatched(grids: readonly CoverageGrid[]): { edge: Edge; code: string }[] {
  const all = new Set(grids.flatMap(({ polygons }) => edgesOf(polygons).map((edge) => edge.join(' '))));
  return grids.flatMap(({ code, polygons }) =>
    edgesOf(polygons)
      .filter(([ax, ay, bx, by]) => !all.has(`${bx} ${by} ${ax} ${ay}`))
      .map((edge) => ({ edge, code })),
  );
}

/** Whether some stretch of an edge lies along an edge of the shape. Corners of places may be rounded by half a unit. */
function runsAlong([ax, ay, bx, by]: Edge, shape: MultiPolygon): boolean {
  const off = (x: number, y: number): number =>
    Math.abs((bx - ax) * (y - ay) - (by - ay) * (x - ax)) / Math.hypot(bx - ax, by - ay);
  const along = (x: number, y: number): number =>
    ((bx - ax) * (x - ax) + (by - ay) * (y - ay)) / Math.hypot(bx - ax, by - ay);
  const length = Math.hypot(bx - ax, by - ay);
  return edgesOf(shape).some(([cx, cy, dx, dy]) => {
    if (off(cx, cy) > 1 || off(dx, dy) > 1) return false;
    const from = Math.max(0, Math.min(along(cx, cy), along(dx, dy)));
    const to = Math.min(length, Math.max(along(cx, cy), along(dx, dy)));
    return to > from;
  });
}

function isExplained(
  { edge, code }: { edge: Edge; code: string },
  report: CoverageReport,
  outline: MultiPolygon,
): boolean {
  const places = report.findings.filter(({ geometry, kind }) => geometry !== null && kind !== 'enclave');
  if (places.some(({ geometry }) => runsAlong(edge, geometry!)) || runsAlong(edge, outline)) return true;
  return report.findings.some(
    ({ kind, grids, vertices }) =>
      kind === 't-junction' &&
      grids.includes(code) &&
      Array.from({ length: vertices.length / 2 }, (_, i) => i).some((i) =>
        onSegment(...edge, vertices[2 * i]!, vertices[2 * i + 1]!),
      ),
  );
}

/** The same ring with the middles of some edges as vertices, where the middle is a lattice point. */
function denser(random: Random, ring: Ring): Ring {
  const points: number[] = [];
  for (let i = 0; i < ring.length; i += 2) {
    const j = (i + 2) % ring.length;
    points.push(ring[i]!, ring[i + 1]!);
    const [x, y] = [(ring[i]! + ring[j]!) / 2, (ring[i + 1]! + ring[j + 1]!) / 2];
    if (Number.isInteger(x) && Number.isInteger(y) && random() < 0.3) points.push(x, y);
  }
  return Int32Array.from(points);
}

describe('an edge without an exact partner', () => {
  it('is part of a place, the perimeter or a T-junction; nothing is left over', () => {
    let looked = 0;
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), (seed) => {
        const random = mulberry32(seed);
        const grids = syntheticCounty({ grids: 16, vertices: 12, seed }).map((polygons, i): CoverageGrid => {
          const code = `g${String(i).padStart(2, '0')}`;
          const shifted =
            random() < 0.15 ? moved(polygons, 1, between(random, -900, 900), between(random, -900, 900)) : polygons;
          return { code, polygons: shifted.map((rings) => rings.map((ring) => denser(random, ring))) };
        });
        const kept = grids.filter(() => random() > 0.1);
        const report = checkCoverage({ grids: kept, minAreaM2: 0, mouthM: 0 });
        const outline = dissolve(kept.map(({ polygons }) => polygons)).map(([shell]) => [shell!]);
        const open = unmatched(kept);
        looked += open.length;
        expect(open.filter((one) => !isExplained(one, report, outline))).toEqual([]);
      }),
      { seed: 20261122, numRuns: 40 },
    );
    expect(looked).toBeGreaterThan(1000);
  });
});
