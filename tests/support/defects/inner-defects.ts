/** Defects of a given size inside one grid, or on the outline of the county. */

import { metresPerUnitX, metresPerUnitY } from '../../../server/geometry/distance.ts';
import { innerPoint } from '../../../server/geometry/inner-point.ts';
import type { MultiPolygon, Ring } from '../../../server/geometry/polygon.ts';
import type { Random } from '../random.ts';
import { ring } from '../shapes.ts';
import type { Plant } from './border-defects.ts';
import { makeSpot, moveBorder, OUTSIDE, type Spot } from './border-spot.ts';
import { boxAround, codes, type Expected, enclosedKind, type Planted, planted, ringM2 } from './planted.ts';
import { meetsRing, pointsOf } from './point-list.ts';
import { gridOf, newCode, outerGrid, type Plot, type Scene } from './scene.ts';

/** A hole is cut into a grid. */
export const gapInside: Plant = inMiddle((scene, grid, patch) => {
  cutHole(scene, grid, patch);
  return planted('gap inside one grid', boxAround(patch), [gapIn(scene, grid, patch)]);
});

export const containedInside: Plant = inMiddle((scene, grid, patch, plot) => {
  scene.grids.set(newCode(plot), [[patch]]);
  const expected = { kind: 'contained', grids: codes(grid, newCode(plot)), areaM2: ringM2(patch) } as const;
  return planted('contained, not touching', boxAround(patch), [expected]);
});

/** A new grid in a hole of another: ground covered once, and said for information. */
export const enclave: Plant = inMiddle((scene, grid, patch, plot) => {
  cutHole(scene, grid, patch);
  scene.grids.set(newCode(plot), [[patch]]);
  const expected = { kind: 'enclave', grids: codes(grid, newCode(plot)), areaM2: ringM2(patch) } as const;
  return planted('enclave', boxAround(patch), [expected]);
});

/** A second part of a grid, in a hole of another. */
export const partElsewhere: Plant = inMiddle((scene, grid, patch, plot) => {
  const owner = gridOf(plot, 1, 1);
  cutHole(scene, grid, patch);
  const polygons = [...scene.grids.get(owner)!, [patch]];
  scene.grids.set(owner, polygons);
  return planted('grid of two parts', boxAround(...polygons.map(([shell]) => shell!)), [
    { kind: 'enclave', grids: codes(grid, owner), areaM2: ringM2(patch) },
    { kind: 'multipart', grids: [owner] },
  ]);
});

/** A building in a place that no grid covers. */
export const buildingUncovered: Plant = inMiddle((scene, grid, patch, plot) => {
  cutHole(scene, grid, patch);
  const building = buildingIn(scene, plot, patch);
  return planted('building in a gap', boxAround(patch), [
    { ...gapIn(scene, grid, patch), ...building.people },
    { kind: 'building-uncovered', grids: null, place: building.code },
  ]);
});

/** A building in a place that two grids cover. */
export const buildingDouble: Plant = inMiddle((scene, grid, patch, plot) => {
  const both = codes(grid, newCode(plot));
  scene.grids.set(newCode(plot), [[patch]]);
  const building = buildingIn(scene, plot, patch);
  return planted('building in two grids', boxAround(patch), [
    { kind: 'contained', grids: both, areaM2: ringM2(patch), ...building.people },
    { kind: 'building-double', grids: both, place: building.code },
  ]);
});

export const gapAtOutline: Plant = atOutline('in', (spot, grid, scene) => {
  moveBorder(scene, grid, spot);
  return [{ kind: 'gap-parent', grids: [grid], areaM2: spot.areaM2 }];
});

export const outsideOutline: Plant = atOutline('out', (spot, grid, scene) => {
  moveBorder(scene, grid, spot);
  return [{ kind: 'outside-parent', grids: [grid], areaM2: spot.areaM2 }];
});

export const gridOutside: Plant = atOutline('out', (spot, _, scene, plot) => {
  scene.grids.set(newCode(plot), [[spot.face]]);
  return [{ kind: 'outside-parent', grids: [newCode(plot)], areaM2: spot.areaM2 }];
});

function inMiddle(plant: (scene: Scene, grid: string, patch: Ring, plot: Plot) => Planted): Plant {
  return (scene, plot, areaM2, random) => {
    const grid = gridOf(plot);
    const patch = patchIn(scene.grids.get(grid)!, areaM2, random);
    return patch === null ? null : plant(scene, grid, patch, plot);
  };
}

/** Nothing of it is said without a universe: the outer edge of a coverage is no finding by itself. */
function atOutline(
  side: 'in' | 'out',
  plant: (spot: Spot, grid: string, scene: Scene, plot: Plot) => Expected[],
): Plant {
  return (scene, plot, areaM2, random) => {
    const grid = outerGrid(scene, plot);
    const spot = grid === null ? null : makeSpot(scene, grid, OUTSIDE, { areaM2, side }, random);
    if (grid === null || spot === null) return null;
    const name = side === 'in' ? 'gap at the outline' : 'outside the outline';
    return planted(name, boxAround(spot.face), plant(spot, grid, scene, plot), []);
  };
}

/** A convex patch of about this size around the widest place of a shape; null when it does not fit. */
function patchIn(shape: MultiPolygon, areaM2: number, random: Random): Ring | null {
  const [x, y] = innerPoint(shape);
  const around = pointsOf(shape[0]![0]!);
  const half = Math.sqrt(areaM2 / 2);
  for (let attempt = 0; attempt < 20; attempt++) {
    const wide = 0.7 + 0.6 * random();
    const rx = Math.max(1, Math.round((half * wide) / metresPerUnitX(y)));
    const ry = Math.max(1, Math.round(half / wide / metresPerUnitY(y)));
    const patch = ring([x - rx, y], [x, y - ry], [x + rx, y], [x, y + ry]);
    const points = pointsOf(patch);
    if (!points.some((a, i) => meetsRing(a, points[(i + 1) % 4]!, around))) return patch;
  }
  return null;
}

function gapIn(scene: Scene, grid: string, patch: Ring): Expected {
  const areaM2 = ringM2(patch);
  return { kind: enclosedKind(areaM2, [scene.grids.get(grid)!]), grids: [grid], areaM2 };
}

function cutHole(scene: Scene, grid: string, patch: Ring): void {
  const [first, ...others] = scene.grids.get(grid)!;
  scene.grids.set(grid, [[...first!, ring(...pointsOf(patch).reverse())], ...others]);
}

function buildingIn(
  scene: Scene,
  { across, up }: Plot,
  patch: Ring,
): { code: string; people: { buildings: number; households: number } } {
  const code = `b${up}-${across}`;
  const households = 7 + across;
  scene.buildings.push({ code, x: patch[2]!, y: patch[1]!, households });
  return { code, people: { buildings: 1, households } };
}
