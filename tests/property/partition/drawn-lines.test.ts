/**
 * Nodes at random places and arcs on random courses: what is taken leaves a seamless coverage of the same cells, and a node that
 * is refused for its lines would not. Judged by the coverage check, which knows nothing of nodes and arcs.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { doubledArea } from '../../../server/geometry/area.ts';
import { checkCoverage } from '../../../server/geometry/coverage.ts';
import type { MultiPolygon } from '../../../server/geometry/polygon.ts';
import { outlines } from '../../../server/partition/cells/outlines.ts';
import { bendBody, moveNodeBody } from '../../../server/partition/plan/bodies.ts';
import type { CommunityPlan } from '../../../server/partition/plan/community-plan.ts';
import { framedLayer } from '../../../server/partition/plan/framed-layer.ts';
import { inverse } from '../../../server/partition/plan/inverse.ts';
import { coursesWith, nodeFault } from '../../../server/partition/plan/move-node.ts';
import type { PlanLayer } from '../../../server/partition/plan/plan-layer.ts';
import { at, compound, grid, house, rectangle, road, scene } from '../../support/cell-scene.ts';
import { bytesOf, EIGHT_HOUSES, type Ground, groundOf, only, planOn } from '../../support/partition/plan-scene.ts';
import { moveNode } from '../../support/partition/plan-steps.ts';
import { syntheticDistrict } from '../../support/synthetic-district.ts';

const LINES = ['self-crossing', 'leaves-its-cells'];

/** Without ground plans: only lines stand in the way. */
function bare(ground: Ground): Ground {
  return { ...ground, footprints: () => null };
}

/** Roads that meet in one node, and a walled house in one of the three faces. */
const ISLAND = scene({
  barriers: [road('main-road', [60, 0], [60, 100]), road('main-road', [60, 50], [200, 50])],
  compounds: [compound('K', rectangle(70, 60, 80, 70))],
  today: [grid('G1', rectangle(0, 0, 200, 100))],
  buildings: [house('A', 75, 65, 4, 4), house('B', 150, 80, 4, 4), house('C', 30, 50, 4, 4), house('D', 150, 20, 4, 4)],
});

const grounds = [
  bare(groundOf([EIGHT_HOUSES])),
  bare(groundOf([syntheticDistrict({ seed: 12, cols: 1, rows: 1 })[0]!])),
  bare(groundOf([ISLAND])),
];

function movable({ base, layer }: CommunityPlan): number[] {
  return [...Array(base.nodes.length / 2).keys()].filter((node) => nodeFault(layer, node) === null);
}

/** Every cell as a grid of its own, with the ground outside; null where there are no such shapes. */
function cellShapes(layer: PlanLayer): Map<number, MultiPolygon> | null {
  const framed = framedLayer(layer);
  try {
    return outlines(
      framed,
      framed.turns,
      Int32Array.from({ length: framed.outside + 1 }, (_, cell) => cell),
    );
  } catch {
    return null;
  }
}

/** Whether the cells have one part each, in the right way round, and lie side by side. */
function isSeamless(layer: PlanLayer): boolean {
  const shapes = cellShapes(layer);
  if (shapes === null || shapes.size !== layer.cells.length + 1) return false;
  for (const [cell, polygons] of shapes) {
    if (cell === layer.cells.length) continue;
    if (polygons.length !== 1 || doubledArea(polygons[0]![0]!) <= 0n) return false;
  }
  const grids = [...shapes].map(([cell, polygons]) => ({ code: String(cell).padStart(5, '0'), polygons }));
  const { findings } = checkCoverage({ grids, universe: [[framedLayer(layer).frame]], minAreaM2: 0 });
  return findings.every(({ kind }) => kind === 'multipart' || kind === 'enclave');
}

