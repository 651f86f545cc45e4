/** Which new grid keeps which code. */
import { describe, expect, it } from 'vitest';
import { bestMatching } from '../../../server/partition/assignment.ts';
import { continuedGrids } from '../../../server/partition/label-matching.ts';
import { between, mulberry32 } from '../../support/random.ts';

/** Letters: present grids; digits: new ones. Cells of 10 households and 1 m². */
function matched(before: string, after: string, households = [...before].map(() => 10)): string {
  const letters = [...new Set(before)].filter((one) => one !== '.').sort();
  const digits = [...new Set(after)].sort();
  const rows = continuedGrids(
    {
      households,
      areaCm2: households.map(() => 1e4),
      before: [...before].map((one) => letters.indexOf(one)),
      after: [...after].map((one) => digits.indexOf(one)),
      beforeCount: letters.length,
      afterCount: digits.length,
    },
    letters.map(() => 1),
  );
  return [...rows].map((row) => letters[row] ?? '-').join('');
}

describe('codes after a new division', () => {
  const cases: readonly (readonly [name: string, before: string, after: string, expected: string])[] = [
    ['nothing changed', 'aabbcc', '001122', 'abc'],
    ['the same parts in another order', 'aabbcc', '220011', 'bca'],
    ['two became one: the larger share keeps its code', 'aaabb', '00000', 'a'],
    ['one became two: the larger part keeps the code', 'aaaaa', '00011', 'a-'],
    ['all would like the same code: the sum of what is kept decides', 'aaab', '0011', 'ab'],
    ['less than a third in common is another grid', 'aaaabbbb', '00000000', 'a'],
    ['nothing stood there', '....', '0011', '--'],
  ];
  for (const [name, before, after, expected] of cases) {
    it(name, () => expect(matched(before, after)).toBe(expected));
  }

  it('drops a code whose grid kept little of it and is mostly something else', () => {
    expect(matched('aaaaabbbbb', '0111122222', [1, 9, 9, 9, 9, 9, 9, 9, 9, 9])).toBe('-ab');
    expect(matched('aab', '011', [1, 9, 90])).toBe('ab');
  });

  it('goes by cells where nobody lives', () => {
    expect(matched('aaabbb', '001111', [0, 0, 0, 0, 0, 0])).toBe('ab');
  });
});

describe('the best matching', () => {
  it('is as good as the best of all permutations, with more rows, more columns or as many', () => {
    const random = mulberry32(4);
    for (let run = 0; run < 400; run++) {
      const rows = between(random, 1, 6);
      const columns = between(random, 1, 6);
      const weights = Array.from({ length: rows }, () => Array.from({ length: columns }, () => between(random, 0, 9)));
      const found = bestMatching(rows, columns, (row, column) => weights[row]![column]!);
      const used = [...found].filter((column) => column >= 0);
      expect(new Set(used).size).toBe(Math.min(rows, columns));
      expect(used.length).toBe(Math.min(rows, columns));
      const sum = found.reduce((total, column, row) => total + (column < 0 ? 0 : weights[row]![column]!), 0);
      expect(sum).toBe(best(weights, 0, new Set()));
    }
  });
});

function best(weights: readonly (readonly number[])[], row: number, used: ReadonlySet<number>): number {
  if (row === weights.length) return 0;
  let most = best(weights, row + 1, used);
  weights[row]!.forEach((weight, column) => {
    if (!used.has(column)) most = Math.max(most, weight + best(weights, row + 1, new Set([...used, column])));
  });
  return most;
}
