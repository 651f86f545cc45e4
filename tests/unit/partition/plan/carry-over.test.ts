/** Plans on other cells of the same community: what goes on, what is given up and told, and the way back. */
import { describe, expect, it } from 'vitest';
import type { BodyOf, RebaseTake } from '../../../../server/contract/plan-operations.ts';
import type { CommunityState } from '../../../../server/contract/plan-state.ts';
import type { CellsInput } from '../../../../server/partition/cells/cells-input.ts';
import { pinBody, setGridBody } from '../../../../server/partition/plan/bodies.ts';
import { canonicalState } from '../../../../server/partition/plan/canonical.ts';
import { type Carried, carryOver } from '../../../../server/partition/plan/carry/carry-over.ts';
import { EditedPlan } from '../../../../server/partition/plan/edited-plan.ts';
import { PlanLog } from '../../../../server/partition/plan/plan-log.ts';
import { grid, house, rectangle, road, scene } from '../../../support/cell-scene.ts';
import { drawn, EIGHT_HOUSES, type Ground, groundOf, only, slotRecord } from '../../../support/partition/plan-scene.ts';
import {
  assign,
  bend,
  cut,
  eightHouses,
  lock,
  type Make,
  moveNode,
  run,
  split,
  splitMicro,
} from '../../../support/partition/plan-steps.ts';
import { randomOperation } from '../../../support/partition/random-operations.ts';
import { mulberry32 } from '../../../support/random.ts';

const [A, B, C, D, E] = [0, 1, 2, 3, 4];
const [G1, G2] = [0, 1];
const NOTHING = { unassigned: [], bends: [], cuts: [], pins: [], retired: [] };

const without = (id: string): CellsInput => ({
  ...EIGHT_HOUSES,
  buildings: EIGHT_HOUSES.buildings.filter((one) => one.id !== id),
});
const withHouse = (building: CellsInput['buildings'][number]): CellsInput => ({
  ...EIGHT_HOUSES,
  buildings: [...EIGHT_HOUSES.buildings.filter(({ id }) => id !== building.id), building],
});
const withGrids = (...today: CellsInput['today']): CellsInput => ({ ...EIGHT_HOUSES, today });

function startOn({ layers, start }: Ground) {
  const state = start.communities[0]!;
  return { layer: layers.get(state.community)!, start: state };
}

function carried(makes: readonly Make[], fresh: Ground, take: RebaseTake = 'mine'): Carried & { plan: EditedPlan } {
  const { plan } = run(makes);
  const now = only(plan).state();
  const { layer, start } = startOn(fresh);
  const result = carryOver({ ...startOn(eightHouses), now }, { layer, start }, take, fresh.footprints);
  return { ...result, plan: new EditedPlan({ seq: 0, communities: [result.state] }, () => layer) };
}

