/**
 * The figures of a set of events, each counted by one small function over the columns, all of them in one pass. What is due
 * depends on `now`; everything else is as the steps say.
 */
import type { EventFigures } from '../../contract/event-statistics.ts';
import { EVENT_STATES, type EventState } from '../../contract/events.ts';
import { type EventPage, FLAG, NOWHERE } from '../columns/event-page.ts';

const stateNumber = (state: EventState): number => EVENT_STATES.indexOf(state);
const VOID = stateNumber('void');
const MERGED = stateNumber('merged');
const CLOSED = stateNumber('closed');
const FOLLOWED_UP = stateNumber('followed-up');
const SUSPENDED = stateNumber('suspended');
const HOUR_MS = 3600_000;

const located = (page: EventPage, i: number): number => +(page.x[i]! !== NOWHERE);
const isVoid = (page: EventPage, i: number): number => +(page.state[i]! === VOID);
const merged = (page: EventPage, i: number): number => +(page.state[i]! === MERGED);
const filed = (page: EventPage, i: number): number => page.flags[i]! & FLAG.filed;
/** Dispatches, of which an event may have several. */
const dispatched = (page: EventPage, i: number): number => page.dispatches[i]!;
const returned = (page: EventPage, i: number): number => page.returns[i]!;
/** A comparison with NaN, a time that is not, is false. */
const handled = (page: EventPage, i: number): number => +(page.handled[i]! > 0);
const handleDue = (page: EventPage, i: number, now: number): number =>
  +(page.handled[i]! > 0 || page.handleDue[i]! <= now);
/** Without a limit there is none to be over. */
const handledOnTime = (page: EventPage, i: number): number =>
  +(page.handled[i]! > 0 && !(page.handled[i]! > page.handleDue[i]!));
const closed = (page: EventPage, i: number): number => +(page.state[i]! === CLOSED || page.state[i]! === FOLLOWED_UP);
const closeDue = (page: EventPage, i: number, now: number): number => closed(page, i) | +(page.verifyDue[i]! <= now);
const closedOnTime = (page: EventPage, i: number): number => closed(page, i) & +((page.flags[i]! & FLAG.overran) === 0);
const open = (page: EventPage, i: number): number => +Number.isNaN(page.ended[i]!);
const overdue = (page: EventPage, i: number, now: number): number => open(page, i) & +(page.due[i]! <= now);
const suspended = (page: EventPage, i: number): number => +(page.state[i]! === SUSPENDED);
const reworked = (page: EventPage, i: number): number => +((page.flags[i]! & FLAG.reworked) !== 0);
const wasTimed = (page: EventPage, i: number): number => +(page.handled[i]! >= page.dispatched[i]!);
const handlingH = (page: EventPage, i: number): number =>
  wasTimed(page, i) === 1 ? (page.handled[i]! - page.dispatched[i]!) / HOUR_MS : 0;
const closingH = (page: EventPage, i: number): number =>
  closed(page, i) === 1 ? (page.ended[i]! - page.reported[i]!) / HOUR_MS : 0;

/** How many numbers a set of events has. */
export const SUMS = 20;

/** Adds one event to the sums that begin at `at`. */
export function addEvent(sums: Float64Array, at: number, page: EventPage, i: number, now: number): void {
  sums[at]! += 1;
  sums[at + 1]! += located(page, i);
  sums[at + 2]! += isVoid(page, i);
  sums[at + 3]! += merged(page, i);
  sums[at + 4]! += filed(page, i);
  sums[at + 5]! += dispatched(page, i);
  sums[at + 6]! += returned(page, i);
  sums[at + 7]! += handleDue(page, i, now);
  sums[at + 8]! += handled(page, i);
  sums[at + 9]! += handledOnTime(page, i);
  sums[at + 10]! += closeDue(page, i, now);
  sums[at + 11]! += closed(page, i);
  sums[at + 12]! += closedOnTime(page, i);
  sums[at + 13]! += open(page, i);
  sums[at + 14]! += overdue(page, i, now);
  sums[at + 15]! += suspended(page, i);
  sums[at + 16]! += reworked(page, i);
  sums[at + 17]! += wasTimed(page, i);
  sums[at + 18]! += handlingH(page, i);
  sums[at + 19]! += closingH(page, i);
}

