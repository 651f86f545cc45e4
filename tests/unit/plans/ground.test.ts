/** Rows of the database as the input of cells. */
import { describe, expect, it } from 'vitest';
import wkx from 'wkx';
import type { BaseRow, BuildingRow, GroundRows } from '../../../server/plans/cells-repository.ts';
import { cellsInput } from '../../../server/plans/ground.ts';
import { groundHash } from '../../../server/plans/layer-build.ts';
import { roadBridges } from '../../../server/plans/road-bridges.ts';

const wkb = (text: string): Uint8Array => wkx.Geometry.parse(text).toWkb();
const box = (x0: number, y0: number, x1: number, y1: number): string =>
  `POLYGON((${x0} ${y0},${x1} ${y0},${x1} ${y1},${x0} ${y1},${x0} ${y0}))`;

const base = (kind: BaseRow['kind'], text: string, more: Partial<BaseRow> = {}): BaseRow => ({
  kind,
  class: null,
  name: null,
  wkb: wkb(text),
  ...more,
});
const building = (code: string, lon: number, more: Partial<BuildingRow> = {}): BuildingRow => ({
  code,
  kind: 'building',
  lon,
  lat: 30.005,
  parentCode: null,
  compound: null,
  households: 10,
  footprint: null,
  ...more,
});
/** Two communities side by side; B is asked for. */
const rows = (parts: Partial<GroundRows> = {}): GroundRows => ({
  community: 'B',
  areas: [
    { code: 'A', wkb: wkb(box(117, 30, 117.01, 30.01)) },
    { code: 'B', wkb: wkb(box(117.01, 30, 117.02, 30.01)) },
  ],
  base: [],
  today: [],
  buildings: [],
  sources: [],
  ...parts,
});

describe('what bounds cells', () => {
  const cases = [
    ['a main road', base('road', 'LINESTRING(117.01 30, 117.02 30)', { class: 'secondary' }), 'main-road', false],
    ['a lane', base('road', 'LINESTRING(117.01 30, 117.02 30)', { class: 'lane' }), 'minor-road', false],
    ['a road of no class', base('road', 'LINESTRING(117.01 30, 117.02 30)'), 'minor-road', false],
    ['a river drawn as a line', base('water', 'LINESTRING(117.01 30, 117.02 30)'), 'water', true],
    ['the shore of a lake', base('water', box(117.012, 30.002, 117.014, 30.004)), 'water', false],
    ['a park', base('green', box(117.012, 30.002, 117.014, 30.004)), 'plot', false],
  ] as const;
  it.each(cases)('%s', (_, row, kind, hard) => {
    const { barriers, compounds } = cellsInput(rows({ base: [row] }));
    expect([barriers.map((one) => [one.kind, one.hard]), compounds]).toEqual([[[kind, hard]], []]);
  });

  it('the borders of what departments brought', () => {
    const sources = [{ wkb: wkb(box(0, 0, 10, 10)) }];
    const { barriers } = cellsInput(rows({ sources }));
    expect(barriers.map(({ points, kind, hard }) => [[...points], kind, hard])).toEqual([
      [[0, 0, 10, 0, 10, 10, 0, 10, 0, 0], 'plot', false],
    ]);
  });

  it('rings close', () => {
    const { barriers } = cellsInput(rows({ base: [base('water', box(117.012, 30.002, 117.014, 30.004))] }));
    const { points } = barriers[0]!;
    expect([points.length, points.slice(0, 2)]).toEqual([10, points.slice(-2)]);
  });

  it('compounds are outlines by name, and no name comes twice', () => {
    const shape = box(117.012, 30.002, 117.014, 30.004);
    const named = [{ name: '幸福里' }, { name: '幸福里' }, {}, {}].map((more) => base('compound', shape, more));
    const { compounds, barriers } = cellsInput(rows({ base: named }));
    expect([compounds.map(({ id }) => id), barriers]).toEqual([['幸福里', '幸福里#2', '#1', '#2'], []]);
  });

  it('roads have bridges over rivers where they cross them, and none where they end', () => {
    const { barriers, crossings } = cellsInput(
      rows({
        base: [
          base('water', 'LINESTRING(117.015 30, 117.015 30.01)'),
          base('road', 'LINESTRING(117.01 30.004, 117.02 30.006)'),
          base('road', 'LINESTRING(117.01 30.008, 117.014 30.008)'),
        ],
      }),
    );
    expect(crossings!.map((point) => [...point])).toEqual([[1_170_150_000, 300_050_000]]);
    expect(roadBridges(barriers.filter(({ kind }) => kind !== 'water'))).toEqual([]);
  });
});

describe('buildings', () => {
  const idsOf = (buildings: BuildingRow[], community = 'B'): string[] =>
    cellsInput(rows({ buildings, community })).buildings.map(({ id }) => id);

  it.each([
    ['inside', 117.015, ['B']],
    ['inside the neighbour', 117.005, ['A']],
    ['on the border: the lower code', 117.01, ['A']],
    ['just outside: the nearest', 117.02005, ['B']],
    ['further outside: nobody', 117.021, []],
  ])('belong to one community, %s', (_, lon, owners) => {
    const found = ['A', 'B'].filter((community) => idsOf([building('x', lon)], community).length > 0);
    expect(found).toEqual(owners);
  });

  const unit = (code: string, households: number | null, parentCode: string | null = 'x'): BuildingRow =>
    building(code, 117.015, { kind: 'unit', households, parentCode });

  it.each([
    ['by their units where these are counted', 10, [4, 5], 9],
    ['by themselves where no unit is', 10, [null, null], 10],
    ['by the units that are', 10, [4, null], 4],
    ['by nobody', null, [], -1],
  ] as const)('are counted %s', (_, own, units, expected) => {
    const all = [building('x', 117.015, { households: own }), ...units.map((count, i) => unit(`x/${i}`, count))];
    const { buildings } = cellsInput(rows({ buildings: all }));
    expect(buildings.map(({ id, households }) => [id, households])).toEqual([['x', expected]]);
    expect(buildings[0]!.units).toHaveLength(units.length);
  });

  it('a unit without its building stands for itself', () => {
    expect(idsOf([unit('alone', 3, null), unit('orphan', 3, 'gone')])).toEqual(['alone', 'orphan']);
  });
});

describe('the name of a ground', () => {
  it('is the same for the same rows and another for any other', () => {
    const one = rows({ base: [base('road', 'LINESTRING(117.01 30, 117.02 30)')], buildings: [building('x', 117.015)] });
    const others: GroundRows[] = [
      { ...one, community: 'A' },
      { ...one, base: [] },
      { ...one, base: [{ ...one.base[0]!, class: 'main' }] },
      { ...one, buildings: [building('x', 117.0150001)] },
      { ...one, buildings: [building('x', 117.015, { households: 11 })] },
      { ...one, buildings: [building('x', 117.015, { compound: 'y' })] },
      { ...one, today: [{ code: 'G', wkb: wkb(box(0, 0, 1, 1)) }] },
      { ...one, areas: one.areas.slice(1) },
      { ...one, sources: [{ wkb: wkb(box(0, 0, 1, 1)) }] },
    ];
    expect(groundHash({ ...one })).toBe(groundHash(one));
    expect(new Set([one, ...others].map(groundHash)).size).toBe(others.length + 1);
  });

  it('needs the boundary of the community to be built from', () => {
    expect(() => cellsInput(rows({ community: 'Z' }))).toThrow('no boundary of Z');
  });
});
