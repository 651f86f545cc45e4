/** Every reason for which an operation is not done, and what it names. */
import { describe, expect, it } from 'vitest';
import {
  lockBody,
  mergeBody,
  moveNodeBody,
  pinBody,
  setGridBody,
  uncutBody,
} from '../../../../server/partition/plan/bodies.ts';
import { at } from '../../../support/cell-scene.ts';
import { only, planOn } from '../../../support/partition/plan-scene.ts';
import {
  assign,
  bend,
  cut,
  edited,
  eightHouses,
  lock,
  type Make,
  moveNode,
  nodeAt,
  run,
  split,
  splitMicro,
  sweep,
} from '../../../support/partition/plan-steps.ts';

const [A, B, C, E, F] = [0, 1, 2, 4, 5];

const NODE = [50, 50] as const;
const nodeBack: Make = (c) => {
  const node = nodeAt(c, NODE);
  return moveNodeBody(c, node, [c.base.nodes[2 * node]!, c.base.nodes[2 * node + 1]!]);
};
/** The course that the arc between two cells was built with. */
const bendBack =
  (one: number, other: number): Make =>
  (c, plan) => {
    const arc = c.base.arcs.findIndex(({ left, right }) => left === one && right === other);
    const body = bend(one, other)(c, plan);
    if (body?.kind === 'bendArc') body.args.points = [...c.base.arcs[arc]!.points];
    return body;
  };

