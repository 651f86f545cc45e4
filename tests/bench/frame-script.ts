/** From a trace of Chromium: how long scripts of the page ran for each frame that it made, all of them, and which were whose. */
import type { TraceEvent } from './script-time.ts';

const SCRIPT = new Set([
  'EventDispatch',
  'FireAnimationFrame',
  'TimerFire',
  'RunMicrotasks',
  'FunctionCall',
  'EvaluateScript',
]);
/** Callbacks of one frame come one right after the other. Microseconds. */
const SAME_FRAME_US = 1500;

export interface FrameScript {
  /** Everything since the frame before. */
  readonly allMs: number;
}

/** One for each frame of the thread on which most animation frames were fired; the first, which has no beginning, is left out. */
export function scriptPerFrame(events: readonly TraceEvent[]): FrameScript[] {
  const thread = busiest(events);
  const slices = events
    .filter((event) => event.ph === 'X' && SCRIPT.has(event.name) && `${event.pid}/${event.tid}` === thread)
    .sort((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0));
  const frames: FrameScript[] = [];
  let sum = 0;
  let covered = 0;
  let lastFired = Number.NEGATIVE_INFINITY;
  let isFirst = true;
  for (const { name, ts, dur = 0 } of slices) {
    // inside one that is counted already
    if (ts < covered) continue;
    if (name !== 'FireAnimationFrame' && lastFired > 0 && ts - lastFired > SAME_FRAME_US) {
      if (!isFirst) frames.push({ allMs: sum / 1000 });
      isFirst = false;
      sum = 0;
      lastFired = Number.NEGATIVE_INFINITY;
    } else if (name === 'FireAnimationFrame' && ts - lastFired > SAME_FRAME_US && lastFired > 0) {
      if (!isFirst) frames.push({ allMs: sum / 1000 });
      isFirst = false;
      sum = 0;
    }
    sum += dur;
    covered = ts + dur;
    if (name === 'FireAnimationFrame') lastFired = covered;
  }
  return frames;
}

function busiest(events: readonly TraceEvent[]): string {
  const counts = new Map<string, number>();
  for (const { name, pid, tid } of events)
    if (name === 'FireAnimationFrame') counts.set(`${pid}/${tid}`, (counts.get(`${pid}/${tid}`) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '';
}