describe('a plan on other cells', () => {
  const larger = groundOf([withHouse(house('A', 25, 25, 10, 10, 170))]);
  const added = groundOf([withHouse(house('I', 25, 40, 6, 6, 7))]);
  const gone = groundOf([without('B')]);
  const cases: readonly (readonly [string, readonly Make[], Ground, string, object])[] = [
    ['that changes nothing', [], added, 'ABEFI CDGH', NOTHING],
    ['where people moved in', [assign([A], G2)], larger, 'BEF ACDGH', NOTHING],
    ['where a house was built in a grid that it left alone', [assign([E], G2)], added, 'ABFI CDEGH', NOTHING],
    ['where a house was built on ground that it gave away', [assign([A], G2)], added, 'BEF ACDGHI', NOTHING],
    ['where a house was pulled down', [assign([A, B], G2)], gone, 'EF ACDGH', NOTHING],
    ['with a new grid', [split(G1, [A, B])], larger, 'EF CDGH AB', NOTHING],
  ];
  it.each(cases)('%s', (_name, makes, fresh, grids, lost) => {
    const { plan, lost: told } = carried(makes, fresh);
    expect([drawn(plan), told]).toEqual([grids, lost]);
  });

  it('counts the people of now', () => {
    const { plan } = carried([assign([A], G2)], larger);
    const { numbers } = only(plan).divisions.grid;
    expect([G1, G2].map((slot) => numbers.numbers(slot).households)).toEqual([
      101 + 104 + 105,
      170 + 102 + 103 + 106 + 107,
    ]);
  });

  it('keeps locks, names, numbers and pins; those of theirs where it said nothing', () => {
    const makes: Make[] = [
      lock(G1),
      (c) => setGridBody(c, 'grid', G2, { name: '东格' }),
      (c) => pinBody(c, { pin: 'together', cells: [C, 2] }, true),
      (c) =>
        pinBody(
          c,
          { pin: 'never-cross', arcs: [c.base.arcs.findIndex(({ left, right }) => left >= 0 && right >= 0)] },
          true,
        ),
    ];
    const { state, lost } = carried(makes, added);
    expect(state.grid.slots).toEqual([slotRecord('G1', { role: 'locked' }), slotRecord('G2', { name: '东格' })]);
    expect([state.pins.map(({ pin }) => pin), lost.pins]).toEqual([['never-cross', 'together'], []]);
    expect(state.pins[1]).toEqual({ pin: 'together', cells: [C, 2] });
  });

  it('tells pins that nothing is left of', () => {
    const makes: Make[] = [
      (c) =>
        pinBody(
          c,
          {
            pin: 'never-cross',
            arcs: [
              c.base.arcs.findIndex(({ left, right }) => (left === A && right === B) || (left === B && right === A)),
            ],
          },
          true,
        ),
    ];
    const { state, lost } = carried(makes, gone);
    expect([state.pins, lost.pins.map(({ pin }) => pin)]).toEqual([[], ['never-cross']]);
  });

  it('takes theirs: nothing of it is left but locks and pins', () => {
    const makes: Make[] = [
      assign([A], G2),
      split(G2, [D]),
      lock(G1),
      (c) => setGridBody(c, 'grid', G2, { name: '东格' }),
    ];
    const { plan, state } = carried(makes, larger, 'theirs');
    expect(drawn(plan)).toBe('ABEF CDGH');
    expect(state.grid.slots).toEqual([slotRecord('G1', { role: 'locked' }), slotRecord('G2')]);
    // The number of the dropped grid is not given again.
    expect(state.nextSlot.grid).toBe(3);
  });
});

describe('lines of a plan on other cells', () => {
  const larger = groundOf([withHouse(house('H', 175, 75, 10, 10, 170))]);
  const crowded = groundOf([withHouse(house('A', 25, 25, 10, 10, 170))]);
  const wider = groundOf([withHouse(house('A', 25, 25, 46, 10, 100))]);
  it('go on where the cells on both sides do', () => {
    const makes = [bend(A, B, [60, 25]), moveNode([150, 50], [155, 45]), cut(C, 110, 0, 50)];
    const { state, lost, plan } = carried(makes, larger);
    const before = only(run(makes).plan).state();
    expect(lost).toEqual(NOTHING);
    expect(state.overlay).toEqual(before.overlay);
    expect(drawn(plan)).toBe('ABEF CDGHC/2'.replace('CDGHC/2', 'C/1DGHC/2'));
  });

  it('are given up where a building stands in the way, or nobody knows who lives on which side', () => {
    const onTheWay = carried([bend(A, B, [40, 25])], wider);
    expect([onTheWay.state.overlay.bends, onTheWay.lost.bends]).toEqual([
      [],
      run([bend(A, B, [40, 25])])
        .plan.communities.values()
        .next()
        .value!.layer.overlay.bends.map(({ arc }) => arc),
    ]);
    const half = { left: { places: [], households: 40 }, right: { places: ['A'], households: 60 } };
    const parted = carried([cut(A, 10, 0, 50, half), assign([A], G2)], crowded);
    expect([parted.state.overlay.cuts, parted.lost.cuts]).toEqual([[], [8]]);
    // The larger part, which stayed, says where the cell goes.
    expect(drawn(parted.plan)).toBe('ABEF CDGH');
    const whole = carried([cut(A, 10, 0, 50), assign([A], G2)], crowded);
    expect([whole.lost.cuts, whole.state.overlay.cuts[0]!.right.households]).toEqual([[], 170]);
    expect(drawn(whole.plan)).toBe('BEFA/2 A/1CDGH');
  });
});

