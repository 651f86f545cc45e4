/** What a plan makes of one community: only what changes is told, and what stays keeps its published bytes. */
import { describe, expect, it } from 'vitest';
import type { CommunityState } from '../../../server/contract/plan-state.ts';
import type { MultiPolygon } from '../../../server/geometry/polygon.ts';
import { decodeMultiPolygon, encodeMultiPolygon } from '../../../server/geometry/wkb.ts';
import { buildCells } from '../../../server/partition/cells/build-cells.ts';
import { assignBody, mergeBody, setGridBody, splitBody } from '../../../server/partition/plan/bodies.ts';
import { UNASSIGNED } from '../../../server/partition/plan/cell-ranges.ts';
import { EditedPlan } from '../../../server/partition/plan/edited-plan.ts';
import { communityResult, isChanged } from '../../../server/plans/community-result.ts';
import type { StandingRow } from '../../../server/plans/plan-result.ts';
import { planStart } from '../../../server/plans/plan-start.ts';
import { grid, house, rectangle, scene } from '../../support/cell-scene.ts';

/** Three grids side by side, the last two one above the other; a building in each corner of each. */
const TODAY = [
  grid('W', rectangle(0, 0, 100, 100)),
  grid('E1', rectangle(100, 0, 200, 40)),
  grid('E2', rectangle(100, 40, 200, 100)),
];
const HOUSES = [
  house('w1', 20, 20),
  house('w2', 80, 20),
  house('w3', 20, 80),
  house('w4', 80, 80),
  house('e1', 120, 20),
  house('e2', 180, 20),
  house('e3', 120, 70),
  house('e4', 180, 70),
];
const LAYER = buildCells(scene({ today: TODAY, buildings: HOUSES }));
/** Around w1 and w2. */
const MICRO: MultiPolygon = [[rectangle(0, 0, 100, 50)]];

const standing = (code: string, polygons: MultiPolygon, more: Partial<StandingRow> = {}): StandingRow => ({
  id: 1,
  code,
  name: code,
  kind: 'basic',
  parentCode: 'C',
  bandMin: null,
  bandMax: null,
  colour: 0,
  wkb: encodeMultiPolygon(polygons, 'lattice'),
  ...more,
});
const STANDING = [
  ...TODAY.map(({ code, polygons }) => standing(code, polygons)),
  standing('W-1', MICRO, { kind: 'micro', parentCode: 'W' }),
];
const START = planStart(LAYER, STANDING);

class Scene {
  readonly plan = new EditedPlan({ seq: 0, communities: [START] }, () => LAYER);
  readonly community = this.plan.communities.get('C')!;

  slot(code: string, level: 'grid' | 'micro' = 'grid'): number {
    return this.community.divisions[level].slots.findIndex((slot) => slot?.code === code);
  }

  cells(...places: string[]): number[] {
    return places.map((place) => LAYER.cells.findIndex((cell) => cell.places.includes(place)));
  }

  do(body: Parameters<EditedPlan['apply']>[0] | null): this {
    const outcome = this.plan.apply(body!);
    if ('refusal' in outcome) throw new Error(outcome.refusal.reason);
    return this;
  }

  get now(): CommunityState {
    return this.plan.snapshot().communities[0]!;
  }

  result() {
    const { grids, closed } = communityResult(LAYER, START, this.now, STANDING);
    return { grids, closed, codes: grids.map(({ code, key }) => code ?? key) };
  }
}

describe('the result of a plan in a community', () => {
  it('is nothing where nothing is changed', () => {
    const scene = new Scene();
    expect(isChanged(START, scene.now)).toBe(false);
    expect(scene.result()).toMatchObject({ grids: [], closed: [] });
  });

  it('is the two grids that a cell goes between, and one that gets a new junction', () => {
    const scene = new Scene();
    scene.do(assignBody(scene.community, 'grid', scene.cells('e1'), scene.slot('W')));
    expect(isChanged(START, scene.now)).toBe(true);
    const { codes, grids, closed } = scene.result();
    expect([codes.filter((code) => code !== 'E2').sort(), closed]).toEqual([['E1', 'W'], []]);
    const shapes = grids.map(({ wkb }) => decodeMultiPolygon(wkb, 'lattice'));
    for (const shape of shapes) expect(shape).toHaveLength(1);
    // E2 meets W and E1 in a point of its straight side now.
    const north = grids.find(({ code }) => code === 'E2');
    const ring = decodeMultiPolygon(north!.wkb, 'lattice')[0]![0]!;
    expect(ring.length).toBe(TODAY[2]!.polygons[0]![0]!.length + 2);
  });

  it('leaves the bytes of a grid that is only renamed', () => {
    const scene = new Scene();
    scene.do(setGridBody(scene.community, 'grid', scene.slot('E1'), { name: '东一' }));
    const { grids } = scene.result();
    expect(grids.map(({ code, name }) => [code, name])).toEqual([['E1', '东一']]);
    expect(grids[0]!.wkb).toBe(STANDING[1]!.wkb);
  });

  it('is a grid without a code where one was split off, and ends one that was merged', () => {
    const scene = new Scene();
    const record = { key: 'fresh', code: null, name: '', kind: 'basic', role: 'free', parent: null } as const;
    scene.do(splitBody(scene.community, 'grid', scene.slot('W'), scene.cells('w3', 'w4'), record));
    scene.do(mergeBody(scene.community, 'grid', [scene.slot('E1')], scene.slot('E2')));
    const { grids, closed } = scene.result();
    expect(grids.find(({ key }) => key === 'fresh')).toMatchObject({ code: null, parent: { by: 'code', is: 'C' } });
    expect(closed).toEqual(['E1']);
  });

  it('is the same as at the start when everything is taken back', () => {
    const scene = new Scene();
    scene.do(assignBody(scene.community, 'grid', scene.cells('e1'), scene.slot('W')));
    scene.do(assignBody(scene.community, 'grid', scene.cells('e1'), scene.slot('E1')));
    expect(isChanged(START, scene.now)).toBe(false);
  });

  describe('for micro grids', () => {
    it('starts from the cells whose points they hold', () => {
      const { slots, numbers } = new Scene().community.divisions.micro;
      expect(slots.map((slot) => [slot?.code, slot?.parent])).toEqual([
        ['W-1', START.grid.slots.findIndex((slot) => slot?.code === 'W')],
      ]);
      expect(numbers.cellsOf(0).flatMap((cell) => LAYER.cells[cell]!.places)).toEqual(['w1', 'w2']);
    });

    it('is the shape of their cells when those change, inside their grid', () => {
      const scene = new Scene();
      scene.do(assignBody(scene.community, 'micro', scene.cells('w3'), 0));
      const { grids, closed } = scene.result();
      expect(grids.map(({ code, kind, parent }) => [code, kind, parent])).toEqual([
        ['W-1', 'micro', { by: 'code', is: 'W' }],
      ]);
      expect(closed).toEqual([]);
    });

    it('ends with the last cell', () => {
      const scene = new Scene();
      scene.do(assignBody(scene.community, 'micro', scene.cells('w1', 'w2'), UNASSIGNED));
      expect(scene.result()).toMatchObject({ grids: [], closed: ['W-1'] });
    });
  });
});
