/** What lines do to the ground: crossings without vertices, loose ends, rings inside rings, slivers, grounds with defects. */
import { describe, expect, it } from 'vitest';
import { buildCells } from '../../../../server/partition/cells/build-cells.ts';
import type { CellsInput } from '../../../../server/partition/cells/cells-input.ts';
import {
  areaM2,
  at,
  compound,
  kindsOf,
  line,
  opening,
  rectangle,
  river,
  road,
  scene,
} from '../../../support/cell-scene.ts';

interface Case {
  readonly name: string;
  readonly given: Partial<CellsInput>;
  /** Square metres of the cells, in rising order, rounded. */
  readonly areas: readonly number[];
  readonly findings?: readonly string[];
}

const CASES: readonly Case[] = [
  { name: 'no line at all is one cell', given: {}, areas: [20000] },
  {
    name: 'roads that cross without a common vertex are noded',
    given: { barriers: [road('main-road', [-5, 50], [205, 50]), road('minor-road', [100, -5], [100, 105])] },
    areas: [5000, 5000, 5000, 5000],
  },
  {
    name: 'a road drawn in pieces that only touch is one road',
    given: { barriers: [road('minor-road', [60, 0], [60, 40]), road('minor-road', [60, 40], [60, 100])] },
    areas: [6000, 14000],
  },
  {
    name: 'a dead end bounds nothing and is told',
    given: { barriers: [road('minor-road', [0, 50], [120, 50])] },
    areas: [20000],
    findings: ['line-dangling'],
  },
  {
    name: 'a dead end hanging on a through road is set aside, the road stays',
    given: { barriers: [road('minor-road', [50, 0], [50, 100]), road('minor-road', [50, 50], [150, 50])] },
    areas: [5000, 15000],
    findings: ['line-dangling'],
  },
  {
    name: 'an end 1.5 m short of the next line is joined to it',
    given: { barriers: [road('minor-road', [0, 50], [198.5, 50])] },
    areas: [10000, 10000],
    findings: ['line-snapped'],
  },
  {
    name: 'an end 4 m short is carried on',
    given: { barriers: [road('minor-road', [0, 50], [196, 50])] },
    areas: [10000, 10000],
    findings: ['line-extended'],
  },
  {
    name: 'an end 6 m short stays a dead end',
    given: { barriers: [road('minor-road', [0, 50], [194, 50])] },
    areas: [20000],
    findings: ['line-dangling'],
  },
  {
    name: 'a ring in the middle makes a cell with a hole around it',
    given: { compounds: [compound('K', rectangle(80, 40, 120, 60))] },
    areas: [800, 19200],
  },
  {
    name: 'a ring in a ring in a ring',
    given: {
      compounds: [
        compound('K1', rectangle(20, 20, 180, 80)),
        compound('K2', rectangle(40, 30, 160, 70)),
        compound('K3', rectangle(80, 45, 120, 55)),
      ],
    },
    areas: [400, 4400, 4800, 10400],
  },
  {
    name: 'a lane that leads from the street to a ring is set aside, the ring stays',
    given: {
      compounds: [compound('K', rectangle(80, 40, 120, 60))],
      barriers: [road('minor-road', [0, 50], [80, 50])],
    },
    areas: [800, 19200],
    findings: ['line-dangling'],
  },
  {
    name: 'the banks of a river are a face of their own (enclosures in rivers, momepy 270)',
    given: { barriers: [river([-5, 40], [205, 40]), river([-5, 60], [205, 60])] },
    areas: [4000, 8000, 8000],
    findings: ['component-apart', 'component-apart'],
  },
  {
    name: 'a road drawn twice leaves no sliver behind',
    given: { barriers: [road('main-road', [0, 50], [200, 50]), road('main-road', [0, 50.1], [200, 50.1])] },
    areas: [9980, 10020],
    findings: ['line-near-duplicate', 'line-near-duplicate', 'sliver-merged'],
  },
  {
    name: 'a face below a square metre goes to the neighbour with the longest common border',
    given: { barriers: [road('plot', [0, 99.5], [1, 99.5]), road('plot', [1, 99.5], [1, 100])] },
    areas: [20000],
    findings: ['sliver-merged'],
  },
  {
    name: 'a ground with a hole',
    given: {
      parent: [[rectangle(0, 0, 200, 100), opening(80, 40, 120, 60)]],
      barriers: [road('minor-road', [-5, 50], [205, 50])],
    },
    areas: [9600, 9600],
  },
  {
    name: 'a ground in two parts',
    given: { parent: [[rectangle(0, 0, 80, 100)], [rectangle(100, 0, 200, 100)]] },
    areas: [8000, 10000],
    findings: ['component-apart'],
  },
  {
    name: 'a ground whose parts touch in a point',
    given: { parent: [[rectangle(0, 0, 100, 50)], [rectangle(100, 50, 200, 100)]] },
    areas: [5000, 5000],
    findings: ['component-apart'],
  },
  {
    name: 'a ground that crosses itself is mended: what it winds around the right way stays',
    given: { parent: [[line([0, 0], [100, 0], [200, 100], [200, 0], [100, 100], [0, 100])]] },
    areas: [12500],
    findings: ['parent-mended'],
  },
  {
    name: 'a ground turned the wrong way',
    given: { parent: [[opening(0, 0, 200, 100)]] },
    areas: [20000],
  },
  {
    name: 'roads beyond the ground do not matter',
    given: { barriers: [road('main-road', [-50, 120], [250, 120]), road('main-road', [230, -50], [230, 150])] },
    areas: [20000],
  },
];

