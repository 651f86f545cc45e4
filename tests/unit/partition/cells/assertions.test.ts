/** Every rule of a layer fails when it is broken, with the step and the place. */
import { describe, expect, it } from 'vitest';
import { assertCells } from '../../../../server/partition/cells/assert-cells.ts';
import { buildCells } from '../../../../server/partition/cells/build-cells.ts';
import { CellFindings } from '../../../../server/partition/cells/cell-findings.ts';
import type { Arc, Cell, CellLayer } from '../../../../server/partition/cells/cell-layer.ts';
import { grid, house, rectangle, road, scene } from '../../../support/cell-scene.ts';

const input = scene({
  barriers: [road('main-road', [100, 0], [100, 100])],
  today: [grid('G1', rectangle(0, 0, 100, 100)), grid('G2', rectangle(100, 0, 200, 100))],
  buildings: [house('A', 30, 50), house('B', 70, 50), house('C', 150, 50)],
});
const layer = buildCells(input);
const placed = input.buildings.map((building) => ({ building, x: building.point[0], y: building.point[1], face: 0 }));

type Change = Partial<Pick<CellLayer, 'cells' | 'arcs'>>;

const withCell = (id: string, change: Partial<Cell>): Change => ({
  cells: layer.cells.map((cell) => (cell.id === id ? { ...cell, ...change } : cell)),
});
const withArc = (which: (arc: Arc) => boolean, change: (arc: Arc) => Partial<Arc>): Change => {
  const at = layer.arcs.findIndex(which);
  return { arcs: layer.arcs.map((arc, i) => (i === at ? { ...arc, ...change(arc) } : arc)) };
};
const number = (id: string): number => layer.cells.findIndex((cell) => cell.id === id);
const [A, B, C] = [number('A'), number('B'), number('C')];
const isBetween = (p: number, q: number) => (arc: Arc) =>
  (arc.left === p && arc.right === q) || (arc.left === q && arc.right === p);

/** A detour of the arc by way of a point, between its ends. */
const by =
  (dx: number, dy: number) =>
  ({ points }: Arc): Partial<Arc> => {
    const [x, y] = [points[0]!, points[1]!];
    const last = points.subarray(points.length - 2);
    const line = Int32Array.of(x, y, x + dx, y + dy, ...last);
    return { points: line, added: Uint8Array.of(0) };
  };

const BROKEN: readonly (readonly [string, Change, RegExp])[] = [
  ['a household more', withCell('A', { households: 21 }), /step PLACE: 61 households in cells, 60 in places/],
  ['a place lost', withCell('A', { places: [] }), /step PLACE: place A in no cell near/],
  [
    'a place twice',
    withCell('B', { places: ['A', 'B'] }),
    /step PLACE: place A in B and another cell|in A and another/,
  ],
  ['a place from nowhere', withCell('C', { places: ['C', 'X'] }), /step PLACE: place X from nowhere near/],
  [
    'an area that is not that of the arcs',
    withCell('A', { doubledArea: layer.cells[A]!.doubledArea + 1 }),
    /step ARCS: cell A is not what is inside its arcs near/,
  ],
  [
    'a cell left out',
    { cells: layer.cells.slice(0, -1), arcs: layer.arcs.filter(({ left, right }) => left !== C && right !== C) },
    /step \w+:/,
  ],
  [
    'an arc with one side',
    withArc(isBetween(A, B), ({ left }) => ({ right: left })),
    /step ARCS: an arc with one side near/,
  ],
  [
    'an arc with its sides exchanged',
    withArc(isBetween(A, B), ({ left, right }) => ({ left: right, right: left })),
    /step ARCS: /,
  ],
  ['an arc that crosses another', withArc(isBetween(A, B), by(6000, 4000)), /step RE-NODE: borders that cross near/],
  ['an arc that is there twice', { arcs: [...layer.arcs, layer.arcs[0]!] }, /step RE-NODE: a piece twice near/],
  [
    'a cell in two parts',
    {
      // C takes the number of A, so that one cell has both grounds.
      arcs: layer.arcs
        .filter((arc) => !isBetween(A, C)(arc))
        .map((arc) => ({ ...arc, left: arc.left === C ? A : arc.left, right: arc.right === C ? A : arc.right })),
    },
    /step ARCS: cell A is not what is inside/,
  ],
  [
    'a grid that is not its published shape',
    withCell('A', { today: 1 }),
    /step DISSOLVE: grid G1 is not its published shape near/,
  ],
];

describe('assertions', () => {
  it('have nothing to say of a layer as it was built', () => {
    expect(() => assertCells(layer, input, placed, new Set(), new CellFindings())).not.toThrow();
  });

  it.each(BROKEN)('%s', (_, change, message) => {
    expect(() => assertCells({ ...layer, ...change }, input, placed, new Set(), new CellFindings())).toThrow(message);
  });

  it('a border through a building', () => {
    // The same cells, but the building between A and B is said to stand on the seam.
    const moved = placed.map((one) =>
      one.building.id === 'A' ? { ...one, building: { ...house('A', 50, 50), households: 20 } } : one,
    );
    expect(() => assertCells(layer, input, moved, new Set(), new CellFindings())).toThrow(
      /step CLEAN: a border through building A near/,
    );
  });

  it('a ground that the cells are not', () => {
    const larger = { ...input, parent: [[rectangle(0, 0, 201, 100)]] };
    expect(() => assertCells(layer, larger, placed, new Set(), new CellFindings())).toThrow(
      /step ARCS: the outline of all cells is not the parent near/,
    );
  });
});
