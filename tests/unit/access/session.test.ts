import { expect, it } from 'vitest';
import { isLive } from '../../../server/access/session.ts';

const now = new Date('2026-11-22T20:00:00Z');

it.each([
  ['just used', '2026-11-22T20:00:00Z', '2026-11-29T08:00:00Z', false, true],
  ['idle for a second less than 12 hours', '2026-11-22T08:00:01Z', '2026-11-29T08:00:00Z', false, true],
  ['idle for 12 hours', '2026-11-22T08:00:00Z', '2026-11-29T08:00:00Z', false, false],
  ['at its end', '2026-11-22T20:00:00Z', '2026-11-22T20:00:00Z', false, false],
  ['of a disabled account', '2026-11-22T20:00:00Z', '2026-11-29T08:00:00Z', true, false],
  ['last seen by a clock ahead of ours', '2026-11-22T20:00:30Z', '2026-11-29T08:00:00Z', false, true],
])('a session %s', (_what, seenAt, expiresAt, disabled, live) => {
  expect(isLive({ seenAt: new Date(seenAt), expiresAt: new Date(expiresAt), disabled }, now)).toBe(live);
});
