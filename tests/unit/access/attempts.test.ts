import { expect, it } from 'vitest';
import { attemptKeys } from '../../../server/access/attempts.ts';

it.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['::1', '0:0:0:0::/64'],
  ['::', '0:0:0:0::/64'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8:1:2::9', '2001:db8:1:2::/64'],
  ['2001:DB8:0001:0002::9', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
])('counts the address %s as %s', (address, key) => {
  expect(attemptKeys({ login: 'x', address }).address).toBe(`address:${key}`);
});

it('counts a login whatever its case', () => {
  expect(attemptKeys({ login: 'Li.Na', address: '' }).login).toBe('login:li.na');
});
