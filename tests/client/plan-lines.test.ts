// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { announcement } from '../../client/state/announce.ts';
import { dragBorder, followRoad } from '../../client/state/plan/border-move.ts';
import { chosen } from '../../client/state/plan/choice.ts';
import { cutAlong } from '../../client/state/plan/cut-gesture.ts';
import { cutParts, withinCell } from '../../client/state/plan/cut-parts.ts';
import {
  answerCut,
  type CutQuestion,
  cutQuestion,
  dropCut,
  leastAndMost,
} from '../../client/state/plan/cut-question.ts';
import { sidesOfLine } from '../../client/state/plan/cut-sides.ts';
import { planSession, refusal } from '../../client/state/plan/opened.ts';
import { sketch } from '../../client/state/plan/sketch.ts';
import { lesserPart } from '../../client/state/plan/split-gesture.ts';
import { dropGesture, finishLine, hover, isUnderWay, press } from '../../client/state/plan/strokes.ts';
import { gripAt } from '../../server/partition/plan/arc-grip.ts';
import { lockBody } from '../../server/partition/plan/bodies.ts';
import { CellFinder } from '../../server/partition/plan/cell-finder.ts';
import { at, grid, house, type Metres, rectangle, road, scene } from '../support/cell-scene.ts';
import { groundOf, only, planOn } from '../support/partition/plan-scene.ts';
import { assign, eightHouses, run } from '../support/partition/plan-steps.ts';
import { drag, emptyHand, HOLD, inHand, line, now, open } from '../support/plan-hand.ts';

beforeEach(emptyHand);

describe('splitting by a line', () => {
  it('of clicks divides the chosen grid along the road; the lesser part is new and chosen', () => {
    chosen.value = { community: 'C', slot: 0 };
    inHand('split');
    drag([[-5, 44]]);
    hover(at(60, 55), HOLD);
    expect(sketch.value?.fault).toBeNull();
    drag([[105, 52]]);
    expect(planSession.value!.plan.seq).toBe(0);
    expect(finishLine()).toBe(true);
    expect(now()).toBe('EF CDGH AB');
    expect(chosen.value).toEqual({ community: 'C', slot: 2 });
    expect(only(planSession.value!.plan).slot('grid', 2)).toMatchObject({ code: null, kind: 'basic', role: 'free' });
    expect(sketch.value).toBeNull();
  });

  it('drawn in one go ends by letting go, and needs no grid chosen', () => {
    inHand('split');
    drag([
      [0, 48],
      [50, 52],
      [100, 48],
    ]);
    expect(now()).toBe('EF CDGH AB');
  });

  it('says so where no line divides the grid, and ends nothing that has no line', () => {
    chosen.value = { community: 'C', slot: 0 };
    inHand('split');
    expect(finishLine()).toBe(false);
    drag([[10, 10]]);
    drag([[11, 12.9]]);
    expect(finishLine()).toBe(false);
    expect(announcement.value).toContain('无法');
    expect(now()).toBe('ABEF CDGH');
  });

  it('takes two clicks at one place for one', () => {
    inHand('split');
    drag([[10, 10]]);
    drag([[10.5, 10]]);
    expect(sketch.value?.line).toHaveLength(2);
    expect(dropGesture()).toBe(true);
    expect(sketch.value).toBeNull();
  });

  it('gives the lesser part by households away', () => {
    const community = only(planOn(eightHouses));
    expect(lesserPart(community, [0, 1], [0, 1, 4, 5])).toEqual([0, 1]);
    expect(lesserPart(community, [4, 5], [0, 1, 4, 5])).toEqual([0, 1]);
  });
});

/** Three by three houses of 50 m each, roads between all of them; the first column is one grid. */
const NINE = groundOf([
  scene({
    parent: [[rectangle(0, 0, 150, 150)]],
    barriers: [50, 100].flatMap((n) => [road('minor-road', [n, 0], [n, 150]), road('minor-road', [0, n], [150, n])]),
    today: [grid('G1', rectangle(0, 0, 50, 150)), grid('G2', rectangle(50, 0, 150, 150))],
    buildings: [...'ABCDEFGHI'].map((id, i) => house(id, 25 + 50 * (i % 3), 25 + 50 * Math.floor(i / 3))),
  }),
]);

