/** From gestures to cells: what a click, a brush, a rectangle, a lasso and the rest take hold of. */
import { describe, expect, it } from 'vitest';
import {
  type ArcGrip,
  courseWithout,
  dragBody,
  draggedCourse,
  draggedCourses,
  gripAt,
} from '../../../../server/partition/plan/arc-grip.ts';
import { bendFault } from '../../../../server/partition/plan/bend-arc.ts';
import { cutBody } from '../../../../server/partition/plan/bodies.ts';
import { sweepBorder } from '../../../../server/partition/plan/border-sweep.ts';
import { CellFinder } from '../../../../server/partition/plan/cell-finder.ts';
import {
  blockOf,
  brushed,
  clicked,
  compoundOf,
  filled,
  inLasso,
  inRectangle,
} from '../../../../server/partition/plan/gestures.ts';
import { PlanFinder } from '../../../../server/partition/plan/plan-finder.ts';
import type { PlanLayer } from '../../../../server/partition/plan/plan-layer.ts';
import { splitByLine } from '../../../../server/partition/plan/split-line.ts';
import { at, compound, grid, house, type Metres, rectangle, road, scene } from '../../../support/cell-scene.ts';
import { drawn, groundOf, only, planOn } from '../../../support/partition/plan-scene.ts';
import { assign, eightHouses, nodeAt } from '../../../support/partition/plan-steps.ts';

const line = (...points: readonly Metres[]): number[] => points.flatMap(([x, y]) => at(x, y));

/**
 * Three rows of four houses, A–D, E–H, I–L from the south; the cells are in that order. A main road at 40 m and a minor one at
 * 80 m from west to east, the houses K and L in a compound. One grid in the south of 60 m, one in the north.
 */
const TWELVE = scene({
  parent: [[rectangle(0, 0, 200, 120)]],
  barriers: [road('main-road', [0, 40], [200, 40]), road('minor-road', [0, 80], [200, 80])],
  compounds: [compound('K', rectangle(100, 80, 200, 120))],
  today: [grid('G1', rectangle(0, 0, 200, 80)), grid('G2', rectangle(0, 80, 200, 120))],
  buildings: [...'ABCDEFGHIJKL'].map((id, i) => house(id, 25 + 50 * (i % 4), 20 + 40 * Math.floor(i / 4), 10, 10, 50)),
});
const twelve = groundOf([TWELVE]);

describe('cells by place', () => {
  const finder = new CellFinder(only(planOn(twelve)).layer);
  const names = (cells: readonly number[]): string => cells.map((cell) => finder.layer.cells[cell]!.id).join('');

  it.each([
    ['inside', [30, 10], 'A'],
    ['on a border: the lowest', [50, 20], 'A'],
    ['on a corner', [50, 40], 'A'],
    ['on the edge', [0, 100], 'I'],
    ['outside', [-1, 20], ''],
    ['far outside', [900, 900], ''],
  ] as const)('click %s', (_, [x, y], expected) => {
    expect(names(clicked(finder, ...at(x, y)))).toBe(expected);
  });

  it.each([
    ['of one place', 1, [[25, 20]], 'A'],
    ['near a corner', 3, [[49, 39]], 'ABEF'],
    ['that does not reach', 3, [[46, 20]], 'A'],
    [
      'along a way, without holes',
      5,
      [
        [10, 20],
        [190, 20],
      ],
      'ABCD',
    ],
    [
      'round a bend',
      5,
      [
        [25, 20],
        [25, 100],
        [75, 100],
      ],
      'AEIJ',
    ],
    ['from outside', 5, [[-3, 60]], 'E'],
    ['far outside', 5, [[-30, 60]], ''],
  ] as const)('brush %s', (_, radiusM, way, expected) => {
    expect(names(brushed(finder, line(...way), radiusM))).toBe(expected);
  });

  it('rectangle, either way round: houses inside it', () => {
    const [a, b] = [at(20, 10), at(80, 70)];
    expect(names(inRectangle(finder, ...a, ...b))).toBe('ABEF');
    expect(names(inRectangle(finder, ...b, ...a))).toBe('ABEF');
    expect(names(inRectangle(finder, ...at(28, 10), ...at(72, 70)))).toBe('');
  });

  it('lasso: also one that crosses itself, and none of two points', () => {
    expect(names(inLasso(finder, line([0, 0], [200, 0], [0, 120])))).toBe('ABCEFI');
    expect(names(inLasso(finder, line([10, 5], [90, 115], [90, 5], [10, 115])))).toBe('EF');
    expect(inLasso(finder, line([0, 0], [200, 120]))).toEqual([]);
  });

  it('compound, block and fill', () => {
    const plan = planOn(twelve);
    const [A, F, L] = [0, 5, 11];
    expect(names(compoundOf(finder, L))).toBe('KL');
    expect(names(compoundOf(finder, A))).toBe('A');
    expect(names(blockOf(finder, F))).toBe('EFGH');
    expect(names(filled(only(plan), 'grid', A))).toBe('ABCDEFGH');
    plan.apply(assign([A], 1)(only(plan), plan)!);
    expect(names(filled(only(plan), 'grid', A))).toBe('A');
  });

  it('over a plan of several communities', () => {
    const beside = scene({
      ...TWELVE,
      community: 'B',
      parent: [[rectangle(200, 0, 300, 120)]],
      today: [],
      compounds: [],
      barriers: [],
      buildings: [house('Z', 250, 50)],
    });
    const finders = new PlanFinder(planOn(groundOf([TWELVE, beside])));
    expect(finders.cellAt(...at(160, 20))).toEqual({ community: 'C', cell: 3 });
    expect(finders.cellAt(...at(250, 20))).toEqual({ community: 'B', cell: 0 });
    expect(finders.cellAt(...at(200, 20))).toEqual({ community: 'B', cell: 0 });
    expect(finders.cellAt(...at(350, 20))).toBeNull();
    expect(finders.finder('X')).toBeUndefined();
    expect(finders.finder('C')).toBe(finders.finder('C'));
  });
});