describe('a plan over a later edition', () => {
  const west = rectangle(0, 0, 100, 100);
  it('that moved the border elsewhere: both changes stand', () => {
    const later = groundOf([withGrids(grid('G1', rectangle(0, 0, 150, 100)), grid('G2', rectangle(150, 0, 200, 100)))]);
    const { plan, lost } = carried([assign([A], G2)], later);
    expect([drawn(plan), lost]).toEqual(['BCEFG ADH', NOTHING]);
  });

  it('that made a grid: it is in the plan under the next number', () => {
    const later = groundOf([
      withGrids(grid('G1', west), grid('G2', rectangle(100, 0, 200, 50)), grid('G3', rectangle(100, 50, 200, 100))),
    ]);
    const { plan } = carried([split(G1, [A], 'N', { code: null })], later);
    expect(drawn(plan)).toBe('BEF CD A GH');
  });

  it('that gave the code of a new grid to another: the plan’s gets a new one', () => {
    const later = groundOf([
      withGrids(grid('G1', west), grid('G2', rectangle(100, 0, 200, 50)), grid('N', rectangle(100, 50, 200, 100))),
    ]);
    const { state, lost } = carried([split(G1, [A], 'N', { key: 'mine' })], later);
    expect(state.grid.slots.map((slot) => [slot?.key, slot?.code])).toEqual([
      ['G1', 'G1'],
      ['G2', 'G2'],
      ['mine', null],
      ['N', 'N'],
    ]);
    expect(lost.retired).toEqual(['N']);
  });

  it('that ended a grid which the plan gave ground: it goes on without its code; where it did not, it is gone', () => {
    const later = groundOf([withGrids(grid('G1', rectangle(0, 0, 200, 100)))]);
    const kept = carried([assign([A], G2)], later);
    expect([drawn(kept.plan), kept.lost.retired]).toEqual(['BCDEFGH A', ['G2']]);
    expect(kept.state.grid.slots[1]).toMatchObject({ key: 'G2', code: null });
    const dropped = carried([split(G1, [A], 'N')], later);
    expect([drawn(dropped.plan), dropped.lost.retired]).toEqual(['BCDEFGH - A', []]);
  });

  it('that knows more ground: the plan’s own grids do not get it by themselves', () => {
    const wide = (today: CellsInput['today']) =>
      groundOf([
        scene({
          ...EIGHT_HOUSES,
          parent: [[rectangle(0, 0, 250, 100)]],
          barriers: [road('main-road', [0, 50], [250, 50]), road('minor-road', [200, 0], [200, 100])],
          today,
          buildings: [...EIGHT_HOUSES.buildings, house('X', 225, 25), house('Y', 225, 75)],
        }),
      ]);
    const later = wide([grid('G1', west), grid('G2', rectangle(100, 0, 250, 100))]);
    const touched = carried([assign([A], G2)], later);
    const names = touched.lost.unassigned.map((cell) => only(touched.plan).layer.cells[cell]!.id);
    expect([drawn(touched.plan), names]).toEqual(['BEF ACDGH', ['X', 'Y']]);
    const left = carried([split(G1, [A])], later);
    expect([drawn(left.plan), left.lost.unassigned]).toEqual(['BEF CDGHXY A', []]);
  });

  it('micro grids go by theirs, the ones of the plan with their grid', () => {
    const later = groundOf([withGrids(grid('G1', rectangle(0, 0, 150, 100)), grid('G2', rectangle(150, 0, 200, 100)))]);
    const { state } = carried([splitMicro([A, B], G1)], later);
    expect(state.micro.slots).toEqual([slotRecord('M', { kind: 'micro', parent: G1 })]);
    const { plan } = carried([splitMicro([A, B], G1)], later);
    expect([...only(plan).divisions.micro.numbers.cellsOf(0)]).toEqual([A, B]);
  });
});