describe('a node at a random place', () => {
  it.each(grounds.map((ground, i) => [i, ground] as const))(
    'of ground %i leaves a seamless coverage, or would not',
    (_, ground) => {
      const nodes = movable(only(planOn(ground)));
      const place = fc.integer({ min: -12_000, max: 12_000 });
      const near = fc.integer({ min: -800, max: 800 });
      const step = fc.tuple(fc.constantFrom(...nodes), fc.oneof(near, place), fc.oneof(near, place));
      let taken = 0;
      let refused = 0;
      const property = fc.property(fc.array(step, { minLength: 1, maxLength: 4 }), (steps) => {
        const plan = planOn(ground);
        const community = only(plan);
        const sum = community.layer.cells.reduce((total, cell) => total + cell.doubledArea, 0);
        for (const [node, dx, dy] of steps) {
          const { layer } = community;
          const to = [layer.nodes[2 * node]! + dx, layer.nodes[2 * node + 1]! + dy] as const;
          const before = bytesOf(plan);
          const body = moveNodeBody(community, node, to)!;
          const outcome = plan.apply(body);
          if (!('refusal' in outcome)) {
            taken++;
            expect(isSeamless(community.layer)).toBe(true);
            expect(community.layer.cells.reduce((total, cell) => total + cell.doubledArea, 0)).toBe(sum);
            const after = bytesOf(plan);
            expect(plan.apply(inverse(body), true)).not.toHaveProperty('refusal');
            expect(bytesOf(plan)).toBe(before);
            plan.apply(inverse(inverse(body)), true);
            expect(bytesOf(plan)).toBe(after);
          } else if (LINES.includes(outcome.refusal.reason)) {
            refused++;
            expect(bytesOf(plan)).toBe(before);
            const courses = coursesWith(layer, node, to);
            const arcs = layer.arcs.map((arc, i) =>
              courses.has(i) ? { ...arc, points: Int32Array.from(courses.get(i)!) } : arc,
            );
            expect(isSeamless({ ...layer, arcs })).toBe(false);
          }
        }
      });
      fc.assert(property, { seed: 7, numRuns: 60 });
      expect(taken).toBeGreaterThan(20);
      expect(refused).toBeGreaterThan(20);
    },
  );

  it('does not pass over what lies within a cell', () => {
    const plan = planOn(grounds[2]!);
    const outcome = plan.apply(moveNode([60, 50], [150, 95])(only(plan), plan)!);
    expect(outcome).toMatchObject({ refusal: { reason: 'leaves-its-cells', at: at(70, 60) } });
    expect(plan.apply(moveNode([60, 50], [66, 52])(only(plan), plan)!)).not.toHaveProperty('refusal');
  });
});

describe('an arc on a random course', () => {
  it.each(grounds.map((ground, i) => [i, ground] as const))('of ground %i leaves a seamless coverage', (_, ground) => {
    const { base } = only(planOn(ground));
    const inner = [...base.arcs.keys()].filter((arc) => base.arcs[arc]!.left >= 0 && base.arcs[arc]!.right >= 0);
    const near = fc.integer({ min: -800, max: 800 });
    const far = fc.integer({ min: -8000, max: 8000 });
    const vertex = fc.tuple(fc.oneof(near, far), fc.oneof(near, far));
    const bend = fc.tuple(fc.constantFrom(...inner), fc.array(vertex, { maxLength: 3 }));
    let taken = 0;
    const property = fc.property(fc.array(bend, { minLength: 1, maxLength: 4 }), (bends) => {
      const plan = planOn(ground);
      const community = only(plan);
      for (const [arc, vertices] of bends) {
        const { points } = community.layer.arcs[arc]!;
        const last = points.length - 2;
        const middle = [Math.round((points[0]! + points[last]!) / 2), Math.round((points[1]! + points[last + 1]!) / 2)];
        const course = [
          ...points.subarray(0, 2),
          ...vertices.flatMap(([dx, dy]) => [middle[0]! + dx, middle[1]! + dy]),
          ...points.subarray(last),
        ];
        if ('refusal' in plan.apply(bendBody(community, arc, course))) continue;
        taken++;
        expect(isSeamless(community.layer)).toBe(true);
      }
    });
    fc.assert(property, { seed: 11, numRuns: 150 });
    expect(taken).toBeGreaterThan(20);
  });
  it('does not turn what lies within a cell inside out', () => {
    const plan = planOn(grounds[2]!);
    const community = only(plan);
    const loop = community.base.arcs.findIndex(({ from, to }) => from === to);
    const { points } = community.base.arcs[loop]!;
    const back = Array.from({ length: points.length / 2 }, (_, i) => [
      ...points.subarray(points.length - 2 * i - 2, points.length - 2 * i),
    ]).flat();
    const outcome = plan.apply(bendBody(community, loop, back));
    expect(outcome).toMatchObject({ refusal: { reason: 'leaves-its-cells' } });
  });
});
