/**
 * The clock of the service as this device knows it. A phone may be wrong by minutes, and the service takes nothing from the
 * future: the difference is learned from the Date of its answers, which has whole seconds.
 */
let aheadMs: number | null = null;

/** Hears an answer. `askedAt`: when it was asked for, by this device. */
export function learnClock(headers: Headers, askedAt: number, now = Date.now()): void {
  const said = Date.parse(headers.get('date') ?? '');
  if (Number.isNaN(said) || now - askedAt > 20_000) return;
  const difference = (askedAt + now) / 2 - (said + 500);
  // less than it can be told by is taken as none
  aheadMs = Math.abs(difference) < 2_000 ? 0 : Math.round(difference);
}

/** null: no answer was heard yet. */
export const clockAhead = (): number | null => aheadMs;

/** A moment of this device as the service's, never in its future. */
export const serviceTime = (deviceMs: number, now = Date.now()): string =>
  new Date(Math.min(deviceMs, now) - (aheadMs ?? 0)).toISOString();

/** For tests, and when the device's clock was set. */
export function forgetClock(): void {
  aheadMs = null;
}
