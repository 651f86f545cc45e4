import { describe, expect, it } from 'vitest';
import type { BoardChange } from '../../../server/events/board/board-event.ts';
import { ChangeRing } from '../../../server/live/change-ring.ts';

const change = (serial: number): BoardChange => ({ serial, id: `id-${serial}`, areaBefore: null, now: null });

describe('the ring of changes', () => {
  it('gives what came after a number, and knows numbers it never gave', () => {
    const ring = new ChangeRing();
    expect(ring.after(0)).toEqual([]);
    expect(ring.after(1)).toBeNull();
    for (let n = 1; n <= 5; n++) ring.add(n, [change(n)], null);
    expect(ring.after(3)!.map(({ seq }) => seq)).toEqual([4, 5]);
    expect(ring.after(5)).toEqual([]);
    expect(ring.after(0)!.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5]);
    expect(ring.after(6)).toBeNull();
  });

  it('forgets what is older than a minute, and says so', () => {
    const ring = new ChangeRing();
    for (let n = 1; n <= 200; n++) ring.add(n * 1000, [change(n)], null);
    expect(ring.after(100)).toBeNull();
    expect(ring.after(139)!.map(({ seq }) => seq)).toEqual(Array.from({ length: 61 }, (_, n) => 140 + n));
    expect(ring.after(138)).toBeNull();
  });

  it('holds no more than 16 MB, in a flood too', () => {
    const ring = new ChangeRing();
    const many = Array.from({ length: 2000 }, (_, n) => change(n));
    for (let n = 0; n < 400; n++) ring.add(n, many, null);
    expect(ring.bytes).toBeLessThanOrEqual(16 * 1024 * 1024);
    expect(ring.after(0)).toBeNull();
    expect(ring.after(395)).toHaveLength(5);
  });
});
