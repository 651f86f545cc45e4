import { describe, expect, it } from 'vitest';
import { endOfRecord, WalHistory } from '../../../server/database/wal-history.ts';

describe('how far a replica is behind', () => {
  const known = (...samples: [at: number, position: number][]): WalHistory => {
    const history = new WalHistory();
    for (const [at, position] of samples) history.add(at, position);
    return history;
  };

  it.each([
    ['nothing is known', [], 100, 50, null],
    [
      'everything known is replayed: since the last look',
      [
        [0, 100],
        [250, 200],
      ],
      200,
      300,
      50,
    ],
    ['it has more than was known', [[0, 100]], 900, 40, 40],
    [
      'something is missing: since the last look at which nothing was',
      [
        [0, 100],
        [250, 200],
        [500, 300],
      ],
      250,
      600,
      350,
    ],
    [
      'a primary that writes nothing is not run behind of',
      [
        [0, 100],
        [250, 100],
        [500, 100],
      ],
      100,
      510,
      10,
    ],
    [
      'it misses what came before the first look',
      [
        [0, 100],
        [250, 200],
      ],
      99,
      300,
      null,
    ],
    ['nobody can look: the lag grows', [[0, 100]], 100, 60_000, 60_000],
  ] as [string, [number, number][], number, number, number | null][])('%s', (_, samples, replayed, now, lag) => {
    expect(known(...samples).lagMs(replayed, now)).toBe(lag);
  });

  it('forgets what is older than a minute', () => {
    const history = new WalHistory();
    for (let n = 0; n < 300; n++) history.add(n * 250, n);
    expect(history.lagMs(59, 75_000)).toBe(null);
    expect(history.lagMs(60, 75_000)).toBe(75_000 - 60 * 250);
  });

  it.each([
    [8192 * 5, 8192 * 5],
    [8192 * 5 + 24, 8192 * 5],
    [8192 * 2048 + 40, 8192 * 2048],
    [8192 * 5 + 48, 8192 * 5 + 48],
    [8192 * 5 - 8, 8192 * 5 - 8],
  ])('a record that ended before %i ended at %i', (position, end) => {
    expect(endOfRecord(position)).toBe(end);
  });
});
