import { describe, expect, it } from 'vitest';
import { DatabaseError } from '../../../server/database/errors.ts';
import { Gathered } from '../../../server/events/gathered.ts';

const options = { most: 4, mostWaiting: 100, tooMany: () => new Error('too many') };
const broken = (code: string) => new DatabaseError({ code, message: code });

describe('writing together', () => {
  it('takes what comes while a batch is written into the next one, no more than fit', async () => {
    const batches: number[][] = [];
    let open = (): void => {};
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    const gathered = new Gathered<number, number>(async (items) => {
      batches.push([...items]);
      if (batches.length === 1) await gate;
      return items.map((item) => item * 10);
    }, options);
    const first = gathered.add(1);
    await new Promise((resolve) => setTimeout(resolve, 5));
    const rest = [2, 3, 4, 5, 6, 7].map((item) => gathered.add(item));
    open();
    expect(await Promise.all([first, ...rest])).toEqual([10, 20, 30, 40, 50, 60, 70]);
    expect(batches).toEqual([[1], [2, 3, 4, 5], [6, 7]]);
    await gathered.idle();
  });

  it('writes the neighbours of one that is refused for what it holds', async () => {
    const written: number[] = [];
    const gathered = new Gathered<number, number>(
      async (items) => {
        if (items.includes(13)) throw broken('23514');
        written.push(...items);
        return [...items];
      },
      { ...options, most: 50 },
    );
    const answers = await Promise.allSettled([11, 12, 13, 14, 15, 16].map((item) => gathered.add(item)));
    expect(answers.map(({ status }) => status)).toEqual([
      ...['fulfilled', 'fulfilled', 'rejected', 'fulfilled', 'fulfilled', 'fulfilled'],
    ]);
    expect(written.sort()).toEqual([11, 12, 14, 15, 16]);
  });

  it('fails all at once when the database is gone, without trying each', async () => {
    let calls = 0;
    const gathered = new Gathered<number, number>(
      async () => {
        calls++;
        throw broken('connection-lost');
      },
      { ...options, most: 50 },
    );
    const answers = await Promise.allSettled([1, 2, 3, 4].map((item) => gathered.add(item)));
    expect(answers.every(({ status }) => status === 'rejected')).toBe(true);
    expect(calls).toBe(1);
    await expect(gathered.add(5)).rejects.toThrow('connection-lost');
  });

  it('refuses one by itself, and whoever is one too many', async () => {
    const one = new Gathered<number, number>(
      async (items) => items.map((item) => (item === 2 ? new Error('two') : item)),
      options,
    );
    const answers = await Promise.allSettled([1, 2, 3].map((item) => one.add(item)));
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    const small = new Gathered<number, number>(async (items) => [...items], { ...options, mostWaiting: 1 });
    const both = await Promise.allSettled([small.add(1), small.add(2)]);
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  });
});