describe('any plan', () => {
  const wished = (seed: number): EditedPlan => {
    const plan = run([]).plan;
    const random = mulberry32(seed);
    for (let i = 0; i < 25; i++) {
      const body = randomOperation(only(plan), random, i);
      if (body !== null) plan.apply(body);
    }
    return plan;
  };
  const seeds = Array.from({ length: 60 }, (_, i) => 700 + i);
  /** Children of cuts as numbers without gaps. */
  const bytes = (state: CommunityState): string => JSON.stringify(canonicalState({ ...state, nextCell: 0 }));

  it('carried to the very cells it stands on is what it was', () => {
    let compared = 0;
    for (const seed of seeds) {
      const now = only(wished(seed)).state();
      const { state, lost } = carryOver(
        { ...startOn(eightHouses), now },
        startOn(eightHouses),
        'mine',
        eightHouses.footprints,
      );
      expect([seed, lost]).toEqual([seed, NOTHING]);
      const isGapless = now.overlay.cuts.every(({ child }, i) => child === 8 + i);
      if (!isGapless) continue;
      compared++;
      expect([seed, bytes(state)]).toEqual([seed, bytes(now)]);
    }
    expect(compared).toBeGreaterThan(20);
  });

  it('moved by an operation comes back byte for byte, and its log gives the same', () => {
    const fresh = groundOf([withHouse(house('I', 25, 40, 6, 6, 7))]);
    const layers = [startOn(eightHouses).layer, startOn(fresh).layer];
    const author = (n: number) => ({ ref: `reference-${n}`, actor: 'li', at: '2026-11-26T08:00:00Z' });
    const layerOf = (_community: string, hash: string) => layers.find((layer) => layer.hash === hash);
    for (const seed of seeds.slice(0, 30)) {
      const snapshot = wished(seed).snapshot();
      const log = new PlanLog(new EditedPlan(snapshot, layerOf, eightHouses.footprints));
      const before = only(log.plan).state();
      const { state, lost } = carryOver(
        { ...startOn(eightHouses), now: before },
        startOn(fresh),
        'mine',
        fresh.footprints,
      );
      const operation: BodyOf<'rebase'> = {
        kind: 'rebase',
        args: { parts: [{ take: 'mine', state, lost }] },
        before: { states: [before] },
      };
      // As a database gives it back: keys in another order.
      const shuffled = JSON.parse(JSON.stringify(operation), (_, value) =>
        value !== null && typeof value === 'object' && !Array.isArray(value)
          ? Object.fromEntries(Object.entries(value).reverse())
          : value,
      );
      expect('refusal' in log.do(shuffled, author(1))).toBe(false);
      expect([seed, JSON.stringify(only(log.plan).state())]).toEqual([seed, JSON.stringify(canonicalState(state))]);
      expect('refusal' in log.undo(1, author(2))).toBe(false);
      expect([seed, JSON.stringify(only(log.plan).state())]).toEqual([seed, JSON.stringify(before)]);
      expect('refusal' in log.redo(2, author(3))).toBe(false);
      const again = new PlanLog(new EditedPlan(snapshot, layerOf, eightHouses.footprints));
      for (const entry of log.entries) again.replay(entry);
      expect(JSON.stringify(again.plan.snapshot())).toBe(JSON.stringify(log.plan.snapshot()));
    }
  });
});