describe('a border by hand', () => {
  const community = () => only(planSession.value!.plan);
  const held = (x: number, y: number) => gripAt(community().layer, ...at(x, y), 3)!;

  it('takes another course within its two cells', () => {
    const move = dragBorder(community(), 'grid', held(100, 25), at(103, 25), 20, () => null);
    expect([move.body?.kind, move.fault, move.moves.size, move.lines.length]).toEqual(['bendArc', null, 0, 1]);
  });

  it('dragged over a node goes that way, and the cells between change grids', () => {
    open(planOn(NINE), NINE.layers);
    const move = dragBorder(community(), 'grid', held(50, 75), at(101, 75), 20, () => null);
    expect(move.body?.kind).toBe('moveBorder');
    expect([...move.moves]).toEqual([[4, 0]]);
  });

  it('dragged beyond them where no arcs go around takes along the cells that it has passed', () => {
    const move = dragBorder(community(), 'grid', held(100, 25), at(160, 25), 5, () => null);
    expect(move.body?.kind).toBe('assign');
    expect([...move.moves]).toEqual([[2, 0]]);
    expect(move.lines).toHaveLength(2);
  });

  it('goes nowhere where nobody knows the buildings, or where one stands', () => {
    expect(dragBorder(community(), 'grid', held(100, 25), at(103, 25), 20, null).fault).toBe('footprints-unknown');
    const through = dragBorder(community(), 'grid', held(100, 25), at(124, 25), 20, eightHouses.footprints);
    expect([through.body, through.fault]).toEqual([null, 'footprint-crossed']);
  });

  it('follows the road between two places of it', () => {
    open(run([assign([2, 6], 0)]).plan);
    const ends = [...at(150, 0), ...at(150, 50)] as unknown as [number, number, number, number];
    const move = followRoad(community(), 'grid', [0, 1], ends);
    expect(move === null || move.moves.size > 0).toBe(true);
    expect(followRoad(community(), 'grid', [0, 1], [...at(150, 0), ...at(150, 0)] as never)).toBeNull();
  });

  it('is dragged on the map once the buildings around are known', async () => {
    const answer = { features: [], next: null };
    vi.stubGlobal(
      'fetch',
      async () => new Response(JSON.stringify(answer), { headers: { 'content-type': 'application/json' } }),
    );
    inHand('border');
    hover(at(100, 25), HOLD);
    drag([
      [100, 25],
      [104, 25],
    ]);
    await vi.waitFor(() => expect(planSession.value!.plan.seq).toBe(1));
    expect(community().layer.overlay.bends).toHaveLength(1);
    vi.unstubAllGlobals();
  });
});

const part = (households: number) => ({ places: [], households });

