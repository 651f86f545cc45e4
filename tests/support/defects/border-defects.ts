/** Defects of a given size on the border of two neighbours: gaps, overlaps, slivers, a grid astride, a missing vertex. */
import type { Ring } from '../../../server/geometry/polygon.ts';
import { between, type Random } from '../random.ts';
import { ring } from '../shapes.ts';
import { hasRoomFor, makeSpot, moveBorder, type Spot, type SpotWish, setShell, shellOf } from './border-spot.ts';
import { boxAround, codes, enclosedKind, type Planted, planted, ringM2 } from './planted.ts';
import { type Point, pointsOf, same, withPath } from './point-list.ts';
import { gridOf, newCode, type Plot, type Scene } from './scene.ts';

/** Puts a defect of about this size into the plot; null where there is no room for it. */
export type Plant = (scene: Scene, plot: Plot, areaM2: number, random: Random) => Planted | null;

type Shape = Omit<SpotWish, 'side'>;

const SLIVER_WIDEST_M = 0.9;

export const gapBetween: Plant = atBorder('in', broad, ({ scene, grid, beside, spot }) => {
  moveBorder(scene, grid, spot);
  const { areaM2 } = spot;
  const kind = enclosedKind(areaM2, [scene.grids.get(grid)!, scene.grids.get(beside)!]);
  return told('gap between two', spot, [{ kind, grids: codes(grid, beside), areaM2 }]);
});

export const overlapOfTwo: Plant = atBorder('out', broad, ({ scene, grid, beside, spot }) => {
  moveBorder(scene, grid, spot);
  return told('overlap of two', spot, [{ kind: 'overlap', grids: codes(grid, beside), areaM2: spot.areaM2 }]);
});

export const sliverGap: Plant = atBorder('in', thin, ({ scene, grid, beside, spot }) => {
  moveBorder(scene, grid, spot);
  const { areaM2 } = spot;
  return told('sliver gap', spot, [{ kind: 'gap-enclosed', grids: codes(grid, beside), areaM2, sliver: true }]);
});

export const sliverOverlap: Plant = atBorder('out', thin, ({ scene, grid, beside, spot }) => {
  moveBorder(scene, grid, spot);
  const { areaM2 } = spot;
  return told('sliver overlap', spot, [{ kind: 'overlap', grids: codes(grid, beside), areaM2, sliver: true }]);
});

/** One neighbour grows into the other, and a third grid of the plot has the same place as a part of its own. */
export const overlapOfThree: Plant = atBorder('out', broad, ({ scene, plot, grid, beside, spot }) => {
  const third = gridOf(plot, 1, 1);
  moveBorder(scene, grid, spot);
  const polygons = [...scene.grids.get(third)!, [spot.face]];
  scene.grids.set(third, polygons);
  return planted('overlap of three', boxAround(...polygons.map(([shell]) => shell!)), [
    { kind: 'overlap', grids: codes(grid, beside, third), areaM2: spot.areaM2 },
    { kind: 'multipart', grids: [third] },
  ]);
});

/** A new grid, half on one side of a border and half on the other: two overlaps of two. */
export const gridAstride: Plant = atBorder('out', flat, ({ scene, plot, grid, beside, spot }) => {
  const both = mirrored(scene, grid, spot);
  if (both === null) return null;
  const code = newCode(plot);
  scene.grids.set(code, [[both.shape]]);
  return planted('grid astride a border', boxAround(both.shape), [
    { kind: 'overlap', grids: codes(beside, code), areaM2: spot.areaM2 },
    { kind: 'overlap', grids: codes(grid, code), areaM2: ringM2(both.inner) },
  ]);
});

/** A micro grid that reaches out of its grid. */
export const childOutside: Plant = atBorder('out', flat, ({ scene, plot, grid, spot }) => {
  const both = mirrored(scene, grid, spot);
  if (both === null) return null;
  scene.micros.push({ code: newCode(plot), parent: grid, polygons: [[both.shape]] });
  return planted('micro grid outside its grid', boxAround(both.shape), [
    { kind: 'child-outside', grids: [newCode(plot)], areaM2: spot.areaM2 },
  ]);
});

/** A building whose ground plan stands on both sides of a border, its point well inside one of them. */
export const footprintAstride: Plant = atBorder('out', flat, ({ scene, plot, grid, beside, spot }) => {
  const both = mirrored(scene, grid, spot);
  if (both === null) return null;
  const middle = [0, 1].map((axis) => (spot.from[axis]! + spot.to[axis]!) / 2);
  const [x, y] = both.tip.map((v, axis) => Math.round(0.9 * v + 0.1 * middle[axis]!));
  const code = `b-${newCode(plot)}`;
  scene.buildings.push({ code, x: x!, y: y!, households: 4, footprint: [[both.shape]] });
  return planted('ground plan astride a border', boxAround(both.shape), [
    { kind: 'footprint-astride', grids: codes(grid, beside), place: code, households: 4 },
  ]);
});

