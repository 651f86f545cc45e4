/**
 * From a trace of Chromium: how long scripts of the page ran for each frame that it made, the map library's drawing apart.
 * Where the trace has it, time is that of the thread, without what other programs of the machine took in between.
 */
import type { TraceEvent } from './script-time.ts';

const SCRIPT = new Set(['EventDispatch', 'FireAnimationFrame', 'TimerFire', 'RunMicrotasks', 'FunctionCall']);
/** The map library's chunk, whose callback draws the map and what deck puts between its layers. */
const MAP = /\/(main-map|map|maplibre)[^/]*\.js/;
/** Callbacks of one frame come one right after the other. Microseconds. */
const SAME_FRAME_US = 1500;

export interface FrameScript {
  /** Everything since the frame before but the drawing of the map. */
  readonly ownMs: number;
  /** The same by the clock of the wall: with waiting for the graphics, and for other programs that had the processor. */
  readonly wallMs: number;
  /** What the map library takes to tell the graphics what to draw: with a software GPU mostly waiting for it. */
  readonly drawMs: number;
}

/** One for each frame of the thread with most animation frames; the first, which has no beginning, is left out. */
export function scriptPerFrame(events: readonly TraceEvent[]): FrameScript[] {
  const thread = busiest(events);
  const slices = events
    .filter((event) => event.ph === 'X' && SCRIPT.has(event.name) && `${event.pid}/${event.tid}` === thread)
    .sort((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0));
  const frames: FrameScript[] = [];
  let [own, wall, draw, covered, firedUntil] = [0, 0, 0, 0, 0];
  let isFirst = true;
  for (const [n, { name, ts, dur = 0, tdur = dur }] of slices.entries()) {
    // inside one that is counted already
    if (ts < covered) continue;
    if (firedUntil > 0 && ts - firedUntil > SAME_FRAME_US) {
      if (!isFirst) frames.push({ ownMs: own / 1000, wallMs: wall / 1000, drawMs: draw / 1000 });
      isFirst = false;
      [own, wall, draw, firedUntil] = [0, 0, 0, 0];
    }
    covered = ts + dur;
    if (name === 'FireAnimationFrame') firedUntil = covered;
    const inside = slices[n + 1];
    const isMap = name === 'FireAnimationFrame' && inside !== undefined && inside.ts < covered && isOfMap(inside);
    if (isMap) draw += tdur;
    else {
      own += tdur;
      wall += dur;
    }
  }
  return frames;
}

const isOfMap = ({ name, args }: TraceEvent): boolean => name === 'FunctionCall' && MAP.test(args.data?.url ?? '');

function busiest(events: readonly TraceEvent[]): string {
  const counts = new Map<string, number>();
  for (const { name, pid, tid } of events)
    if (name === 'FireAnimationFrame') counts.set(`${pid}/${tid}`, (counts.get(`${pid}/${tid}`) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '';
}
