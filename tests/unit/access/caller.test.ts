import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  areasOf,
  assertMay,
  assertWorksIn,
  type Caller,
  type CallerGrant,
  covers,
  hasRole,
  may,
  publicCaller,
} from '../../../server/access/caller.ts';
import { ROLES, type Role } from '../../../server/contract/access.ts';

const who = (...grants: CallerGrant[]): Caller => ({ kind: 'session', actor: 'x', grants });
const planner = (area: string | null): Caller => who({ role: 'planner', area });

describe('a grant over an area', () => {
  it.each([
    ['110101', '110101', true],
    ['110101', '110101001', true],
    ['110101', '110101001002', true],
    ['110101001', '110101', false],
    ['110101001', '110101002', false],
    ['110101', '110102001', false],
    ['110101', null, false],
    [null, '110101', true],
    [null, null, true],
  ])('%s covers %s: %s', (outer, inner, expected) => {
    expect(covers(outer, inner)).toBe(expected);
    expect(may(planner(outer), ['planner'], inner)).toBe(expected);
  });

  it('of an admin has every role, there and below only', () => {
    const admin = who({ role: 'admin', area: '110101' });
    for (const role of ROLES) expect(may(admin, [role], '110101001')).toBe(true);
    for (const role of ROLES) expect(may(admin, [role], '310000')).toBe(false);
    expect(may(admin, ['admin'], null)).toBe(false);
  });

  it('joins no role of one with the area of another', () => {
    const mixed = who({ role: 'viewer', area: null }, { role: 'planner', area: '110101' });
    expect(may(mixed, ['planner'], '310000')).toBe(false);
    expect(may(mixed, ['viewer', 'planner'], '310000')).toBe(true);
  });
});

it('nobody may anything that asks for a role', () => {
  for (const role of ROLES) expect(may(publicCaller, [role], '110101')).toBe(false);
  expect(() => (publicCaller.grants as CallerGrant[]).push({ role: 'admin', area: null })).toThrow(TypeError);
});

it.each([
  [publicCaller, 'login-required'],
  [who(), 'role-missing'],
  [who({ role: 'viewer', area: null }), 'role-missing'],
  [planner('310000'), 'area-forbidden'],
])('assertMay says what is missing', (caller, code) => {
  expect(() => assertMay(caller, ['planner'], '110101')).toThrow(expect.objectContaining({ code }));
});

it.each([
  [planner(null), null],
  [planner('110101'), null],
  [planner('11'), null],
  [planner('110101001003'), null],
  [who({ role: 'admin', area: '110101001' }), null],
  [planner('110102'), 'area-forbidden'],
  [who({ role: 'viewer', area: '110101' }, { role: 'planner', area: '310000' }), 'area-forbidden'],
  [who({ role: 'viewer', area: '110101' }), 'role-missing'],
  [publicCaller, 'login-required'],
])('assertWorksIn lets in whose area holds the county or lies in it', (caller, code) => {
  const asked = () => assertWorksIn(caller, ['planner'], '110101');
  if (code === null) expect(asked).not.toThrow();
  else expect(asked).toThrow(expect.objectContaining({ code }));
});

it('areasOf gives the topmost areas, and null for everything', () => {
  const roles: Role[] = ['auditor'];
  expect(areasOf(who(), roles)).toEqual([]);
  expect(areasOf(planner('110101'), roles)).toEqual([]);
  const many = who(
    { role: 'auditor', area: '110101001' },
    { role: 'auditor', area: '110101' },
    { role: 'auditor', area: '310000' },
    { role: 'planner', area: null },
  );
  expect(areasOf(many, roles)).toEqual(['110101', '310000']);
  expect(areasOf(who({ role: 'admin', area: null }, { role: 'auditor', area: '110101' }), roles)).toBeNull();
});

it('whoever may somewhere has the role, and may everything below it', () => {
  const area = fc.option(fc.constantFrom('110101', '110101001', '110101001002', '110102', '310000'), { nil: null });
  const grant = fc.record({ role: fc.constantFrom(...ROLES), area });
  fc.assert(
    fc.property(fc.array(grant, { maxLength: 4 }), fc.constantFrom(...ROLES), area, (grants, role, asked) => {
      const caller = who(...grants);
      if (!may(caller, [role], asked)) return;
      expect(hasRole(caller, [role])).toBe(true);
      if (asked !== null && asked.length <= 9) expect(may(caller, [role], `${asked}999`)).toBe(true);
      const areas = areasOf(caller, [role]);
      expect(areas === null || areas.some((one) => covers(one, asked))).toBe(true);
    }),
    { seed: 20261122 },
  );
});
