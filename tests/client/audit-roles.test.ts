import { afterEach, describe, expect, it } from 'vitest';
import * as client from '../../client/state/audit-roles.ts';
import { mayAudit, mayIn, session } from '../../client/state/who.ts';
import { ROLES, type Role, type SessionView } from '../../server/contract/access.ts';
import { CHECKERS } from '../../server/coverage/check-routes.ts';
import { ACCEPTORS } from '../../server/coverage/exceptions.ts';
import { EXCLUDERS } from '../../server/coverage/exclusions.ts';
import { MENDERS } from '../../server/coverage/repairs.ts';
import { COVERAGE_READERS } from '../../server/coverage/routes.ts';
import { LISTENERS } from '../../server/live/sight.ts';
import { DRAFTERS, PLAN_READERS } from '../../server/plans/routes.ts';

const signIn = (...grants: SessionView['grants']) => {
  session.value = { login: 'a', name: 'A', grants, demo: false };
};

afterEach(() => {
  session.value = null;
});

describe('what the audit offers a role', () => {
  it.each<[string, readonly Role[], readonly Role[]]>([
    ['reports', client.REPORT_READERS, COVERAGE_READERS],
    ['live news', client.REPORT_READERS, LISTENERS],
    ['checks', client.CHECKERS, CHECKERS],
    ['exceptions', client.ACCEPTORS, ACCEPTORS],
    ['exclusions', client.EXCLUDERS, EXCLUDERS],
    ['repairs in drafts', client.MENDERS, MENDERS],
    ['dropping drafts', client.MENDERS, DRAFTERS],
    ['looking at drafts', client.DRAFT_READERS, PLAN_READERS],
  ])('%s: is what the service lets it do', (_, offered, allowed) => {
    expect([...offered].sort()).toEqual([...allowed].sort());
  });

  it('opens the workspace to everybody who may read a report, and to nobody else', () => {
    for (const role of ROLES) {
      signIn({ role, area: null });
      expect([role, mayAudit.value]).toEqual([role, role === 'admin' || COVERAGE_READERS.some((one) => one === role)]);
    }
  });

  it('goes by the area of the grant, as the service does', () => {
    signIn({ role: 'auditor', area: '341921100' });
    expect(mayIn(client.ACCEPTORS, '341921100')).toBe(true);
    expect(mayIn(client.ACCEPTORS, '341921100003')).toBe(true);
    expect(mayIn(client.ACCEPTORS, '341921')).toBe(false);
    expect(mayIn(client.ACCEPTORS, undefined)).toBe(false);
    expect(mayIn(['reviewer'], '341921100')).toBe(false);
    signIn({ role: 'admin', area: null });
    expect(mayIn(client.ACCEPTORS, '341921')).toBe(true);
  });
});