describe('split by a line', () => {
  const community = only(planOn(twelve));
  const parts = (...way: readonly Metres[]): string => {
    const found = splitByLine(community, 'grid', 0, line(...way));
    return found === null ? 'none' : found.cells.map((cell) => community.layer.cells[cell]!.id).join('');
  };

  it.each([
    [
      'along arcs, from south to north: the west is left',
      [
        [100, 0],
        [100, 80],
      ],
      'ABEF',
    ],
    [
      'the other way round',
      [
        [100, 80],
        [100, 0],
      ],
      'CDGH',
    ],
    [
      'beside them',
      [
        [92, -5],
        [106, 90],
      ],
      'ABEF',
    ],
    [
      'onto a road near by',
      [
        [-5, 48],
        [205, 45],
      ],
      'EFGH',
    ],
    [
      'across a corner',
      [
        [0, 38],
        [48, 0],
      ],
      'BCDEFGH',
    ],
  ] as const)('%s', (_, way, expected) => {
    expect(parts(...way)).toBe(expected);
  });

  it('is none where both ends are at one place', () => {
    expect(parts([100, 0], [101, 0])).toBe('none');
  });
});

describe('a border that takes another way', () => {
  const sweep = (ends: readonly [Metres, Metres], over: Metres | null = null) => {
    const plan = planOn(twelve);
    const found = sweepBorder(only(plan), {
      level: 'grid',
      slots: [0, 1],
      ends: [...at(...ends[0]), ...at(...ends[1])],
      over: over === null ? null : at(...over),
    });
    if (found === null) return 'none';
    const outcome = plan.apply(found.body);
    return 'refusal' in outcome ? outcome.refusal.reason : drawn(plan);
  };

  it.each([
    [
      'stays where it is on the cheapest road',
      [
        [0, 80],
        [200, 80],
      ],
      null,
      'none',
    ],
    [
      'goes over a place it is dragged to, by the cheapest way',
      [
        [0, 80],
        [200, 80],
      ],
      [100, 40],
      'ABCDEGH FIJKL',
    ],
    [
      'goes over a place beside its end',
      [
        [50, 80],
        [200, 80],
      ],
      [50, 40],
      'ABCDEGH FIJKL',
    ],
    [
      'has no way out of a dead end',
      [
        [50, 80],
        [200, 80],
      ],
      [150, 120],
      'none',
    ],
    [
      'is none where both ends are at one place',
      [
        [50, 80],
        [51, 80],
      ],
      null,
      'none',
    ],
  ] as const)('%s', (_, ends, over, expected) => {
    expect(sweep(ends, over)).toBe(expected);
  });

  it('follows a road when both grids share one', () => {
    const plan = planOn(twelve);
    // G2 has a bay into the south.
    plan.apply(assign([5], 1)(only(plan), plan)!);
    expect(drawn(plan)).toBe('ABCDEGH FIJKL');
    const found = sweepBorder(only(plan), {
      level: 'grid',
      slots: [0, 1],
      ends: [...at(50, 80), ...at(100, 80)],
      over: null,
    });
    expect(plan.apply(found!.body)).not.toHaveProperty('refusal');
    expect(drawn(plan)).toBe('ABCDEFGH IJKL');
  });
});

