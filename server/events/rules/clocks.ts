/** The clocks of an event: the last of the list runs or stands still, those before have ended. */
import type { ClockNow, ClockStart } from './event-now.ts';

export type Clocks = readonly ClockNow[];

/** The one that runs. */
export function running(clocks: Clocks): ClockNow | null {
  const last = open(clocks);
  return last === null || last.stoppedAt !== null ? null : last;
}

/** The one that has not ended, running or not. */
export function open(clocks: Clocks): ClockNow | null {
  const last = clocks[clocks.length - 1];
  return last === undefined || last.doneAt !== null ? null : last;
}

export function start(clocks: Clocks, { clock, rule, from, dueAt, calendarKnown }: ClockStart): Clocks {
  const instants = { from: Date.parse(from), dueAt: Date.parse(dueAt), doneAt: null, stoppedAt: null };
  return [...clocks, { clock, rule, ...instants, stoppedMs: 0, extended: 0, calendarKnown }];
}

export function end(clocks: Clocks, at: number): Clocks {
  return change(clocks, (clock) => ({ ...afterStop(clock, at), doneAt: at }));
}

export function stop(clocks: Clocks, at: number): Clocks {
  return change(clocks, (clock) => ({ ...clock, stoppedAt: at }));
}

export function goOn(clocks: Clocks, at: number, next: ClockStart | undefined): Clocks {
  return change(clocks, (clock) => ({
    ...afterStop(clock, at),
    dueAt: next === undefined ? clock.dueAt : Date.parse(next.dueAt),
    calendarKnown: clock.calendarKnown && (next?.calendarKnown ?? true),
  }));
}

export function extend(clocks: Clocks, until: number): Clocks {
  return change(clocks, (clock) => ({ ...clock, dueAt: until, extended: clock.extended + 1 }));
}

/** True when it was over at the instant it ended, or stood still since. */
export function overran({ dueAt, doneAt, stoppedAt }: ClockNow, at: number): boolean {
  return (stoppedAt ?? doneAt ?? at) > dueAt;
}

function afterStop(clock: ClockNow, at: number): ClockNow {
  const { stoppedAt, stoppedMs } = clock;
  return stoppedAt === null ? clock : { ...clock, stoppedAt: null, stoppedMs: stoppedMs + at - stoppedAt };
}

function change(clocks: Clocks, to: (clock: ClockNow) => ClockNow): Clocks {
  const last = open(clocks);
  return last === null ? clocks : [...clocks.slice(0, -1), to(last)];
}
