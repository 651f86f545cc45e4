/** The way of a plan on both databases: every step in every state by every role, notes, and what a plan is closed to. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../../server/contract/access.ts';
import type { PlanStep } from '../../../server/contract/plan-life.ts';
import { sql } from '../../../server/database/sql.ts';
import { LIFE } from '../../../server/plans/life.ts';
import { type Answer, addToken, ask, tokenOfEachRole } from '../../support/access-app.ts';
import { openApp, type TestApp } from '../../support/app.ts';
import { eachDatabase } from '../../support/database.ts';
import { COMMUNITIES, COUNTY, importPlannedCounty, TOWN } from '../../support/planned-county.ts';

const AREA = COMMUNITIES[0];

eachDatabase((_name, open) => {
  let service: TestApp;
  let town: Record<Role, string>;
  let county: Record<Role, string>;
  beforeAll(async () => {
    service = await openApp(await open());
    await importPlannedCounty(service);
    town = await tokenOfEachRole(service.db, TOWN);
    county = await tokenOfEachRole(service.db, COUNTY);
  });
  afterAll(() => service.close());

  const get = (path: string, token = county.viewer) => ask(service.app, 'GET', `/api/plans/${path}`, { token });
  const make = async (title: string): Promise<number> =>
    (await ask(service.app, 'POST', '/api/plans', { token: town.planner, payload: { area: AREA, title } })).body.id;
  const step = async (id: number, token: string, name: PlanStep, note?: string): Promise<Answer> => {
    const tag = String((await get(String(id))).headers.etag);
    const payload = { step: name, ...(note === undefined ? {} : { note }) };
    return ask(service.app, 'POST', `/api/plans/${id}/steps`, { token, payload, headers: { 'if-match': tag } });
  };

  it('goes from the town to the county, with a note at each step', async () => {
    const id = await make('逐级');
    await step(id, town.planner, 'submit', '请街道审核');
    expect((await get(`${id}/steps`, town.reviewer)).body.next).toEqual(['review', 'return']);
    await step(id, town.reviewer, 'review', '同意');
    expect((await get(`${id}/steps`, county.reviewer)).body.next).toEqual(['approve', 'return']);
    const approved = await step(id, county.reviewer, 'approve');
    expect([approved.status, approved.body.state, approved.body.next]).toEqual([
      200,
      'approved',
      ['return', 'publish'],
    ]);
    expect(
      approved.body.steps.map(({ step, from, to, note }: Record<string, unknown>) => [step, from, to, note]),
    ).toEqual([
      ['submit', 'draft', 'submitted', '请街道审核'],
      ['review', 'submitted', 'reviewed', '同意'],
      ['approve', 'reviewed', 'approved', null],
    ]);
    const rows = await service.db.query<{ action: string }>(sql`
      select action from audit where target = ${String(id)} order by id`);
    expect(rows.map(({ action }) => action)).toEqual(['plan.create', 'plan.submit', 'plan.review', 'plan.approve']);
  });

  it('comes back with a reason, and goes again', async () => {
    const id = await make('退回');
    await step(id, town.planner, 'submit');
    expect((await step(id, town.reviewer, 'return')).code).toBe('note-missing');
    expect((await step(id, town.reviewer, 'return', '第3网格户数不足')).body.state).toBe('draft');
    expect((await step(id, town.planner, 'submit')).body.state).toBe('submitted');
    expect((await step(id, town.planner, 'withdraw')).body.state).toBe('draft');
  });

  it('is closed to changes while it is on its way', async () => {
    const id = await make('锁定');
    await step(id, town.planner, 'submit');
    const tag = String((await get(String(id))).headers.etag);
    const operations = [{ ref: 'too-late-1', operation: { kind: 'undo', args: { of: 1 } } }];
    const headers = { 'if-match': tag };
    const edit = await ask(service.app, 'POST', `/api/plans/${id}/operations`, {
      token: town.planner,
      payload: { operations },
      headers,
    });
    expect([edit.status, edit.code, edit.body.params.state]).toEqual([409, 'plan-state', 'submitted']);
    const dropped = await ask(service.app, 'DELETE', `/api/plans/${id}`, { token: town.planner, headers });
    expect(dropped.code).toBe('plan-state');
  });

  it('is not moved by one who does not know its version', async () => {
    const id = await make('版本');
    const payload = { step: 'submit' };
    const url = `/api/plans/${id}/steps`;
    expect((await ask(service.app, 'POST', url, { token: town.planner, payload })).code).toBe('precondition-required');
    const headers = { 'if-match': `"plan-${id}-9"` };
    expect((await ask(service.app, 'POST', url, { token: town.planner, payload, headers })).code).toBe(
      'precondition-failed',
    );
  });

  describe('each step', () => {
    it.each([
      ['submit', 'reviewer', 'role-missing'],
      ['submit', 'auditor', 'role-missing'],
      ['withdraw', 'reviewer', 'role-missing'],
      ['review', 'planner', 'role-missing'],
      ['approve', 'planner', 'role-missing'],
      ['return', 'planner', 'role-missing'],
    ] as const)('%s is not for a %s', async (name, role, code) => {
      const id = await make(`${name} ${role}`);
      expect((await step(id, county[role], name, '理由')).code).toBe(code);
    });

    it('approve is for the county, not for the town', async () => {
      const id = await make('越级');
      await step(id, town.planner, 'submit');
      await step(id, town.reviewer, 'review');
      const refused = await step(id, town.reviewer, 'approve');
      expect([refused.code, refused.body.params.area]).toEqual(['area-forbidden', COUNTY]);
      expect((await step(id, county.admin, 'approve')).body.state).toBe('approved');
    });

    it('is for those of the plan’s own area', async () => {
      const id = await make('外地');
      const foreign = await addToken(service.db, 'of elsewhere', [{ role: 'planner', area: '310000' }]);
      expect((await step(id, foreign, 'submit')).code).toBe('area-forbidden');
    });

    it('is refused in every state that it does not lead from', async () => {
      const way: readonly PlanStep[] = ['submit', 'review', 'approve'];
      const id = await make('状态');
      for (const state of ['draft', 'submitted', 'reviewed', 'approved'] as const) {
        expect((await get(String(id))).body.state).toBe(state);
        for (const name of ['submit', 'withdraw', 'review', 'approve', 'return'] as const) {
          if (LIFE[name].from.includes(state)) continue;
          const refused = await step(id, county.admin, name, '理由');
          expect([state, name, refused.code]).toEqual([state, name, 'plan-state']);
        }
        const next = way[['draft', 'submitted', 'reviewed'].indexOf(state)];
        if (next !== undefined) await step(id, county.admin, next);
      }
    });
  });

  it('a dropped plan keeps the record of it', async () => {
    const id = await make('作废');
    const headers = { 'if-match': String((await get(String(id))).headers.etag) };
    expect((await ask(service.app, 'DELETE', `/api/plans/${id}`, { token: town.planner, headers })).status).toBe(204);
    expect((await get(String(id))).code).toBe('plan-unknown');
    const [row] = await service.db.query(
      sql`select step, to_state as "to" from plan_step where plan_id = ${id}::bigint`,
    );
    expect(row).toEqual({ step: 'drop', to: 'dropped' });
  });
});