describe('faces', () => {
  it.each(CASES)('$name', ({ given, areas, findings = [] }) => {
    const layer = buildCells(scene(given));
    expect(layer.cells.map((cell) => Math.round(areaM2(cell) / 10) * 10).sort((a, b) => a - b)).toEqual(areas);
    expect(kindsOf(layer).filter((kind) => kind !== 'today-gap')).toEqual(findings);
  });

  it('counts the places where lines crossed without a vertex', () => {
    const barriers = [road('main-road', [-5, 50], [205, 50]), road('minor-road', [100, -5], [100, 105])];
    // The two roads, and each with the two sides of the ground that it leaves.
    expect(buildCells(scene({ barriers })).report.unnodedCrossings).toBe(5);
  });

  it('knows the class of every arc and who gets across', () => {
    const barriers = [
      road('main-road', [50, 0], [50, 100]),
      road('plot', [100, 0], [100, 100]),
      river([150, 0], [150, 100]),
    ];
    const layer = buildCells(scene({ barriers }));
    const inner = layer.arcs.filter(({ left, right }) => left >= 0 && right >= 0);
    expect(inner.map((arc) => [arc.class, arc.connects, Math.round(arc.lenCm / 10)])).toEqual([
      [2, true, 1000],
      [1, true, 1000],
      [3, false, 1000],
    ]);
  });

  it('joins the two sides of a wall at a gate, and the two banks at a bridge', () => {
    const barriers = [river([90, 0], [90, 100]), river([110, 0], [110, 100])];
    const bridged = buildCells(scene({ barriers, crossings: [line([80, 50], [120, 50])] }));
    expect(kindsOf(bridged)).toEqual(['component-apart']);
    const gated = buildCells(scene({ barriers, crossings: [line([91, 50]), line([109, 20])] }));
    expect(kindsOf(gated)).toEqual([]);
    const idle = buildCells(scene({ barriers, crossings: [line([20, 50])] }));
    expect(kindsOf(idle)).toEqual(['component-apart', 'component-apart', 'crossing-idle']);
  });

  it('names an empty cell by where it is, whatever else changes', () => {
    const one = buildCells(scene({ barriers: [road('minor-road', [100, 0], [100, 100])] }));
    const two = buildCells(
      scene({ barriers: [road('minor-road', [100, 0], [100, 100]), road('minor-road', [150, 0], [150, 100])] }),
    );
    const [x, y] = at(50, 50);
    const west = one.cells.find((cell) => Math.abs(cell.x - x) < 200 && Math.abs(cell.y - y) < 200)!;
    expect(two.cells.map(({ id }) => id)).toContain(west.id);
    expect(west.id).toMatch(/^C@\d+_\d+$/);
  });
});