describe('cutting a cell', () => {
  const TWO_HOUSES = groundOf([
    scene({
      barriers: [road('main-road', [0, 50], [200, 50])],
      today: [],
      buildings: [house('N', 100, 75, 10, 10, 30), house('S', 100, 25, 20, 10, 60)],
    }),
  ]);
  const community = () => only(planOn(TWO_HOUSES));
  const cellAt = (x: number, y: number): number => new CellFinder(community().layer).cellAt(...at(x, y));
  const building = (place: string) => ({
    x: at(100, place === 'N' ? 75 : 25)[0],
    y: at(100, 25)[1],
    households: place === 'N' ? 30 : 60,
  });

  it.each<[string, Metres[]]>([
    [
      'from edge to edge',
      [
        [60, 0],
        [60, 50],
      ],
    ],
    [
      'beyond its edges',
      [
        [60, -30],
        [60, 80],
      ],
    ],
    [
      'within: it goes straight on',
      [
        [60, 20],
        [60, 30],
      ],
    ],
  ])('takes of a line %s what lies in the cell', (_, points) => {
    const stretch = withinCell(community(), cellAt(60, 25), line(...points));
    const [ax, ay, bx, by] = [...stretch.slice(0, 2), ...stretch.slice(-2)];
    expect([ax, bx]).toEqual([at(60, 0)[0], at(60, 0)[0]]);
    expect(Math.abs(ay! - at(60, 0)[1])).toBeLessThan(3);
    expect(Math.abs(by! - at(60, 50)[1])).toBeLessThan(3);
  });

  it('gives the building to the side it stands on', () => {
    const parts = cutParts(community(), cellAt(60, 25), line([60, 0], [60, 50]), TWO_HOUSES.footprints, building);
    if ('reason' in parts) throw new Error(parts.reason);
    expect(parts.isSure).toBe(true);
    expect([parts.cut.left, parts.cut.right]).toEqual([
      { places: [], households: 0 },
      { places: ['S'], households: 60 },
    ]);
  });

  it('through a building is between its units, whose numbers are asked', () => {
    const parts = cutParts(community(), cellAt(60, 25), line([100, 0], [100, 50]), TWO_HOUSES.footprints, building);
    if ('reason' in parts) throw new Error(parts.reason);
    expect([parts.isSure, parts.cut.units, parts.cut.left.places, parts.cut.right.places]).toEqual([
      false,
      true,
      ['S'],
      ['S'],
    ]);
    open(planOn(TWO_HOUSES), TWO_HOUSES.layers);
    cutQuestion.value = { community: 'C', households: 60, ...parts.cut };
    expect(answerCut(10, 20)).toBe(false);
    expect(refusal.value?.reason).toBe('households-differ');
    expect(answerCut(25, 35)).toBe(true);
    expect(cutQuestion.value).toBeNull();
    dropCut();
  });

  it.each<[string, Partial<CutQuestion>, readonly [number, number]]>([
    ['one building, cut through', {}, [0, 60]],
    ['whole buildings on both sides besides', { left: part(10), right: part(20) }, [10, 40]],
    ['an uncounted one on the left', { left: part(-1), right: part(20) }, [0, 40]],
    ['counts that contradict each other', { left: part(50), right: part(20) }, [0, 60]],
    ['none cut through: the counts do not add up', { units: false, left: part(10), right: part(20) }, [0, 60]],
    ['nobody has counted', { households: -1 }, [0, 0]],
  ])('bounds the answer by what is known: %s', (_, more, expected) => {
    const asked = { community: 'C', cell: 0, line: [], units: true, households: 60, left: part(0), right: part(0) };
    const { least, most } = leastAndMost({ ...asked, ...more });
    expect([least, most]).toEqual(expected);
  });

  it('asks with the line in sight, and drops the question with the next press, or with what ends a gesture', () => {
    open(planOn(TWO_HOUSES), TWO_HOUSES.layers);
    const question = { community: 'C', cell: 0, line: line([100, 0], [100, 50]), units: true, households: 60 };
    const ask = () => {
      cutQuestion.value = { ...question, left: part(0), right: part(0) };
    };
    inHand('cut');
    ask();
    expect(isUnderWay()).toBe(true);
    expect(dropGesture()).toBe(true);
    expect([cutQuestion.value, isUnderWay()]).toEqual([null, false]);
    ask();
    press(...at(60, 10), HOLD);
    expect(cutQuestion.value).toBeNull();
    dropGesture();
  });

  it('of a locked grid is refused before anything is asked', async () => {
    const answer = { features: [], next: null };
    vi.stubGlobal(
      'fetch',
      async () => new Response(JSON.stringify(answer), { headers: { 'content-type': 'application/json' } }),
    );
    const plan = planOn(eightHouses);
    const slot = only(plan).divisions.grid.numbers.slotOf[new CellFinder(only(plan).layer).cellAt(...at(25, 25))]!;
    plan.apply(lockBody([{ community: only(plan), level: 'grid', slot }], 'locked')!);
    open(plan);
    expect(cutAlong(line([25, 0], [25, 50]))).toBe(true);
    await vi.waitFor(() => expect(refusal.value?.reason).toBe('grid-locked'));
    expect([refusal.value?.slots, cutQuestion.value]).toEqual([[slot], null]);
    vi.unstubAllGlobals();
  });

  it.each<[string, Metres, Metres, string, string]>([
    ['northwards', [0, 0], [0, 50], 'w', 'e'],
    ['southwards', [0, 50], [0, 0], 'e', 'w'],
    ['eastwards', [0, 0], [50, 0], 'n', 's'],
    ['westwards', [50, 0], [0, 0], 's', 'n'],
    ['to the north-east', [0, 0], [50, 50], 'nw', 'se'],
    ['to the south-west', [50, 50], [0, 0], 'se', 'nw'],
    ['nearly northwards', [0, 0], [8, 50], 'w', 'e'],
  ])('names the sides of a line %s by the compass', (_, from, to, left, right) => {
    expect(sidesOfLine(line(from, to))).toEqual({ left, right });
  });

  it('is not sure of households that nobody has counted at the building', () => {
    const unknown = () => ({ x: 0, y: 0, households: null });
    const parts = cutParts(community(), cellAt(60, 25), line([60, 0], [60, 50]), TWO_HOUSES.footprints, unknown);
    expect('cut' in parts && parts.isSure).toBe(false);
  });

  it('that does not divide the cell is told with its place', () => {
    const loop = line([60, 10], [70, 10]);
    const parts = cutParts(community(), cellAt(60, 25), [...loop, ...loop], TWO_HOUSES.footprints, building);
    expect('reason' in parts).toBe(true);
  });
});
