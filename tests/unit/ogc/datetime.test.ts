/** `datetime`: instants, intervals, open ends, and what is none of them. */
import { describe, expect, it } from 'vitest';
import { Refusal } from '../../../server/contract/problem.ts';
import { datedBy } from '../../../server/ogc/datetime.ts';

const at = (text: string): Date => new Date(text);
const days = { wholeDays: false };

describe('datetime', () => {
  it.each([
    ['2026-11-22T08:00:00Z', { asOf: at('2026-11-22T08:00:00Z') }],
    ['2026-11-22t08:00:00.5z', { asOf: at('2026-11-22T08:00:00.500Z') }],
    ['2026-11-22T08:00:00+08:00', { asOf: at('2026-11-22T00:00:00Z') }],
    // the close of that day in Shanghai
    ['2026-11-22', { asOf: at('2026-11-22T15:59:59.999Z') }],
    ['2026-11-22T00:00:00Z/..', { during: { from: at('2026-11-22T00:00:00Z'), to: null } }],
    ['2026-11-22T00:00:00Z/', { during: { from: at('2026-11-22T00:00:00Z'), to: null } }],
    ['../2026-11-22T00:00:00Z', { during: { from: null, to: at('2026-11-22T00:00:00Z') } }],
    ['/2026-11-22T00:00:00Z', { during: { from: null, to: at('2026-11-22T00:00:00Z') } }],
    ['2026-11-21/2026-11-22', { during: { from: at('2026-11-20T16:00:00Z'), to: at('2026-11-22T15:59:59.999Z') } }],
    [
      '2026-11-22T00:00:00Z/2026-11-22T00:00:00Z',
      { during: { from: at('2026-11-22T00:00:00Z'), to: at('2026-11-22T00:00:00Z') } },
    ],
    ['2024-02-29', { asOf: at('2024-02-29T15:59:59.999Z') }],
  ])('%s', (text, dated) => {
    expect(datedBy(text, days)).toEqual(dated);
  });

  it('takes a plain day whole where whole days are meant', () => {
    expect(datedBy('2026-11-22', { wholeDays: true })).toEqual({
      during: { from: at('2026-11-21T16:00:00Z'), to: at('2026-11-22T15:59:59.999Z') },
    });
  });

  it.each([
    '',
    '/',
    '..',
    '../..',
    'now',
    '2026',
    '2026-11',
    '2026-02-30',
    '2026-02-30T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-11-22T08:00:00',
    '2026-11-22 08:00:00Z',
    '2026-11-22T25:00:00Z',
    '2026-11-22T08:00:00+0800',
    '2026-11-22T00:00:00Z/2026-11-21T00:00:00Z',
    '2026-11-21/2026-11-22/2026-11-23',
    '9999-12-31T00:00:00Z',
    '0000-01-01T00:00:00Z',
  ])('%j is refused', (text) => {
    expect(() => datedBy(text, days)).toThrow(Refusal);
  });
});
