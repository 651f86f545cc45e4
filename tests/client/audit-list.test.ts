// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { groupOf } from '../../client/state/audit-kinds.ts';
import {
  kindCounts,
  type ListView,
  listed,
  neighbourOf,
  PLAIN_LIST,
  severityCounts,
} from '../../client/state/audit-list.ts';
import { accepted, sampleFinding } from '../support/sample-coverage.ts';

const FINDINGS = [
  sampleFinding({ id: 'a', kind: 'overlap', severity: 'warning', areaM2: 3, grids: ['1', '2'] }),
  sampleFinding({ id: 'b', kind: 'gap-enclosed', severity: 'error', areaM2: 900, households: 2 }),
  sampleFinding({ id: 'c', kind: 'building-uncovered', severity: 'error', areaM2: null, households: 37 }),
  sampleFinding({ id: 'd', kind: 't-junction', severity: 'info', areaM2: null, lengthM: 12 }),
  sampleFinding({ id: 'e', kind: 'gap-parent', severity: 'error', areaM2: 5000, exception: accepted('e') }),
];
const ids = (change: Partial<ListView>) => listed(FINDINGS, { ...PLAIN_LIST, ...change }).map(({ id }) => id);

describe('listed', () => {
  it.each([
    ['the gravest and those with most households first', {}, ['c', 'b', 'a', 'd']],
    ['the least grave first', { descending: false }, ['d', 'a', 'b', 'c']],
    ['the largest first', { sortBy: 'size' }, ['b', 'd', 'a', 'c']],
    ['by households', { sortBy: 'households' }, ['c', 'b', 'a', 'd']],
    ['only errors', { severity: 'error' }, ['c', 'b']],
    ['only what was accepted', { severity: 'accepted' }, ['e']],
    ['one kind', { kind: 'overlap' }, ['a']],
    ['a group of kinds', { kind: 'group:gap' }, ['b']],
    ['those of a grid', { grid: '2' }, ['a']],
    ['nothing for a kind that is not there', { kind: 'duplicate' }, []],
  ] as const)('gives %s', (_, change, expected) => {
    expect(ids(change)).toEqual(expected);
  });

  it('orders ties by id whatever the order of the answer', () => {
    const twins = ['z', 'y', 'x'].map((id) => sampleFinding({ id }));
    expect(listed(twins, PLAIN_LIST).map(({ id }) => id)).toEqual(['x', 'y', 'z']);
    expect(listed([...twins].reverse(), { ...PLAIN_LIST, descending: false }).map(({ id }) => id)).toEqual([
      'x',
      'y',
      'z',
    ]);
  });

  it('counts what each filter would list', () => {
    expect(severityCounts(FINDINGS, PLAIN_LIST)).toEqual({ open: 4, error: 2, warning: 1, info: 1, accepted: 1 });
    expect([...kindCounts(FINDINGS, PLAIN_LIST)].map(([group, kinds]) => [group, [...kinds.values()]])).toEqual([
      ['overlap', [1]],
      ['gap', [1]],
      ['place', [1]],
      ['shape', [1]],
    ]);
  });
});

describe('next and previous', () => {
  const rows = listed(FINDINGS, PLAIN_LIST);
  it.each([
    [null, 1, 'c'],
    [null, -1, 'd'],
    ['c', 1, 'b'],
    ['d', 1, 'c'],
    ['c', -1, 'd'],
    ['gone', 1, 'c'],
  ] as const)('from %s by %d leads to %s', (from, by, to) => {
    expect(neighbourOf(rows, from, by)?.id).toBe(to);
  });

  it('leads nowhere in an empty list', () => {
    expect(neighbourOf([], 'c', 1)).toBeNull();
  });
});

it('puts a kind nobody knows among the others', () => {
  expect(groupOf('not-yet-invented')).toBe('other');
});