/** A building two or three metres from a border. */
export const buildingAmbiguous: Plant = atBorder('in', near, ({ scene, plot, spot }) => {
  const code = `b-${newCode(plot)}`;
  const [x, y] = spot.apex;
  scene.buildings.push({ code, x, y, households: 4 });
  return planted('building near a border', boxAround([x, y]), [
    { kind: 'building-ambiguous', grids: null, place: code, households: 4 },
  ]);
});

/** A new grid inside another, one side of it on the border. */
export const containedTouching: Plant = atBorder('in', broad, ({ scene, plot, grid, spot }) => {
  const code = newCode(plot);
  scene.grids.set(code, [[spot.face]]);
  return told('contained, touching', spot, [{ kind: 'contained', grids: codes(grid, code), areaM2: spot.areaM2 }]);
});

/** Both sides run straight through a vertex that only one of them has. */
export const missingVertex: Plant = atBorder('in', flat, ({ scene, grid, beside, spot: { from, to } }) => {
  const middle: Point = [Math.round((from[0] + to[0]) / 2), Math.round((from[1] + to[1]) / 2)];
  const end: Point = [2 * middle[0] - from[0], 2 * middle[1] - from[1]];
  // Where the middle is no lattice point, both sides turn a little at the end of the straight stretch.
  const turn = same(end, to) ? [] : [end];
  setShell(scene, grid, withPath(pointsOf(shellOf(scene, grid)), from, to, [middle, ...turn]));
  setShell(scene, beside, withPath(pointsOf(shellOf(scene, beside)), to, from, turn));
  const at = ring(from, middle, end);
  return planted('vertex on one side only', boxAround(at), [{ kind: 't-junction', grids: codes(grid, beside) }]);
});

interface Place {
  readonly scene: Scene;
  readonly plot: Plot;
  readonly grid: string;
  readonly beside: string;
  readonly spot: Spot;
}

/** The middle grid of the plot and one of its four neighbours, and a face of the wished size on their border. */
function atBorder(
  side: 'in' | 'out',
  shapeOf: (areaM2: number, random: Random) => Shape | null,
  plant: (place: Place) => Planted | null,
): Plant {
  return (scene, plot, areaM2, random) => {
    const [dx, dy] = (
      [
        [1, 0],
        [-1, 0],
        [0, 1],
        [0, -1],
      ] as const
    )[between(random, 0, 3)]!;
    const [grid, beside] = [gridOf(plot), gridOf(plot, dx, dy)];
    const wish = shapeOf(areaM2, random);
    const spot = wish === null ? null : makeSpot(scene, grid, beside, { ...wish, side }, random);
    return spot === null ? null : plant({ scene, plot, grid, beside, spot });
  };
}

/** The face and its mirror image on the other side of the stretch, if there is room for it. */
function mirrored(
  scene: Scene,
  grid: string,
  { from, to, apex }: Spot,
): { shape: Ring; inner: Ring; tip: Point } | null {
  const tip: Point = [from[0] + to[0] - apex[0], from[1] + to[1] - apex[1]];
  if (!hasRoomFor(pointsOf(shellOf(scene, grid)), from, tip, to)) return null;
  return { shape: ring(from, apex, to, tip), inner: ring(from, to, tip), tip };
}

function told(name: string, { face }: Spot, expected: Planted['expected']): Planted {
  return planted(name, boxAround(face), expected);
}

/** About as long as high. */
function broad(areaM2: number): Shape {
  return { areaM2 };
}

/** The same, on one straight edge. */
function flat(areaM2: number): Shape | null {
  const lengthM = Math.max(0.3, 2 * Math.sqrt(areaM2));
  return lengthM > 45 ? null : { areaM2, lengthM };
}

/** With the apex two or three metres from one straight edge. */
function near(): Shape {
  return { areaM2: 5, lengthM: 4 };
}

/** On one straight edge and so low that it is narrower than a metre. */
function thin(areaM2: number, random: Random): Shape | null {
  const lengthM = Math.max(0.5, Math.min(45, (2 * areaM2) / (0.04 + random() * 0.5)));
  return (2 * areaM2) / (0.7 * lengthM) > SLIVER_WIDEST_M ? null : { areaM2, lengthM };
}