describe('what is refused, and where', () => {
  const [G1, G2] = [0, 1];
  const refused: readonly (readonly [string, readonly Make[], string, string])[] = [
    [
      'an unknown community',
      [
        edited(assign([A], G2), (b) => {
          if (b.kind === 'assign') b.args.community = 'X';
        }),
      ],
      'community-unknown',
      'slots  cells ',
    ],
    [
      'another layer',
      [
        edited(assign([A], G2), (b) => {
          if (b.kind === 'assign') b.args.layer = '0'.repeat(16);
        }),
      ],
      'layer-changed',
      'slots  cells ',
    ],
    [
      'a cell that is not there',
      [
        edited(assign([A], G2), (b) => {
          if (b.kind === 'assign') b.args.cells = [8, 1];
        }),
      ],
      'cell-unknown',
      'slots  cells 8,1',
    ],
    ['a slot that is not there', [assign([A], 7)], 'slot-unknown', 'slots 7 cells '],
    [
      'ranges out of order',
      [
        edited(assign([A, C], G2), (b) => {
          if (b.kind === 'assign') b.args.cells = [2, 1, 0, 1];
        }),
      ],
      'malformed',
      'slots  cells ',
    ],
    [
      'runs of another length',
      [
        edited(assign([A], G2), (b) => {
          if (b.kind === 'assign') b.args.to = [1, 2];
        }),
      ],
      'malformed',
      'slots  cells ',
    ],
    [
      'cells that somebody moved',
      [
        edited(assign([A, B], G2), (b) => {
          if (b.kind === 'assign') b.before.from = [0, 1, 1, 1];
        }),
      ],
      'stale',
      'slots  cells 1,1',
    ],
    [
      'no change',
      [
        edited(assign([A], G2), (b) => {
          if (b.kind === 'assign') b.args.to = [0, 1];
        }),
      ],
      'changes-nothing',
      'slots  cells ',
    ],
    ['out of a locked grid', [lock(G1), assign([A, C], G2)], 'grid-locked', 'slots 0 cells 0,1'],
    ['into a locked grid', [lock(G2), assign([A, B], G2)], 'grid-locked', 'slots 1 cells 0,2'],
    ['a sweep that parts a grid', [sweep([A], G1, G2)], 'sweep-parted', 'slots 1 cells 0,1'],
    ['a sweep of cells that are in neither grid', [split(G1, [A]), sweep([A], G1, G2)], 'malformed', 'slots 2 cells '],
    ['a part that is not in the grid', [split(G1, [A, C])], 'stale', 'slots  cells 2,1'],
    [
      'a number that is taken',
      [
        edited(split(G1, [A]), (b) => {
          if (b.kind === 'split') b.args.parts[0]!.slot = 1;
        }),
      ],
      'slot-taken',
      'slots 1 cells ',
    ],
    [
      'a number that was taken once',
      [
        split(G1, [A]),
        (c) => mergeBody(c, 'grid', [2], 0),
        edited(split(G1, [A], 'O'), (b) => {
          if (b.kind === 'split') b.args.parts[0]!.slot = 2;
        }),
      ],
      'slot-taken',
      'slots 2 cells ',
    ],
    ['a key that is taken', [split(G1, [A], 'G2', { code: null })], 'key-taken', 'slots 1 cells '],
    ['a code that is taken', [split(G1, [A], 'N', { code: 'G2' })], 'code-taken', 'slots 1 cells '],
    ['a micro grid among grids', [split(G1, [A], 'N', { kind: 'micro' })], 'malformed', 'slots 2 cells '],
    ['a split of a locked grid', [lock(G1), split(G1, [A])], 'grid-locked', 'slots 0 cells 0,1'],
    ['a merge of a locked grid', [lock(G1), (c) => mergeBody(c, 'grid', [0], 1)], 'grid-locked', 'slots 0 cells '],
    ['a merge of a grid with itself', [(c) => mergeBody(c, 'grid', [0], 0)], 'changes-nothing', 'slots  cells '],
    [
      'a merge into a locked grid',
      [lock(G1), (c) => mergeBody(c, 'grid', [1], 0)],
      'grid-locked',
      'slots 0 cells 2,2,6,2',
    ],
    [
      'a merge of a grid that was repainted',
      [
        edited(
          (c) => mergeBody(c, 'grid', [1], 0),
          (b) => {
            if (b.kind === 'merge') b.before.parts[0]!.cells = [2, 2];
          },
        ),
      ],
      'stale',
      'slots 1 cells 2,2,6,2',
    ],
    [
      'a name that somebody changed',
      [
        edited(
          (c) => setGridBody(c, 'grid', 0, { name: 'x' }),
          (b) => {
            if (b.kind === 'setGrid') b.before.set.name = 'y';
          },
        ),
      ],
      'stale',
      'slots 0 cells ',
    ],
    ['the code of another', [(c) => setGridBody(c, 'grid', 0, { code: 'G2' })], 'code-taken', 'slots 1 cells '],
    [
      'a role that somebody changed',
      [
        edited(lock(G1), (b) => {
          if (b.kind === 'lock') b.before.roles = ['dedicated'];
        }),
      ],
      'stale',
      'slots 0 cells ',
    ],
    [
      'a pin that is there',
      [
        (c) => pinBody(c, { pin: 'together', cells: [0, 2] }, true),
        (c) => pinBody(c, { pin: 'together', cells: [0, 2] }, true),
      ],
      'changes-nothing',
      'slots  cells ',
    ],
    [
      'a pin of one cell',
      [(c) => pinBody(c, { pin: 'together', cells: [0, 1] }, true)],
      'malformed',
      'slots  cells 0,1',
    ],
    [
      'a pin on a compound that is not there',
      [(c) => pinBody(c, { pin: 'whole', compound: 'K' }, true)],
      'compound-unknown',
      'slots  cells ',
    ],
    [
      'a pin on the edge of the community',
      [(c) => pinBody(c, { pin: 'never-cross', arcs: [0] }, true)],
      'arc-unknown',
      'slots  cells ',
    ],
    [
      'an arc whose end moves',
      [
        edited(bend(A, B, [45, 25]), (b) => {
          if (b.kind === 'bendArc') b.args.points[0]! += 5;
        }),
      ],
      'ends-moved',
      'slots  cells ',
    ],
    [
      'an arc that crosses itself',
      [bend(A, B, [45, 30], [55, 20], [55, 30], [45, 20])],
      'self-crossing',
      'slots  cells ',
    ],
    ['an arc that goes back on itself', [bend(A, B, [45, 25], [50, 0])], 'self-crossing', 'slots  cells '],
    ['an arc that leaves for another cell', [bend(A, B, [110, 25])], 'leaves-its-cells', 'slots  cells '],
    ['an arc that leaves the community', [bend(A, B, [50, -20], [55, 10])], 'leaves-its-cells', 'slots  cells '],
    ['an arc through a building', [bend(A, B, [25, 25])], 'footprint-crossed', 'slots  cells '],
    ['an arc around a building', [bend(A, B, [12, 12], [12, 40])], 'footprint-crossed', 'slots  cells '],
    [
      'the edge of the community',
      [
        edited(bend(A, B, [45, 25]), (b) => {
          if (b.kind === 'bendArc') {
            b.args.arc = 0;
            const points = [...only(planOn(eightHouses)).layer.arcs[0]!.points];
            b.before.points = points;
            b.args.points = [...points.slice(0, 2), ...at(30, 3), ...points.slice(-2)];
          }
        }),
      ],
      'leaves-its-cells',
      'slots  cells ',
    ],
    [
      'a node that is not there',
      [
        edited(moveNode(NODE, [55, 55]), (b) => {
          if (b.kind === 'moveNode') b.args.node = 99;
        }),
      ],
      'node-unknown',
      'slots  cells ',
    ],
    [
      'a node without one of its arcs',
      [
        edited(moveNode(NODE, [55, 55]), (b) => {
          if (b.kind === 'moveNode') b.args.arcs.pop();
        }),
      ],
      'malformed',
      'slots  cells ',
    ],
    [
      'a node that somebody moved',
      [
        edited(moveNode(NODE, [55, 55]), (b) => {
          if (b.kind === 'moveNode') b.before.at = at(49, 50);
        }),
      ],
      'stale',
      'slots  cells ',
    ],
    ['a node that stays where it is', [nodeBack], 'changes-nothing', 'slots  cells '],
    ['a node on the edge of the community', [moveNode([50, 0], [55, 5])], 'node-fixed', 'slots  cells '],
    ['a node on another', [moveNode(NODE, [100, 50])], 'self-crossing', 'slots  cells '],
    ['a node beyond another', [moveNode(NODE, [105, 55])], 'leaves-its-cells', 'slots  cells '],
    ['a node on the edge', [moveNode(NODE, [0, 20])], 'leaves-its-cells', 'slots  cells '],
    ['a node that leaves the community', [moveNode(NODE, [50, -20])], 'leaves-its-cells', 'slots  cells '],
    [
      'a node across a bent arc of its own',
      [bend(A, B, [45, 10], [45, 30]), moveNode(NODE, [40, 20])],
      'self-crossing',
      'slots  cells ',
    ],
    ['a node in a building', [moveNode(NODE, [25, 25])], 'footprint-crossed', 'slots  cells '],
    ['a node with an arc through a building', [moveNode(NODE, [35, 22])], 'footprint-crossed', 'slots  cells '],
    ['a node of a locked grid', [lock(G1), moveNode([100, 50], [98, 50])], 'grid-locked', 'slots 0 cells '],
    [
      'a node of a locked micro grid',
      [
        splitMicro([A], G1),
        (c) => lockBody([{ community: c, level: 'micro', slot: 0 }], 'locked'),
        moveNode(NODE, [55, 50]),
      ],
      'grid-locked',
      'slots 0 cells ',
    ],
    ['a node beside a cut cell', [cut(A, 10, 0, 50), moveNode(NODE, [55, 55])], 'cell-is-cut', 'slots  cells '],
    [
      'a course to where a node no longer is',
      [moveNode(NODE, [52, 48]), bendBack(A, B)],
      'ends-moved',
      'slots  cells ',
    ],
    ['a border of a locked grid', [lock(G1), bend(B, C, [95, 25])], 'grid-locked', 'slots 0 cells '],
    ['an arc beside a cut cell', [cut(A, 10, 0, 50), bend(A, E, [25, 45])], 'cell-is-cut', 'slots  cells '],
    ['a cut that misses', [cut(A, 10, 10, 30)], 'cut-misses', 'slots  cells 0,1'],
    [
      'a cut through another cell',
      [
        edited(cut(A, 10, 0, 50), (b) => {
          if (b.kind === 'cutCell') b.args.cut.line.splice(2, 0, ...at(80, 20));
        }),
      ],
      'cut-misses',
      'slots  cells 0,1',
    ],
    ['a cut through a building', [cut(A, 25, 0, 50)], 'footprint-crossed', 'slots  cells 0,1'],
    ['a cut that has the building on the wrong side', [cut(A, 40, 0, 50)], 'households-differ', 'slots  cells 0,1'],
    [
      'a cut that loses households',
      [cut(A, 10, 0, 50, { right: { households: 99 } })],
      'households-differ',
      'slots  cells 0,1',
    ],
    [
      'a cut that loses a place',
      [cut(A, 10, 0, 50, { right: { places: [] } })],
      'households-differ',
      'slots  cells 0,1',
    ],
    ['a cut in a locked grid', [lock(G1), cut(A, 10, 0, 50)], 'grid-locked', 'slots 0 cells 0,1'],
    [
      'an uncut of parts in two grids',
      [cut(A, 10, 0, 50), assign([8], G2), (c) => uncutBody(c, 8)],
      'parts-apart',
      'slots  cells 0,1,8,1',
    ],
    [
      'an uncut under another cut',
      [
        cut(A, 10, 0, 50),
        cut(8, 45, 0, 50, { left: { places: ['A'], households: 100 }, right: { places: [], households: 0 } }),
        (c) => uncutBody(c, 8),
      ],
      'cell-is-cut',
      'slots  cells 0,1,8,2',
    ],
    ['micro cells outside their grid', [splitMicro([A, C], G1)], 'outside-grid', 'slots 0 cells 2,1'],
    ['a micro grid of no grid', [splitMicro([A], 5)], 'slot-unknown', 'slots 5 cells '],
  ];
  it.each(refused)('%s', (_, makes, reason, told) => {
    const result = run(makes);
    expect([result.reason, result.told]).toEqual([reason, told]);
  });

  it.each([
    ['arcs', bend(A, B, [45, 25])],
    ['nodes', moveNode(NODE, [55, 55])],
  ])('%s beside buildings that nobody knows', (_, make) => {
    const plan = planOn({ ...eightHouses, footprints: null as never });
    const outcome = plan.apply(make(only(plan), plan)!);
    expect(outcome).toMatchObject({ refusal: { reason: 'footprints-unknown' } });
  });

  it('nodes with the place where it goes wrong', () => {
    const plan = planOn(eightHouses);
    const outcome = plan.apply(moveNode(NODE, [50, -20])(only(plan), plan)!);
    // On the southern edge.
    expect(outcome).toMatchObject({ refusal: { community: 'C', at: [expect.any(Number), at(0, 0)[1]] } });
  });

  it('has a place', () => {
    const plan = planOn(eightHouses);
    plan.apply(lock(0)(only(plan), plan)!);
    const outcome = plan.apply(assign([F], 1)(only(plan), plan)!);
    expect(outcome).toMatchObject({ refusal: { community: 'C', at: at(75, 75) } });
  });
});
