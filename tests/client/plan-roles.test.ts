import { afterEach, describe, expect, it } from 'vitest';
import * as client from '../../client/state/plan/roles.ts';
import { mayPlan, session } from '../../client/state/who.ts';
import { ROLES, type Role, type SessionView } from '../../server/contract/access.ts';
import { LIFE, STEPPERS } from '../../server/plans/life.ts';
import { DRAFTERS, PLAN_READERS } from '../../server/plans/routes.ts';
import { PLANNERS } from '../../server/plans/service.ts';

afterEach(() => {
  session.value = null;
});

describe('what the Plan workspace offers a role', () => {
  it.each<[string, readonly Role[], readonly Role[]]>([
    ['looking at plans', client.PLAN_READERS, PLAN_READERS],
    ['making and changing plans', client.PLANNERS, PLANNERS],
    ['dropping drafts', client.DRAFTERS, DRAFTERS],
    ['taking steps', client.STEPPERS, STEPPERS],
    ['publishing', client.PUBLISHERS, LIFE.publish.roles],
  ])('%s: is what the service lets it do', (_, offered, allowed) => {
    expect([...offered].sort()).toEqual([...allowed].sort());
  });

  it('opens the workspace to everybody who may look at plans, and to nobody else', () => {
    for (const role of ROLES) {
      session.value = { login: 'a', name: 'A', grants: [{ role, area: null }], demo: false };
      expect([role, mayPlan.value]).toEqual([role, role === 'admin' || PLAN_READERS.some((one) => one === role)]);
    }
  });
});

describe('the areas a person may ask plans of', () => {
  const COUNTIES = ['341921', '341922'];
  it.each<[string, SessionView['grants'], readonly string[]]>([
    ['nobody', [], []],
    ['a worker', [{ role: 'worker', area: '341921' }], []],
    ['of a town', [{ role: 'planner', area: '341921001' }], ['341921001']],
    [
      'of two towns',
      [
        { role: 'viewer', area: '341921100' },
        { role: 'planner', area: '341921001' },
      ],
      ['341921001', '341921100'],
    ],
    [
      'of a county and a town of it',
      [
        { role: 'planner', area: '341921001' },
        { role: 'auditor', area: '341921' },
      ],
      ['341921'],
    ],
    ['of everything', [{ role: 'admin', area: null }], COUNTIES],
    [
      'of everything as a dispatcher, of a community as a viewer',
      [
        { role: 'dispatcher', area: null },
        { role: 'viewer', area: '341922001001' },
      ],
      ['341922001001'],
    ],
  ])('%s', (_, grants, areas) => {
    expect(client.reachOf(grants, client.PLAN_READERS, COUNTIES)).toEqual(areas);
  });
});
