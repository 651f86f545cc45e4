import { describe, expect, it } from 'vitest';
import { carryPosts, type StandingPost } from '../../../server/plans/posts.ts';

const post = (id: number, gridCode: string, holder: string): StandingPost => ({
  id,
  gridCode,
  role: 'worker',
  holder,
  phone: null,
  workerId: null,
});
const flow = (predecessor: string, successor: string, households: number, areaM2 = 100) => ({
  predecessor,
  successor,
  households,
  areaM2,
});

describe('who held a grid that ends', () => {
  const cases = [
    [
      'goes to the new grid with most of the households',
      [flow('A', 'N', 60), flow('A', 'M', 40)],
      [['王', 'A', 'N']],
      [],
    ],
    ['does not go to one that is held', [flow('A', 'B', 60), flow('A', 'N', 40)], [], [['王', 'A', 'B']]],
    ['goes by ground where nobody lives', [flow('A', 'M', 0, 10), flow('A', 'N', 0, 90)], [['王', 'A', 'N']], []],
    ['goes nowhere when nothing goes on from the grid', [], [], [['王', 'A', null]]],
  ] as const;
  it.each(cases)('%s', (_, flows, carried, left) => {
    const posts = [post(1, 'A', '王'), post(2, 'B', '李')];
    const found = carryPosts(posts, new Set(['B', 'N', 'M']), ['N', 'M'], flows);
    expect(found.carried.map(({ holder, from, to }) => [holder, from, to])).toEqual(carried);
    expect(found.left.map(({ holder, from, to }) => [holder, from, to])).toEqual(left);
    expect(found.end).toEqual([1]);
  });

  it('gives way to one who brings more households', () => {
    const posts = [post(1, 'A', '王'), post(2, 'B', '李')];
    const found = carryPosts(posts, new Set(['N']), ['N'], [flow('A', 'N', 50), flow('B', 'N', 70)]);
    expect(found.begin.map(({ holder, gridCode }) => [holder, gridCode])).toEqual([['李', 'N']]);
    expect(found.left.map(({ holder, to }) => [holder, to])).toEqual([['王', 'N']]);
    expect(found.vacant).toEqual([{ role: 'leader', grid: 'N' }]);
  });

  it('who held one that goes on stays, whoever lives there now', () => {
    const found = carryPosts(
      [post(1, 'A', '王')],
      new Set(['A', 'N']),
      ['N'],
      [flow('A', 'N', 90), flow('A', 'A', 10)],
    );
    expect([found.end, found.begin]).toEqual([[], []]);
  });
});