/** Four decimals; null where there is nothing to divide by. */
function rate(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part / whole) * 10_000) / 10_000;
}

/** The contract's figures of the sums that begin at `at`. */
export function figuresOf(sums: Float64Array, at: number, households: number | null): EventFigures {
  const sum = (n: number): number => sums[at + n]!;
  return {
    reported: sum(0),
    located: sum(1),
    void: sum(2),
    merged: sum(3),
    filed: sum(4),
    dispatched: sum(5),
    returned: sum(6),
    handleDue: sum(7),
    handled: sum(8),
    handledOnTime: sum(9),
    closeDue: sum(10),
    closed: sum(11),
    closedOnTime: sum(12),
    open: sum(13),
    overdue: sum(14),
    suspended: sum(15),
    reworked: sum(16),
    filingRate: rate(sum(4), sum(0)),
    handlingRate: rate(sum(8), sum(7)),
    onTimeHandlingRate: rate(sum(9), sum(7)),
    closingRate: rate(sum(11), sum(10)),
    onTimeClosingRate: rate(sum(12), sum(10)),
    exactDispatchRate: rate(sum(5) - sum(6), sum(5)),
    reworkRate: rate(sum(16), sum(8)),
    duplicateRate: rate(sum(3), sum(0)),
    averageHandlingH: rate(sum(18), sum(17)),
    averageClosingH: rate(sum(19), sum(11)),
    households,
    per1000Households: households === null ? null : rate(sum(0) * 1000, households),
  };
}

/** A rate as JSON: what `rate` gives, written without making a number of it. */
function rateText(part: number, whole: number): string {
  if (whole === 0) return 'null';
  const tenThousandths = Math.round((part / whole) * 10_000);
  if (tenThousandths < 0 || tenThousandths >= 2 ** 31) return String(tenThousandths / 10_000);
  const units = (tenThousandths / 10_000) | 0;
  let fraction = tenThousandths - units * 10_000;
  if (fraction === 0) return String(units);
  let digits = 4;
  while (fraction % 10 === 0) {
    fraction /= 10;
    digits--;
  }
  return `${units}.${ZEROS[digits - (fraction < 10 ? 1 : fraction < 100 ? 2 : fraction < 1000 ? 3 : 4)]}${fraction}`;
}

const ZEROS = ['', '0', '00', '000'];

/** The JSON of `figuresOf`, for answers of many rows. */
export function figuresText(s: Float64Array, at: number, households: number | null): string {
  const [reported, merged, filed, dispatched] = [s[at]!, s[at + 3]!, s[at + 4]!, s[at + 5]!];
  const [returned, handleDue, handled, onTime] = [s[at + 6]!, s[at + 7]!, s[at + 8]!, s[at + 9]!];
  const [closeDue, closed, closedOnTime, reworked] = [s[at + 10]!, s[at + 11]!, s[at + 12]!, s[at + 16]!];
  return (
    `{"reported":${reported},"located":${s[at + 1]!},"void":${s[at + 2]!},"merged":${merged},"filed":${filed},` +
    `"dispatched":${dispatched},"returned":${returned},"handleDue":${handleDue},"handled":${handled},` +
    `"handledOnTime":${onTime},"closeDue":${closeDue},"closed":${closed},"closedOnTime":${closedOnTime},` +
    `"open":${s[at + 13]!},"overdue":${s[at + 14]!},"suspended":${s[at + 15]!},"reworked":${reworked},` +
    `"filingRate":${rateText(filed, reported)},"handlingRate":${rateText(handled, handleDue)},` +
    `"onTimeHandlingRate":${rateText(onTime, handleDue)},"closingRate":${rateText(closed, closeDue)},` +
    `"onTimeClosingRate":${rateText(closedOnTime, closeDue)},` +
    `"exactDispatchRate":${rateText(dispatched - returned, dispatched)},"reworkRate":${rateText(reworked, handled)},` +
    `"duplicateRate":${rateText(merged, reported)},"averageHandlingH":${rateText(s[at + 18]!, s[at + 17]!)},` +
    `"averageClosingH":${rateText(s[at + 19]!, closed)},"households":${households},` +
    `"per1000Households":${households === null ? 'null' : rateText(reported * 1000, households)}}`
  );
}
