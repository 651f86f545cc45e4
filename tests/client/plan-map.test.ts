// @vitest-environment happy-dom
import { type StyleSpecification, validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import { describe, expect, it } from 'vitest';
import { inOrder } from '../../client/map/layer-order.ts';
import { NOTHING, PLAN_SOURCES, type PlanOnMap, planLayers } from '../../client/map/layers/plan.ts';
import { stateKeeper } from '../../client/map/layers/plan-hand.ts';
import { PLAN_HATCHES, PLAN_IMAGES } from '../../client/map/layers/plan-images.ts';
import {
  ghostBorders,
  ghostChanges,
  partedCells,
  refusedCells,
  refusedPlace,
} from '../../client/map/layers/plan-marks.ts';
import { nameFeature, namePoint } from '../../client/map/layers/plan-names.ts';
import {
  ARC_CODE,
  arcCodes,
  arcsAround,
  cellCodes,
  cellState,
  changedCodes,
  NO_COLOUR,
} from '../../client/map/layers/plan-paint.ts';
import { arcFeatures, cellFeatures, featureId } from '../../client/map/layers/plan-shapes.ts';
import { mapStyle } from '../../client/map/style.ts';
import { changes } from '../../client/map/style-change.ts';
import { PLAIN_VIEW } from '../../client/map/view.ts';
import { proposedColours, slotColours } from '../../client/state/plan/slot-colours.ts';
import { toUnits } from '../../server/geometry/lattice.ts';
import { CellFinder } from '../../server/partition/plan/cell-finder.ts';
import { UNASSIGNED } from '../../server/partition/plan/cell-ranges.ts';
import type { CommunityPlan } from '../../server/partition/plan/community-plan.ts';
import { at, house, rectangle, scene } from '../support/cell-scene.ts';
import { groundOf, only, planOn } from '../support/partition/plan-scene.ts';
import { assign, cut, eightHouses, lock, type Make, run, split, splitMicro } from '../support/partition/plan-steps.ts';

const STANDARD = { min: 150, max: 450 };
const view = (more: Partial<typeof PLAIN_VIEW> = {}) => ({ ...PLAIN_VIEW, ...more });
const style = (more: Partial<typeof PLAIN_VIEW>): StyleSpecification =>
  ({ version: 8, sources: PLAN_SOURCES, layers: inOrder(planLayers(view(more))) }) as unknown as StyleSpecification;
const planned = (...makes: Make[]): CommunityPlan => only(run(makes).plan);
const none = () => undefined;
const painted = (community: CommunityPlan, level: 'grid' | 'micro' = 'grid') =>
  cellCodes(
    community,
    level,
    { grid: slotColours(community, 'grid', none), micro: slotColours(community, 'micro', none) },
    STANDARD,
  );
/** Colour number and band of each cell. */
const told = (codes: Uint8Array): string =>
  [...codes].map((code) => `${cellState(code).c}${['n', 'u', 'i', 'o'][cellState(code).b]}`).join(' ');

describe('the style of a plan', () => {
  it.each([
    ['by day', {}],
    ['by night', { theme: 'dark' as const }],
    ['against the band', { mode: 'band' as const }],
    ['large, strong and without grids', { scale: 1.6, opacity: 1.4, shown: { ...PLAIN_VIEW.shown, grids: false } }],
  ])('is valid %s', (_, more) => {
    expect(validateStyleMin(style(more))).toEqual([]);
  });

  it('names only images that there are, each with an ink of its own', () => {
    for (const theme of ['light', 'dark'] as const) {
      const named = JSON.stringify(style({ theme })).match(/plan-\w+-(?:light|dark)/g) ?? [];
      expect(new Set(named).size).toBe(PLAN_HATCHES.length);
      for (const name of named) expect(PLAN_IMAGES).toHaveProperty(name);
    }
    const inks = PLAN_HATCHES.map((hatch) => PLAN_IMAGES[`plan-${hatch}-light`]!().data.filter((_, i) => i % 4 === 3));
    expect(new Set(inks.map((ink) => ink.join())).size).toBe(PLAN_HATCHES.length);
  });

  it('goes from one view to another by paint and layout alone', () => {
    expect(style({}).layers.map(({ id }) => id)).toEqual(
      style({ theme: 'dark', mode: 'band' }).layers.map(({ id }) => id),
    );
    expect(changes(style({}), style({ mode: 'band' })).map(({ layer }) => layer)).toContain('plan-fill');
  });

  it('draws borders in hand only when something is in hand, and tells it by paint that needs no new shapes', () => {
    const lines = ['plan-touched', 'plan-touched-edge', 'plan-chosen', 'plan-chosen-edge', 'plan-ghost-line'];
    const opacity = (on: Partial<PlanOnMap> = {}) => {
      const layers = inOrder(planLayers(view({}), { ...NOTHING, ...on }));
      return lines.map((id) => {
        const { paint } = layers.find((one) => one.id === id) ?? {};
        return (paint as Record<string, unknown> | undefined)?.['line-opacity'];
      });
    };
    expect(opacity()).toEqual([0, 0, 0, 0, 0]);
    expect(opacity({ touched: true })).toEqual([1, 1, 0, 0, 0]);
    expect(opacity({ chosen: true })).toEqual([0, 0, 1, 1, 0]);
    expect(opacity({ ghost: true })).toEqual([0, 0, 0, 0, 1]);
  });

  it.each([
    ['plan-hatch-locked', { locked: true }],
    ['plan-hatch-unassigned', { unassigned: true }],
    ['plan-far-hatch-locked', { locked: true, vast: true }],
    ['plan-far-hatch-unassigned', { unassigned: true, vast: true }],
  ])('draws %s only where there is such ground', (id, on) => {
    const shown = (more: Partial<PlanOnMap>) =>
      inOrder(planLayers(view({}), { ...NOTHING, ...more })).find((one) => one.id === id)?.layout?.visibility;
    expect([shown({ vast: 'vast' in on }), shown(on)]).toEqual(['none', 'visible']);
  });

  it('takes the grids in force off the map, and only them', () => {
    const hidden = changes(mapStyle(view()), mapStyle(view({ covered: true })));
    expect(hidden.every(({ name, value }) => name === 'visibility' && value === 'none')).toBe(true);
    expect(hidden.map(({ layer }) => layer).sort()).toEqual([
      'grid-chosen',
      'grid-chosen-edge',
      'grid-fill',
      'grid-line',
      'grid-name',
      'grid-touch',
      'micro-line',
      'micro-name',
    ]);
  });
});

describe('the shapes of a plan', () => {
  it('are a polygon for each cell, which has its point inside, and a line for each arc', () => {
    const { layer } = only(planOn(eightHouses));
    const cells = cellFeatures(layer, 3);
    expect(cells.map(({ id }) => id)).toEqual(layer.cells.map((_, cell) => featureId(3, cell)));
    for (const { geometry } of cells) {
      if (geometry.type !== 'Polygon') throw new Error(geometry.type);
      const [ring = []] = geometry.coordinates;
      expect(ring[0]).toEqual(ring.at(-1));
      expect(ring.length).toBeGreaterThan(4);
    }
    const arcs = arcFeatures(layer, 0);
    expect(arcs).toHaveLength(layer.arcs.length);
    expect(arcs.filter(({ properties }) => properties?.outer).length).toBeGreaterThan(0);
  });

  it('of a cell around another have a hole', () => {
    const ground = groundOf([
      scene({ today: [], buildings: [house('H', 100, 50)], compounds: [], barriers: [] }),
      {
        ...scene({ community: 'D', barriers: [] }),
        compounds: [{ id: 'K', polygons: [[rectangle(60, 30, 140, 70)]], hard: false }],
      },
    ]);
    const layer = planOn(ground).communities.get('D')!.layer;
    const shapes = cellFeatures(layer, 0).map(
      ({ geometry }) => geometry.type === 'Polygon' && geometry.coordinates.length,
    );
    expect(shapes.sort()).toEqual([1, 2]);
  });

  it('follow a cut: a child of its own', () => {
    const community = planned(cut(1, 60, 0, 50));
    expect(cellFeatures(community.layer, 0)).toHaveLength(9);
  });
});

describe('how cells are painted', () => {
  it.each<[string, Make[], string]>([
    ['as they are', [], '0i 0i 1i 1i 0i 0i 1i 1i'],
    ['out of the band', [assign([1, 5], 1)], '0i 1o 1o 1o 0i 1o 1o 1o'],
    ['in a new grid', [split(0, [0, 1])], '2i 2i 1i 1i 0i 0i 1i 1i'],
  ])('%s', (_, makes, expected) => {
    expect(told(painted(planned(...makes)))).toBe(expected);
  });

  it('changes only what a stroke changes, and a locked grid as a whole', () => {
    const before = painted(planned());
    expect(changedCodes(before, before)).toEqual([]);
    expect(changedCodes(undefined, before)).toHaveLength(8);
    const locked = changedCodes(before, painted(planned(lock(0))));
    expect(locked).toEqual([0, 1, 4, 5]);
    const arcs = changedCodes(arcCodes(planned()), arcCodes(planned(assign([1], 1))));
    const { layer } = planned();
    for (const arc of arcs) expect([layer.arcs[arc]!.left, layer.arcs[arc]!.right]).toContain(1);
  });

  it('tells cells in no grid, and at the level of micro grids those in none of them', () => {
    const open = planned();
    open.divisions.grid.numbers.move(3, UNASSIGNED);
    expect(cellState(painted(open)[3]!).c).toBe(NO_COLOUR);
    const micro = painted(planned(splitMicro([0, 1], 0)), 'micro');
    expect([...micro].map((code) => cellState(code).f)).toEqual([false, false, true, true, true, true, true, true]);
  });

  it('draws borders where the two sides differ, of micro grids within one', () => {
    const community = planned(splitMicro([0], 0));
    const codes = arcCodes(community);
    community.layer.arcs.forEach(({ left, right }, arc) => {
      const inGrid = (cell: number) => (cell < 0 ? -1 : cell % 4 < 2 ? 0 : 1);
      const expected =
        inGrid(left) !== inGrid(right)
          ? ARC_CODE.border
          : (left === 0) !== (right === 0)
            ? ARC_CODE.micro
            : ARC_CODE.inside;
      expect(codes[arc], `${left} ${right}`).toBe(expected);
    });
    expect(arcsAround(community, 'micro', 0)).toHaveLength(3);
  });
});

describe('colours of grids', () => {
  it('are the published ones, and never those of a neighbour', () => {
    const published = (code: string) => ({ G1: 4, G2: 2 })[code];
    expect([...slotColours(planned(), 'grid', published)]).toEqual([4, 2]);
    expect([...slotColours(planned(split(0, [0])), 'grid', published)].slice(0, 2)).toEqual([4, 2]);
    const third = slotColours(planned(split(0, [0])), 'grid', published)[2];
    expect([4, 2]).not.toContain(third);
    // both published alike: the later one gives way
    expect(new Set(slotColours(planned(), 'grid', () => 5)).size).toBe(2);
  });
});

describe('colours of what is proposed', () => {
  it('are those of now where the grid is there now; new grids take another than their neighbours', () => {
    const now = Uint8Array.from([3, 1]);
    const same = planned(assign([1], 1)).division('grid');
    expect([...proposedColours(planned(), 'grid', same, now)]).toEqual([3, 1]);
    const third = proposedColours(planned(), 'grid', planned(split(0, [0])).division('grid'), now);
    expect([...third.slice(0, 2)]).toEqual([3, 1]);
    expect([3, 1]).not.toContain(third[2]);
  });
});

describe('names of grids', () => {
  it('lie in a cell of the grid, of its largest part', () => {
    const community = planned(assign([3], 0));
    const finder = new CellFinder(community.layer);
    for (const slot of [0, 1]) {
      const [lon, lat] = namePoint(community, 'grid', slot)!;
      const cell = finder.cellAt(toUnits(lon), toUnits(lat));
      expect(community.divisions.grid.numbers.parts(slot)[0]).toContain(cell);
    }
  });

  it('have households with the sign of the band; a new grid goes by its number', () => {
    const community = planned(split(0, [0], null as unknown as string));
    const named = nameFeature(community, 2, 'grid', 2, { min: 150, max: 400 })!;
    expect(named.id).toBe(featureId(2, 2));
    expect(named.properties).toMatchObject({ short: '新3', sign: '▼', count: '100' });
    expect(nameFeature(planned(lock(1, 'dedicated')), 0, 'grid', 1, STANDARD)?.properties).toMatchObject({
      sign: '–',
      name: '◇G2',
    });
    expect(nameFeature(planned(assign([0, 1, 4, 5], 1)), 0, 'grid', 0, STANDARD)).toBeNull();
  });
});

describe('marks', () => {
  it('hatch the smaller parts of a grid', () => {
    expect(partedCells(planned(), 'grid')).toEqual([]);
    expect(partedCells(planned(assign([3], 0)), 'grid')).toEqual([3]);
  });

  it('show what a proposal for these very cells would change', () => {
    const now = planned();
    const then = planned(assign([1], 1));
    const part = { community: now.code, layer: now.base.hash, level: 'grid' as const, division: then.division('grid') };
    expect(ghostChanges(now, part)).toEqual([{ cell: 1, slot: 1 }]);
    expect(ghostBorders(now, part).length).toBeGreaterThan(0);
    for (const arc of ghostBorders(now, part)) {
      expect([now.layer.arcs[arc]!.left, now.layer.arcs[arc]!.right]).toContain(1);
    }
    expect(ghostChanges(now, { ...part, layer: '0' })).toEqual([]);
    // a grid of the same number that is another: all of its cells change
    const other = structuredClone(now.division('grid'));
    other.slots[1]!.key = 'another';
    expect(ghostChanges(now, { ...part, division: other }).map(({ cell }) => cell)).toEqual([2, 3, 6, 7]);
  });

  it('tell cells and place of a refusal in its own community', () => {
    const [x, y] = at(25, 25);
    const refusal = {
      reason: 'grid-locked' as const,
      community: 'C',
      level: 'grid' as const,
      slots: [0],
      cells: [2, 2],
      seqs: [],
      at: [x, y],
    };
    expect(refusedCells(refusal, 'C')).toEqual([2, 3]);
    expect(refusedCells(refusal, 'D')).toEqual([]);
    expect(refusedPlace(refusal)?.geometry).toEqual({ type: 'Point', coordinates: [x / 1e7, y / 1e7] });
    expect(refusedPlace(null)).toBeNull();
  });
});

describe('a state that moves over features', () => {
  it('is set where it is new, taken where it is gone, and left alone elsewhere', () => {
    const log: [number, string | null][] = [];
    const keep = stateKeeper<string>((id, value) => log.push([id, value]));
    keep(
      new Map([
        [1, 'a'],
        [2, 'a'],
      ]),
    );
    log.length = 0;
    keep(
      new Map([
        [2, 'a'],
        [3, 'b'],
      ]),
    );
    expect(log).toEqual([
      [1, null],
      [3, 'b'],
    ]);
    log.length = 0;
    keep(
      new Map([
        [2, 'c'],
        [3, 'b'],
      ]),
    );
    expect(log).toEqual([[2, 'c']]);
  });
});
