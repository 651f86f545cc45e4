import { describe, expect, it } from 'vitest';
import { KeptAnswers } from '../../../server/plans/kept-answers.ts';

describe('kept answers', () => {
  it('are worked out once for those who ask at the same time and after it', async () => {
    const kept = new KeptAnswers<number>(2);
    let made = 0;
    const make = async () => ++made;
    expect(await Promise.all([kept.of('a', make), kept.of('a', make)])).toEqual([1, 1]);
    expect(await kept.of('a', make)).toBe(1);
    expect(await kept.of('b', make)).toBe(2);
  });

  it('are those asked for last', async () => {
    const kept = new KeptAnswers<string>(2);
    const made: string[] = [];
    const ask = (key: string) =>
      kept.of(key, async () => {
        made.push(key);
        return key;
      });
    for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) expect(await ask(key)).toBe(key);
    expect(made).toEqual(['a', 'b', 'c', 'b']);
  });

  it('are no failures: who asks again may have more luck', async () => {
    const kept = new KeptAnswers<number>(2);
    await expect(kept.of('a', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
    expect(await kept.of('a', async () => 5)).toBe(5);
  });
});
