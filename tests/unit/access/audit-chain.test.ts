import { describe, expect, it } from 'vitest';
import { type ChainedRow, FIRST_HASH, rowHash, sameHash } from '../../../server/access/audit-chain.ts';

const row: ChainedRow = {
  at: new Date('2026-11-22T08:00:00.123Z'),
  actor: 'li.na',
  action: 'account.create',
  target: 'wang.fang',
  area: '110101',
  detail: { b: [1, { d: null, c: '字' }], a: true },
};
const hash = (changed: Partial<ChainedRow>, previous = FIRST_HASH): string =>
  Buffer.from(rowHash(previous, { ...row, ...changed })).toString('hex');

describe('the hash of a row', () => {
  it('is the one any other program computes from the same writing', () => {
    expect(hash({})).toBe('b25ee77e0aebd46f3971a97d0f86023b9ce8347f1344551e5a567fc1b383762a');
  });

  it('does not depend on the order of keys, which the database does not keep', () => {
    expect(hash({ detail: { a: true, b: [1, { c: '字', d: null }] } })).toBe(hash({}));
  });

  it.each<Partial<ChainedRow>>([
    { at: new Date('2026-11-22T08:00:00.124Z') },
    { actor: 'li.nb' },
    { action: 'account.creat' },
    { target: '' },
    { area: '' },
    { detail: {} },
    { detail: { ...row.detail, a: false } },
    { detail: { b: [{ d: null, c: '字' }, 1], a: true } },
    { actor: 'li.naaccount', action: '.create' },
  ])('is another one for %j', (changed) => {
    expect(hash(changed)).not.toBe(hash({}));
  });

  it('does not take a list of pairs for an object', () => {
    expect(hash({ detail: { x: { k: 1 } } })).not.toBe(hash({ detail: { x: [['k', 1]] } }));
  });

  it('covers the hash before it', () => {
    expect(hash({}, new Uint8Array(32).fill(1))).not.toBe(hash({}));
  });
});

it.each([
  [[1, 2], [1, 2], true],
  [[1, 2], [1, 3], false],
  [[1, 2], [1], false],
  [[], [], true],
])('sameHash(%j, %j) is %j', (a, b, same) => {
  expect(sameHash(Uint8Array.from(a), Uint8Array.from(b))).toBe(same);
});
