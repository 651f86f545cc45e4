import { expect, it } from 'vitest';
import { rangeOf } from '../../../server/base-map/send-range.ts';

it.each([
  [undefined, null],
  ['bytes=0-99', [0, 99]],
  ['bytes=100-', [100, 999]],
  ['bytes=900-5000', [900, 999]],
  ['bytes=-10', [990, 999]],
  ['bytes=-5000', [0, 999]],
  ['bytes=999-999', [999, 999]],
  ['bytes=1000-', 'beyond'],
  ['bytes=-0', 'beyond'],
  // what it does not understand is answered with the whole file, as RFC 9110 wants
  ['bytes=5-2', null],
  ['bytes=0-1,5-9', null],
  ['bytes=-', null],
  ['lines=0-9', null],
] as const)('of a file of 1000 bytes, %s is %o', (header, range) => {
  expect(rangeOf(header, 1000)).toEqual(range);
});
