/** A town of three streets each way, 100 m apart, with houses beside them, and a grid over four of its squares. In metres. */

import type { Spot } from '../../server/roads/plane.ts';
import { type Road, type RoadGraph, roadGraph } from '../../server/roads/road-graph.ts';
import { type Beat, beatOf, type House } from '../../server/simulate/beat.ts';
import type { Rings } from '../../server/simulate/own-roads.ts';

const street = (name: string, ...line: (readonly [number, number])[]): Road => ({
  ...{ name, class: 'street' },
  line: line.map(([x, y]) => ({ x, y })),
});

/** Drawn from end to end: nothing is drawn where they cross. */
export const STREETS: readonly Road[] = [0, 100, 200, 300].flatMap((at) => [
  street(`东西${at}路`, [-50, at], [350, at]),
  street(`南北${at}路`, [at, -50], [at, 350]),
]);
export const TOWN: RoadGraph = roadGraph(STREETS, 20);

/** Its border runs in the middle of streets. */
export const SQUARE: Rings = [ring([0, 0], [200, 0], [200, 200], [0, 200])];

export function ring(...corners: (readonly [number, number])[]): Spot[] {
  return [...corners, corners[0]!].map(([x, y]) => ({ x, y }));
}

export const HOUSES: readonly House[] = [30, 60, 130, 160].flatMap((x) =>
  [20, 120].map((y): House => {
    const name = `小区${x}之${y}号楼`;
    return { code: `P${x}-${y}`, name, address: name, scene: 'compound', households: 30, spot: { x, y } };
  }),
);

export function beat(): Beat {
  return beatOf(5, '341921001001001', SQUARE, TOWN, HOUSES);
}

/** Metres from the nearest street. */
export function offRoad({ x, y }: Spot): number {
  const off = (at: number): number => Math.min(...[0, 100, 200, 300].map((line) => Math.abs(at - line)));
  return Math.min(off(x), off(y));
}
