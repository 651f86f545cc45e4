/**
 * Which grids a worker walked through between two fixes: the straight line is cut at every border it meets, and each piece
 * asked for its grid in its middle. Pure. A grid counts as crossed with 30 m inside; longer pauses infer nothing.
 */
import { pointDistanceM } from '../../geometry/distance.ts';
import type { GridIndex } from '../../geometry/grid-index.ts';
import { CROSSED_M, SEGMENT_M, SEGMENT_MS } from './limits.ts';

export interface Walked {
  readonly t: number;
  readonly x: number;
  readonly y: number;
}

export interface Crossed {
  /** Number in the index. */
  readonly grid: number;
  /** Entering and leaving, by even pace. */
  readonly enterT: number;
  readonly leaveT: number;
  readonly metres: number;
}

/** In the order of walking, without the grids in which the line begins and ends. */
export function crossedBetween(index: GridIndex, a: Walked, b: Walked): Crossed[] {
  const metres = pointDistanceM(a.x, a.y, b.x, b.y);
  const ms = b.t - a.t;
  if (ms <= 0 || ms > SEGMENT_MS || metres > SEGMENT_M || metres < CROSSED_M) return [];
  const first = index.locateFirst(a.x, a.y);
  const last = index.locateFirst(b.x, b.y);
  const cuts = cutsOf(index, a, b);
  const found: Crossed[] = [];
  let run = { grid: -1, from: 0, to: 0 };
  const close = (): void => {
    const inside = (run.to - run.from) * metres;
    if (run.grid < 0 || run.grid === first || run.grid === last || inside < CROSSED_M) return;
    found.push({ grid: run.grid, enterT: a.t + run.from * ms, leaveT: a.t + run.to * ms, metres: inside });
  };
  for (let i = 0; i + 1 < cuts.length; i++) {
    const [from, to] = [cuts[i]!, cuts[i + 1]!];
    const middle = (from + to) / 2;
    const grid = index.locateFirst(Math.round(a.x + middle * (b.x - a.x)), Math.round(a.y + middle * (b.y - a.y)));
    if (run.grid === grid) run.to = to;
    else {
      close();
      run = { grid, from, to };
    }
  }
  close();
  return found;
}

/** Shares of the way at which it meets a border, with 0 and 1, rising. */
function cutsOf(index: GridIndex, a: Walked, b: Walked): number[] {
  const cuts = [0, 1];
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const box = [Math.min(a.x, b.x), Math.min(a.y, b.y), Math.max(a.x, b.x), Math.max(a.y, b.y)] as const;
  index.eachBorderIn([box[0], box[1], box[2], box[3]], (px, py, qx, qy) => {
    const ex = qx - px;
    const ey = qy - py;
    const turn = dx * ey - dy * ex;
    if (turn === 0) return;
    const along = ((px - a.x) * ey - (py - a.y) * ex) / turn;
    const across = ((px - a.x) * dy - (py - a.y) * dx) / turn;
    if (along > 0 && along < 1 && across >= 0 && across <= 1) cuts.push(along);
  });
  return cuts.sort((p, q) => p - q);
}
