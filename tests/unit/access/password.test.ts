import { describe, expect, it } from 'vitest';
import { checkPassword, hashPassword, verifyPassword } from '../../../server/access/password.ts';
import { DEMO_USERS } from '../../../server/contract/demo.ts';

describe('a password', () => {
  it.each([
    ['ninechars', 'too-short'],
    ['九个汉字不算太短', 'too-short'],
    ['li.na.2026', 'is-login'],
    ['LI.NA.2026!', 'is-login'],
    ['PASSWORD123', 'too-common'],
    ['１２３４５６７８９０', 'too-common'],
    ['abababababab', 'too-common'],
  ])('%s is refused: %s', (password, code) => {
    expect(checkPassword(password, 'li.na.2026')).toEqual({ ok: false, code });
  });

  it.each(['correct horse battery', '人在格中走事在格中办', 'li.na.2026 and more words'])('%s is taken', (password) => {
    expect(checkPassword(password, 'li.na.2026')).toEqual({ ok: true });
  });

  it('of a demo user keeps the rule', () => {
    for (const user of DEMO_USERS) expect(checkPassword(user.password, user.login), user.login).toEqual({ ok: true });
    expect(new Set(DEMO_USERS.map((user) => user.role)).size).toBe(7);
  });
});

describe('a stored hash', () => {
  it('knows its password and no other, and is another one each time', async () => {
    const [one, two] = await Promise.all([hashPassword('人在格中走事在格中办'), hashPassword('人在格中走事在格中办')]);
    expect(one).toMatch(/^scrypt\$15\$8\$3\$[\w-]{22}\$[\w-]{43}$/);
    expect(one).not.toBe(two);
    expect(await verifyPassword('人在格中走事在格中办', one)).toBe(true);
    expect(await verifyPassword('人在格中走事在格中', one)).toBe(false);
  });

  it('takes the same text from another input method', async () => {
    const stored = await hashPassword('ＡＢＣ１２３ café');
    expect(await verifyPassword('ABC123 cafe\u0301', stored)).toBe(true);
  });

  it.each([
    undefined,
    '',
    'x',
    'plain$15$8$3$AAAA$AAAA',
    'scrypt$30$8$3$AAAA$AAAA',
    'scrypt$15$8$999$AAAA$AAAA',
    'scrypt$NaN$8$1$AAAA$AAAA',
    `scrypt$10$8$1$AAAA$`,
    'scrypt$10$8$1',
  ])('that is none lets nobody in: %j', async (stored) => {
    expect(await verifyPassword('', stored)).toBe(false);
    expect(await verifyPassword('anything at all', stored)).toBe(false);
  });
});