describe('a grip on a border', () => {
  const plan = planOn(eightHouses);
  const { layer } = only(plan);
  const hold = (place: readonly [number, number], layerNow = layer): ArcGrip => {
    const grip = gripAt(layerNow, ...place, 5);
    if (grip === null || 'node' in grip) throw new Error('no grip on an arc');
    return grip;
  };

  it('takes a vertex before a place on the line, and nothing out of reach or on the edge', () => {
    const grip = hold(at(51, 20));
    expect(grip.isNew).toBe(true);
    expect(plan.apply(dragBody(only(plan), grip, ...at(45, 20)))).not.toHaveProperty('refusal');
    const bent = only(plan).layer;
    const again = hold(at(46, 21), bent);
    expect(again).toEqual({ arc: grip.arc, vertex: 1, isNew: false });
    expect(courseWithout(bent, again)).toEqual([...layer.arcs[grip.arc]!.points]);
    expect(gripAt(layer, ...at(60, 20), 5)).toBeNull();
    expect(gripAt(layer, ...at(20, 0), 5)).toBeNull();
  });

  it('takes a node before the lines that meet there, and none on the edge', () => {
    const fresh = planOn(eightHouses);
    const community = only(fresh);
    const grip = gripAt(community.layer, ...at(51, 51), 5)!;
    expect(grip).toEqual({ node: nodeAt(community, [50, 50]) });
    expect(gripAt(community.layer, ...at(50, 1), 5)).toMatchObject({ isNew: true });
    expect(fresh.apply(dragBody(community, grip, ...at(53, 48)))).not.toHaveProperty('refusal');
    expect(gripAt(community.layer, ...at(50, 50), 5)).toEqual(grip);
    expect([...draggedCourses(community.layer, grip, ...at(50, 50)).values()]).toEqual([
      ...draggedCourses(layerOf(), grip, ...at(50, 50)).values(),
    ]);
  });

  it('takes nothing of a cell that is cut: that would be refused', () => {
    const fresh = planOn(eightHouses);
    const community = only(fresh);
    const places = [at(50, 20), at(51, 51), at(150, 20)] as const;
    const held = () =>
      places.map((place) => {
        const grip = gripAt(only(fresh).layer, ...place, 3);
        return grip === null ? 'nothing' : 'node' in grip ? 'node' : 'arc';
      });
    expect(held()).toEqual(['arc', 'node', 'arc']);
    const cell = new CellFinder(community.layer).cellAt(...at(25, 25));
    const { places: own, households } = community.layer.cells[cell]!;
    const cut = { cell, line: line([10, 0], [10, 50]), units: false };
    const blank = { places: [], households: 0 };
    // the house stands at 25 m, to the east of the line
    expect(
      fresh.apply(cutBody(community, { ...cut, left: blank, right: { places: [...own], households } })),
    ).not.toHaveProperty('refusal');
    expect(held()).toEqual(['nothing', 'arc', 'arc']);
    for (let x = 0; x <= 200; x += 5) {
      for (let y = 0; y <= 100; y += 5) {
        const grip = gripAt(only(fresh).layer, ...at(x, y), 5);
        if (grip === null || 'node' in grip) continue;
        const course = draggedCourse(only(fresh).layer, grip, ...at(x + 1, y + 1));
        expect(bendFault(only(fresh).layer, grip.arc, course, eightHouses.footprints)?.reason).not.toBe('cell-is-cut');
      }
    }
  });

  it('takes a node for one wanted arc', () => {
    const main = layer.arcs.findIndex(({ left, right }) => left + right === 6 && Math.abs(left - right) === 4);
    expect(gripAt(layerOf(), ...at(100, 50), 5, (arc) => arc === main)).toHaveProperty('node');
    expect(gripAt(layerOf(), ...at(150, 50), 5, (arc) => arc === main)).toBeNull();
  });
});

function layerOf(): PlanLayer {
  return only(planOn(eightHouses)).layer;
}
