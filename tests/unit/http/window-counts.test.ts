import { beforeEach, describe, expect, it } from 'vitest';
import { WindowCounts } from '../../../server/http/window-counts.ts';

const MINUTE = 60_000;

describe('requests counted by windows', () => {
  let now: number;
  let a: WindowCounts;
  let b: WindowCounts;
  beforeEach(() => {
    now = 1_000_000;
    a = new WindowCounts(() => now);
    b = new WindowCounts(() => now);
  });

  const ask = (counts: WindowCounts, times: number, key = '::1'): number => {
    let last = 0;
    for (let i = 0; i < times; i++) last = counts.add(key, MINUTE, 100).current;
    return last;
  };
  const exchange = (): void => {
    for (const [from, to] of [
      [a, b],
      [b, a],
    ] as const) {
      for (const counted of from.untold()) {
        to.heard(counted);
        from.told(counted);
      }
    }
  };

  it('begin with the first request and are over after their length', () => {
    expect(ask(a, 3)).toBe(3);
    now += MINUTE - 1;
    expect(a.add('::1', MINUTE, 100)).toEqual({ current: 4, ttl: 1 });
    now += 1;
    expect(a.look('::1', MINUTE)).toEqual({ current: 0, ttl: 0 });
    expect(a.add('::1', MINUTE, 100)).toEqual({ current: 1, ttl: MINUTE });
  });

  it('are those of all processes once they have told each other, and each is counted once', () => {
    ask(a, 40);
    ask(b, 30);
    exchange();
    exchange();
    expect([a.look('::1', MINUTE).current, b.look('::1', MINUTE).current]).toEqual([70, 70]);
    ask(a, 10);
    exchange();
    expect([a.look('::1', MINUTE).current, b.look('::1', MINUTE).current]).toEqual([80, 80]);
  });

  it('are told in steps of a twentieth of the limit: who asks little is never told of', () => {
    ask(a, 4);
    expect(a.untold()).toEqual([]);
    ask(a, 1);
    now += 7;
    expect(a.untold()).toEqual([{ key: '::1', requests: 5, ageMs: 7 }]);
    expect(a.untold()).toHaveLength(1);
    exchange();
    expect(a.untold()).toEqual([]);
  });

  it('what was asked between telling and having told is told with the next', () => {
    ask(a, 5);
    const [first] = a.untold();
    ask(a, 5);
    a.told(first!);
    ask(a, 1);
    expect(a.untold()).toEqual([{ key: '::1', requests: 6, ageMs: 0 }]);
  });

  it('end for one who only heard of them when they end for the one who counted', () => {
    ask(a, 50);
    now += 20_000;
    exchange();
    expect(b.look('::1', MINUTE)).toEqual({ current: 50, ttl: MINUTE - 20_000 });
    now += 40_000;
    expect(b.look('::1', MINUTE).current).toBe(0);
    b.heard({ key: '::2', requests: 9, ageMs: MINUTE });
    expect(b.look('::2', MINUTE).current).toBe(0);
  });

  it('keep 20,000 keys, and forget the window that began first', () => {
    for (let i = 0; i <= 20_000; i++) a.add(`key ${i}`, MINUTE, 100);
    expect(a.look('key 0', MINUTE).current).toBe(0);
    expect(a.look('key 1', MINUTE).current).toBe(1);
  });
});
