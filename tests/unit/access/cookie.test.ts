import { expect, it } from 'vitest';
import { expiredCookie, readCookie, sessionCookie } from '../../../server/access/cookie.ts';

it.each([
  [undefined, undefined],
  ['', undefined],
  ['gezhong', undefined],
  ['gezhong=', undefined],
  ['gezhong=abc', 'abc'],
  ['a=1; gezhong=abc; b=2', 'abc'],
  ['a=1;gezhong = abc ;b=2', 'abc'],
  ['gezhong=first; gezhong=second', 'first'],
  ['xgezhong=abc', undefined],
  ['gezhong2=abc', undefined],
  ['Gezhong=abc', undefined],
  ['a="gezhong=abc"', undefined],
  ['gezhong=a=b', 'a=b'],
])('reads %j as %j', (header, expected) => {
  expect(readCookie(header)).toBe(expected);
});

it('writes a cookie out of reach of scripts and of other sites', () => {
  expect(sessionCookie('abc', { secure: true, maxAgeS: 60 })).toBe(
    'gezhong=abc; Path=/; HttpOnly; SameSite=Strict; Max-Age=60; Secure',
  );
  expect(expiredCookie(false)).toBe('gezhong=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0');
});
