/** Who is on duty, where the database answers slowly and questions meet. */
import { describe, expect, it } from 'vitest';
import type { Database } from '../../../server/database/database.ts';
import { StoredDutyBook } from '../../../server/positions/duty-book.ts';
import type { DutyRow } from '../../../server/positions/duty-repository.ts';

const NOW = Date.UTC(2026, 11, 1, 1);

function row(id: number, shift: string | null): DutyRow {
  const shifts = shift === null ? [] : [{ id: shift, from: NOW - 60_000, to: null }];
  return { id, county: '990101', area: '990101001001', name: 'W', login: `w${id}`, leftAt: null, shifts, posts: [] };
}

/** Says what was in the table when it was asked, as soon as it is let: the newest question first, where several wait. */
function slowDatabase() {
  const table = new Map<number, DutyRow>();
  const waiting: (() => void)[] = [];
  const broken = { now: false };
  const asked = { count: 0 };
  const db = {
    query: (statement: { text: string; values: unknown[] }) => {
      if (broken.now) return Promise.reject(new Error('away'));
      asked.count++;
      const isOfWorkers = JSON.stringify(statement).includes('from worker');
      const rows = isOfWorkers ? [...table.values()] : [];
      return new Promise((resolve) => waiting.push(() => resolve(rows)));
    },
  } as unknown as Database;
  const answerAll = async (): Promise<void> => {
    for (let quiet = 0; quiet < 5; quiet++) {
      await new Promise((resolve) => setImmediate(resolve));
      for (const answer of waiting.splice(0).reverse()) {
        answer();
        await new Promise((resolve) => setImmediate(resolve));
        quiet = 0;
      }
    }
  };
  return { table, db, answerAll, broken, asked };
}

const book = (db: Database) =>
  new StoredDutyBook(
    db,
    () => new Date(NOW),
    (error) => {
      throw error;
    },
  );

describe('the book of who is on duty', () => {
  it('does not forget a sign-in for an answer about everybody that was asked before it', async () => {
    const { table, db, answerAll } = slowDatabase();
    const duty = book(db);
    table.set(1, row(1, 'one'));
    const everybody = duty.lookAgain(null);
    await new Promise((resolve) => setImmediate(resolve));
    table.set(2, row(2, 'two'));
    const one = duty.lookAgain([2]);
    await answerAll();
    await Promise.all([everybody, one]);
    expect([1, 2].map((worker) => duty.shiftOf(worker, NOW)?.shift)).toEqual(['one', 'two']);
  });

  it('asks once for all who came while it was asking', async () => {
    const { table, db, answerAll, asked } = slowDatabase();
    const duty = book(db);
    for (let id = 1; id <= 50; id++) table.set(id, row(id, `shift-${id}`));
    const answers = [...table.keys()].map((id) => duty.lookAgain([id]));
    await answerAll();
    await Promise.all(answers);
    expect([...table.keys()].filter((id) => duty.shiftOf(id, NOW)?.shift !== `shift-${id}`)).toEqual([]);
    expect(asked.count).toBeLessThanOrEqual(2);
  });

  it('goes on after a question that failed, and tells whoever asked it', async () => {
    const { table, db, answerAll, broken } = slowDatabase();
    const duty = book(db);
    table.set(1, row(1, 'one'));
    broken.now = true;
    await expect(duty.lookAgain([1])).rejects.toThrow('away');
    broken.now = false;
    const again = duty.lookAgain([1]);
    await answerAll();
    await again;
    expect(duty.shiftOf(1, NOW)?.shift).toBe('one');
  });
});
