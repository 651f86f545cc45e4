/** Defects of whole grids: missing, there twice, twisted. They have no size of their own. */
import { totalAreaM2 } from '../../../server/geometry/area.ts';
import { shuffle } from '../random.ts';
import { ring } from '../shapes.ts';
import type { Plant } from './border-defects.ts';
import { borderPath, cut, metres, OUTSIDE, setShell, shellOf } from './border-spot.ts';
import { boxAround, codes, planted, ringM2 } from './planted.ts';
import { indexOfPoint, isSimple, type Point, pointsOf, same, withPath } from './point-list.ts';
import { gridOf, newCode, outerGrid } from './scene.ts';

export const missingCell: Plant = (scene, plot) => {
  const grid = gridOf(plot);
  const shape = scene.grids.get(grid)!;
  scene.grids.delete(grid);
  const around = codes(gridOf(plot, 1, 0), gridOf(plot, -1, 0), gridOf(plot, 0, 1), gridOf(plot, 0, -1));
  return planted('missing grid', boxAround(shape[0]![0]!), [
    { kind: 'missing-cell', grids: around, areaM2: totalAreaM2(shape) },
  ]);
};

/** A gap with a parent; without one nobody can know that there was a grid. */
export const missingAtOutline: Plant = (scene, plot) => {
  const grid = outerGrid(scene, plot);
  if (grid === null) return null;
  const shape = scene.grids.get(grid)!;
  scene.grids.delete(grid);
  const expected = { kind: 'gap-parent', grids: null, areaM2: totalAreaM2(shape) } as const;
  return planted('missing grid at the outline', boxAround(shape[0]![0]!), [expected], []);
};

export const duplicate: Plant = (scene, plot) => {
  const grid = gridOf(plot);
  const shape = scene.grids.get(grid)!;
  scene.grids.set(newCode(plot), shape);
  return planted('duplicate', boxAround(shape[0]![0]!), [
    { kind: 'duplicate', grids: codes(grid, newCode(plot)), areaM2: totalAreaM2(shape) },
  ]);
};

/**
 * A stretch of a common border is gone through the wrong way in both grids: every edge still has its partner, and both rings
 * cross themselves. Matching alone sees nothing.
 */
export const twisted: Plant = (scene, plot, _, random) => {
  const grid = gridOf(plot);
  for (const [dx, dy] of shuffle(random, [
    [1, 0],
    [-1, 0],
    [0, 1],
    [0, -1],
  ] as [number, number][])) {
    const beside = gridOf(plot, dx, dy);
    const path = borderPath(scene, grid, beside);
    for (const [from, to] of stretches(path.length)) {
      const inner = path.slice(from + 1, to);
      const own = withPath(pointsOf(shellOf(scene, grid)), path[from]!, path[to]!, inner.toReversed());
      if (isSimple(own)) continue;
      setShell(scene, grid, own);
      setShell(scene, beside, withPath(pointsOf(shellOf(scene, beside)), path[to]!, path[from]!, inner));
      return planted('twisted border', boxAround(shellOf(scene, grid), shellOf(scene, beside)), [
        { kind: 'invalid-ring', grids: [grid] },
        { kind: 'invalid-ring', grids: [beside] },
      ]);
    }
  }
  return null;
};

/**
 * A slit between two neighbours that is open at the outline: one of them draws its last common vertex back along the outline.
 * With a parent it is a gap at it; without one, a pocket with a narrow mouth.
 */
export const openSlit: Plant = (scene, plot, _, random) => {
  const grid = outerGrid(scene, plot);
  if (grid === null) return null;
  const isLevel = grid === gridOf(plot, 0, -1) || grid === gridOf(plot, 0, 1);
  const up = grid === gridOf(plot, 0, 1) ? 1 : -1;
  const across = grid === gridOf(plot, 1, 0) ? 1 : -1;
  const beside = isLevel ? gridOf(plot, 1, up) : gridOf(plot, across, 1);
  const path = borderPath(scene, grid, beside);
  const outline = pointsOf(shellOf(scene, OUTSIDE));
  if (indexOfPoint(outline, path[0]!) < 0) path.reverse();
  const [mouth, inward] = path as [Point, Point];
  const own = pointsOf(shellOf(scene, grid));
  const at = indexOfPoint(own, mouth);
  const sides = [own[(at + 1) % own.length]!, own.at(at - 1)!];
  const along = sides.find((point) => !same(point, inward))!;
  const share = (0.1 + 3 * random()) / metres(mouth, along);
  const back: Point = [
    Math.round(mouth[0] + (along[0] - mouth[0]) * share),
    Math.round(mouth[1] + (along[1] - mouth[1]) * share),
  ];
  const drawnBack = own.with(at, back);
  if (!isSimple(drawnBack)) return null;
  setShell(scene, grid, drawnBack);
  setShell(scene, OUTSIDE, cut(outline, [{ edge: [mouth, along], at: back }]));
  const slit = ring(mouth, back, inward);
  const grids = codes(grid, beside);
  const areaM2 = ringM2(slit);
  return planted(
    'slit open at the outline',
    boxAround(slit),
    [{ kind: 'gap-parent', grids, areaM2 }],
    [{ kind: 'gap-open', grids }],
  );
};

/** Places of two vertices on a path with at least two between them. */
function stretches(length: number): [from: number, to: number][] {
  const all: [number, number][] = [];
  for (let from = 0; from < length; from++) for (let to = from + 3; to < length; to++) all.push([from, to]);
  return all;
}
