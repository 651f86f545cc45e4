import { describe, expect, it } from 'vitest';
import type { DutyBook, OnDuty } from '../../../server/positions/duty-book.ts';
import { LiveWorkers } from '../../../server/positions/live-workers.ts';
import { hear, payloadsOf, toldOf } from '../../../server/positions/shared-positions.ts';

const duty = (worker: number, until: number | null = null): OnDuty => ({
  ...{
    shift: `shift-of-${worker}`,
    worker,
    county: '990101',
    area: '990101001001',
    name: '王秀英',
    since: 0,
    until,
    ownGrids: [],
  },
});

function workerAt(live: LiveWorkers, worker: number, t: number) {
  const one = live.of(duty(worker));
  one.last = { t, x: 1_170_000_000 + worker, y: 300_000_000, accuracyM: 8.25, coarse: false, speed: 12, course: 90 };
  one.where = { grid: `990101001001${String(worker).padStart(3, '0')}`, since: t - 5000, candidate: null };
  return one;
}

const book = (until: number | null = null): DutyBook =>
  ({ shiftOf: (worker: number) => (worker === 404 ? null : duty(worker, until)) }) as unknown as DutyBook;

describe('what processes tell each other', () => {
  it('is heard by the others as it was, in notifications of less than 8,000 bytes', () => {
    const here = new LiveWorkers();
    const there = new LiveWorkers();
    const workers = Array.from({ length: 300 }, (_, i) => workerAt(here, i + 1, 1_764_500_000_000 + i));
    const payloads = payloadsOf('aaaa', workers.map(toldOf));
    expect(payloads.length).toBeGreaterThan(2);
    for (const payload of payloads) {
      expect(Buffer.byteLength(payload)).toBeLessThan(8000);
      expect(hear(payload, 'bbbb', book(), there)).toEqual([]);
    }
    for (const worker of workers) {
      const heard = there.get(worker.duty.worker)!;
      expect(heard.last).toEqual({ ...worker.last, accuracyM: 8.3 });
      expect(heard.where).toEqual(worker.where);
      expect(heard.home).toBe(false);
    }
  });

  it('is nothing to the one who told it, and an older state changes nothing', () => {
    const here = new LiveWorkers();
    const there = new LiveWorkers();
    const payload = payloadsOf('aaaa', [toldOf(workerAt(here, 1, 1000))])[0]!;
    hear(payload, 'aaaa', book(), there);
    expect(there.size).toBe(0);
    workerAt(there, 1, 2000);
    hear(payload, 'bbbb', book(), there);
    expect(there.get(1)!.last!.t).toBe(2000);
  });

  it('names those whose shift is not known, and shows nobody whose shift is over', () => {
    const here = new LiveWorkers();
    const there = new LiveWorkers();
    const payload = payloadsOf('aaaa', [toldOf(workerAt(here, 404, 1000)), toldOf(workerAt(here, 5, 1000))])[0]!;
    expect(hear(payload, 'bbbb', book(9000), there)).toEqual([404]);
    expect(there.size).toBe(0);
    expect(payloadsOf('aaaa', [])).toEqual([]);
  });
});
