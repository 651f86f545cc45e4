/** One community as the engine takes it, made from a seed: faces cut by roads, Voronoi cells of buildings clipped to them. */
import { ARC_CLASS, type CellGraph } from '../../../server/partition/cell-graph.ts';
import type { Random } from '../random.ts';
import { buildingsIn } from './buildings.ts';
import { areaOf, type ConvexPolygon, clipped, lengthOf } from './convex-polygon.ts';
import { OUTSIDE, streetBlocks } from './street-blocks.ts';

export interface TestCommunity {
  readonly graph: CellGraph;
  /** Middle of each cell, metres. */
  readonly x: Float64Array;
  readonly y: Float64Array;
}

export interface CommunitySettings {
  /** About how many households it has. */
  readonly households: number;
  readonly barrierShare: number;
  /** Of the faces, how many are walled compounds. */
  readonly compoundShare: number;
}

/** A stretch of road with a cell on one side. */
interface Stretch {
  readonly cell: number;
  readonly from: number;
  readonly to: number;
}

export function testCommunity(
  code: string,
  ground: ConvexPolygon,
  random: Random,
  settings: CommunitySettings,
): TestCommunity {
  const { faces, roads } = streetBlocks(ground, random, settings.barrierShare);
  const drafts = faces.flatMap((face, i) => cellsOf(face, i, random));
  scaleTo(settings.households, drafts);
  const rows: [left: number, right: number, lengthM: number, kind: number][] = [];
  const firstOfFace = faces.map((_, face) => drafts.findIndex((draft) => draft.face === face));
  const sides = roads.map(() => [[] as Stretch[], [] as Stretch[]] as const);
  const outerCm = new Float64Array(drafts.length);
  drafts.forEach(({ polygon, face }, cell) => {
    polygon.forEach((corner, i) => {
      const next = polygon[(i + 1) % polygon.length]!;
      const { behind } = corner;
      if (behind === OUTSIDE) outerCm[cell]! += Math.round(100 * lengthOf(corner, next));
      else if (behind >= 0) {
        const other = firstOfFace[face]! + behind;
        if (other > cell) rows.push([cell, other, lengthOf(corner, next), ARC_CLASS.inside]);
      } else addStretch(sides[-2 - behind]!, cell, corner, next);
    });
  });
  sides.forEach(([west, east], road) => {
    for (const [left, right, lengthM] of commonStretches(west, east)) rows.push([left, right, lengthM, roads[road]!]);
  });
  const arcs = rows.filter(([, , lengthM]) => lengthM >= 0.01);
  return {
    x: Float64Array.from(drafts, ({ polygon }) => mean(polygon.map((corner) => corner.x))),
    y: Float64Array.from(drafts, ({ polygon }) => mean(polygon.map((corner) => corner.y))),
    graph: {
      community: code,
      cells: {
        ids: drafts.map((_, i) => `${code}-${String(i).padStart(4, '0')}`),
        households: Int32Array.from(drafts, (draft) => draft.households),
        areaCm2: Float64Array.from(drafts, ({ polygon }) => Math.max(1, Math.round(1e4 * areaOf(polygon)))),
        outerCm,
      },
      arcs: {
        left: Int32Array.from(arcs, (row) => row[0]),
        right: Int32Array.from(arcs, (row) => row[1]),
        lenCm: Int32Array.from(arcs, (row) => Math.round(100 * row[2])),
        class: Uint8Array.from(arcs, (row) => row[3]),
        connects: Uint8Array.from(arcs, (row) => Number(row[3] !== ARC_CLASS.barrier)),
      },
      links: new Int32Array(0),
      ties: [],
      compounds: firstOfFace.flatMap((first, face) => {
        const cells = Int32Array.from(drafts.flatMap((draft, i) => (draft.face === face ? [i] : [])));
        const isOne = first >= 0 && random() < settings.compoundShare && cells.length > 1;
        return isOne ? [{ id: `${code}/${face}`, cells, whole: false }] : [];
      }),
    },
  };
}

function cellsOf(
  face: ConvexPolygon,
  index: number,
  random: Random,
): { polygon: ConvexPolygon; face: number; households: number }[] {
  const buildings = buildingsIn(face, random);
  if (buildings.length === 0) return [{ polygon: face, face: index, households: 0 }];
  return buildings.map((building, i) => {
    let polygon = face;
    buildings.forEach((other, j) => {
      if (i === j) return;
      const a = other.x - building.x;
      const b = other.y - building.y;
      polygon = clipped(polygon, a, b, (a * (other.x + building.x) + b * (other.y + building.y)) / 2, j);
    });
    return { polygon, face: index, households: building.households };
  });
}

function scaleTo(households: number, drafts: { households: number }[]): void {
  const sum = drafts.reduce((total, draft) => total + draft.households, 0);
  if (sum === 0) return;
  // A town quarter is neither emptied nor piled up to fit: its number of dwellings varies within bounds.
  const factor = Math.min(1.5, Math.max(0.6, households / sum));
  for (const draft of drafts) draft.households = Math.round(draft.households * factor);
}

/** Roads are straight: a corner's place along one is its part in the road's own direction, the same from both sides. */
function addStretch(
  sides: readonly [Stretch[], Stretch[]],
  cell: number,
  corner: { x: number; y: number },
  next: { x: number; y: number },
): void {
  const along = Math.abs(next.x - corner.x) >= Math.abs(next.y - corner.y) ? 'x' : 'y';
  const run = next[along] - corner[along];
  const metres = Math.sqrt((next.x - corner.x) ** 2 + (next.y - corner.y) ** 2);
  if (metres < 1e-9) return;
  const scale = metres / Math.abs(run);
  const ends = [corner[along] * scale, next[along] * scale] as const;
  sides[run > 0 ? 0 : 1].push({ cell, from: Math.min(...ends), to: Math.max(...ends) });
}

function commonStretches(west: Stretch[], east: Stretch[]): [left: number, right: number, lengthM: number][] {
  return west.flatMap((one) =>
    east.flatMap((other): [number, number, number][] => {
      const length = Math.min(one.to, other.to) - Math.max(one.from, other.from);
      return length > 0.01 ? [[one.cell, other.cell, length]] : [];
    }),
  );
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
