/** From a trace of Chromium: how long scripts of the page ran after an event, up to the end of the next animation frame. */

export interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds. */
  readonly ts: number;
  readonly dur?: number;
  /** Of them those that the thread had a processor. */
  readonly tdur?: number;
  readonly args: { readonly data?: { readonly type?: string; readonly url?: string } };
}

const LAYOUT = new Set(['UpdateLayoutTree', 'Layout']);
const SCRIPT = new Set(['EventDispatch', 'FireAnimationFrame', 'TimerFire', 'RunMicrotasks', 'FunctionCall']);
/** The map library's chunk. */
const MAP = /\/(main-map|map|maplibre)[^/]*\.js/;

export interface ScriptTime {
  readonly ownMs: number;
  /** Of ownMs what the thread had a processor: the rest it waited for others' work on the machine. */
  readonly processorMs: number;
  /** Of timers. */
  readonly laterMs: number;
  /** The map library's own callbacks. */
  readonly mapMs: number;
  /** Styles and layout of the frame; what a script asks for before is in its own time. */
  readonly layoutMs: number;
}

/** A button that was let go of after fewer moves than this was a click. */
const LEAST_MOVES = 5;

/** One for each event of the type on the thread where such events are heard; of `pointerup` those that end a way. */
export function scriptAfter(events: readonly TraceEvent[], type: string): ScriptTime[] {
  const isStart = (event: TraceEvent): boolean => event.name === 'EventDispatch' && event.args.data?.type === type;
  const first = events.find(isStart);
  if (first === undefined) return [];
  const own = events.filter(({ pid, tid, ph }) => pid === first.pid && tid === first.tid && ph === 'X');
  const paints = own.flatMap(({ name, ts }) => (name === 'PrePaint' ? [ts] : [])).sort((a, b) => a - b);
  const slices = own
    .filter(({ name }) => SCRIPT.has(name) || LAYOUT.has(name))
    .sort((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0));
  const starts = slices.filter(isStart).flatMap(({ ts }) => (type !== 'pointerup' || endsWay(slices, ts) ? [ts] : []));
  // A dispatch to several listeners, or on the way up, is one event.
  return starts
    .filter((ts, i) => i === 0 || ts - starts[i - 1]! > 50_000)
    .map((ts) => between(slices, ts, frameEnd(slices, paints, ts)));
}

function endsWay(slices: readonly TraceEvent[], at: number): boolean {
  const heard = slices.filter(({ name, ts }) => name === 'EventDispatch' && ts < at);
  const down = heard.findLastIndex(({ args }) => args.data?.type === 'pointerdown');
  return heard.slice(down).filter(({ args }) => args.data?.type === 'pointermove').length >= LEAST_MOVES;
}

/** Where the animation frame that begins next is laid out and begins to be painted: no script of it comes later. */
function frameEnd(slices: readonly TraceEvent[], paints: readonly number[], after: number): number {
  const frame = slices.find(({ name, ts }) => name === 'FireAnimationFrame' && ts >= after);
  return (frame && paints.find((ts) => ts > frame.ts)) ?? Infinity;
}

function between(slices: readonly TraceEvent[], from: number, to: number): ScriptTime {
  let [own, processor, later, map, layout, last] = [0, 0, 0, 0, 0, from];
  const window = slices.filter(({ ts }) => ts >= from && ts < to);
  for (const { ts, dur = 0, tdur = 0, name } of window) {
    if (ts < last) continue;
    last = ts + dur;
    const inside = window.filter((one) => one.name === 'FunctionCall' && one.ts >= ts && one.ts < last);
    const isMap = name === 'FireAnimationFrame' && inside.length > 0 && MAP.test(inside[0]!.args.data?.url ?? '');
    if (isMap) map += dur;
    else if (name === 'TimerFire') later += dur;
    else if (LAYOUT.has(name)) layout += dur;
    else {
      own += dur;
      processor += tdur;
    }
  }
  const ms = (us: number): number => us / 1000;
  return { ownMs: ms(own), processorMs: ms(processor), laterMs: ms(later), mapMs: ms(map), layoutMs: ms(layout) };
}
