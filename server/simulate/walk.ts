/** A walk along a route at one speed: where it is after how many seconds. Pure. */
import { between, type Spot } from '../roads/plane.ts';
import type { RoadGraph } from '../roads/road-graph.ts';
import type { Step } from '../roads/route.ts';

export const SLOWEST_M_S = 0.8;
export const FASTEST_M_S = 1.6;

export interface Pace {
  readonly spot: Spot;
  /** Degrees from north. */
  readonly course: number;
  /** The step one is on. */
  readonly index: number;
}

export class Walk {
  readonly seconds: number;
  readonly speed: number;
  readonly #legs: { readonly from: Spot; readonly to: Spot; readonly start: number; readonly length: number }[] = [];

  constructor(graph: RoadGraph, from: number, way: readonly Step[], speed: number) {
    this.speed = speed;
    let [start, at] = [0, graph.nodes[from]!];
    for (const { edge, to } of way) {
      this.#legs.push({ from: at, to: graph.nodes[to]!, start, length: edge.length });
      start += edge.length;
      at = graph.nodes[to]!;
    }
    this.seconds = start / speed;
  }

  /** The way has a step. */
  at(seconds: number): Pace {
    const metres = Math.max(0, seconds) * this.speed;
    const last = this.#legs.length - 1;
    const found = this.#legs.findIndex(({ start, length }) => metres <= start + length);
    const index = found < 0 ? last : found;
    const { from, to, start, length } = this.#legs[index]!;
    const share = length === 0 ? 1 : Math.min(1, (metres - start) / length);
    const course = (Math.atan2(to.x - from.x, to.y - from.y) * 180) / Math.PI;
    return { spot: between(from, to, share), course: (Math.round(course) + 360) % 360, index };
  }
}
