/** From a trace of Chromium: how long scripts of the page ran after an event, up to the end of the next animation frame. */

export interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds. */
  readonly ts: number;
  readonly dur?: number;
  readonly args: { readonly data?: { readonly type?: string; readonly url?: string } };
}

const SCRIPT = new Set(['EventDispatch', 'FireAnimationFrame', 'TimerFire', 'RunMicrotasks', 'FunctionCall']);
/** The map library's chunk. */
const MAP = /\/(main-map|map|maplibre)[^/]*\.js/;

export interface ScriptTime {
  readonly ownMs: number;
  /** Of timers. */
  readonly laterMs: number;
  /** The map library's own callbacks. */
  readonly mapMs: number;
}

/** A button that was let go of after fewer moves than this was a click. */
const LEAST_MOVES = 5;

/** One for each event of the type on the thread where such events are heard; of `pointerup` those that end a way. */
export function scriptAfter(events: readonly TraceEvent[], type: string): ScriptTime[] {
  const isStart = (event: TraceEvent): boolean => event.name === 'EventDispatch' && event.args.data?.type === type;
  const first = events.find(isStart);
  if (first === undefined) return [];
  const slices = events
    .filter(({ pid, tid, ph, name }) => pid === first.pid && tid === first.tid && ph === 'X' && SCRIPT.has(name))
    .sort((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0));
  const starts = slices.filter(isStart).flatMap(({ ts }) => (type !== 'pointerup' || endsWay(slices, ts) ? [ts] : []));
  // A dispatch to several listeners, or on the way up, is one event.
  return starts
    .filter((ts, i) => i === 0 || ts - starts[i - 1]! > 50_000)
    .map((ts) => between(slices, ts, frameEnd(slices, ts)));
}

function endsWay(slices: readonly TraceEvent[], at: number): boolean {
  const heard = slices.filter(({ name, ts }) => name === 'EventDispatch' && ts < at);
  const down = heard.findLastIndex(({ args }) => args.data?.type === 'pointerdown');
  return heard.slice(down).filter(({ args }) => args.data?.type === 'pointermove').length >= LEAST_MOVES;
}

/** End of the animation frame that begins next; its callbacks come one right after the other. */
function frameEnd(slices: readonly TraceEvent[], after: number): number {
  let end = 0;
  for (const { name, ts, dur = 0 } of slices) {
    if (name !== 'FireAnimationFrame' || ts < after) continue;
    if (end > 0 && ts > end + 2000) break;
    end = ts + dur;
  }
  return end === 0 ? Infinity : end;
}

function between(slices: readonly TraceEvent[], from: number, to: number): ScriptTime {
  let [own, later, map, last] = [0, 0, 0, from];
  for (const { ts, dur = 0, name } of slices) {
    if (ts < from || ts >= to || ts < last) continue;
    last = ts + dur;
    const inside = slices.filter((one) => one.name === 'FunctionCall' && one.ts >= ts && one.ts < last);
    const isMap = name === 'FireAnimationFrame' && inside.length > 0 && MAP.test(inside[0]!.args.data?.url ?? '');
    if (isMap) map += dur;
    else if (name === 'TimerFire') later += dur;
    else own += dur;
  }
  return { ownMs: own / 1000, laterMs: later / 1000, mapMs: map / 1000 };
}
