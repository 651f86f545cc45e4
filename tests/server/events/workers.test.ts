/** Who an event can be sent to: workers on the roster, the nearest to it first, and nobody else, on both databases. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertAccount, updateAccount } from '../../../server/access/repository.ts';
import type { Role } from '../../../server/contract/access.ts';
import { cheapHash } from '../../support/access-app.ts';
import { eachDatabase } from '../../support/database.ts';
import { COMMUNITY, type Desk, openDesk, tokenOver } from '../../support/event-desk.ts';
import { COUNTY } from '../../support/small-county.ts';

const TOWN = `${COUNTY}001`;
/** Login, name, role, area. In grid 001 the leader is 李建国 and the worker 王敏; 赵强 is the worker of grid 002. */
const PEOPLE: readonly (readonly [string, string, Role, string | null])[] = [
  ['w-county', '周全', 'worker', COUNTY],
  ['w-town', '孙立', 'worker', TOWN],
  ['w-next', '赵强', 'worker', COMMUNITY],
  ['w-grid', '王敏', 'worker', COMMUNITY],
  ['w-same-a', '李建国', 'worker', COMMUNITY],
  ['w-same-b', '李建国', 'worker', TOWN],
  ['w-all', '吴天', 'worker', null],
  ['w-away', '郑远', 'worker', `${COUNTY}001002`],
  ['w-gone', '冯去', 'worker', COMMUNITY],
  ['d-desk', '陈台', 'dispatcher', COUNTY],
  ['a-chief', '褚长', 'admin', COUNTY],
  ['v-look', '卫看', 'viewer', COMMUNITY],
];

eachDatabase((_name, open) => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk(await open());
    await desk.service.db.transaction(async (tx) => {
      for (const [login, name, role, area] of PEOPLE) {
        const account = { login, name, passwordHash: cheapHash('x'), grants: [{ role, area }], demo: false };
        const id = await insertAccount(tx, account);
        if (login === 'w-gone') await updateAccount(tx, id, { disabled: true });
      }
    });
  });
  afterAll(() => desk.close());

  const workers = (id: string, token = desk.tokens.dispatcher) =>
    desk.ask('GET', `/api/events/${id}/workers`, undefined, token);
  const listed = async (id: string) =>
    (await workers(id)).body.workers.map(({ login, near }: { login: string; near: string }) => `${login} ${near}`);

  it('has the one who answers for the grid first, then those of the community, the town, the county', async () => {
    const event = await desk.reported();
    const answer = await workers(event.id);
    expect(answer.status).toBe(200);
    expect(answer.body.workers[0]).toEqual({ login: 'w-grid', name: '王敏', near: 'grid' });
    // 李建国 leads grid 001, but two workers have that name: nobody can say which of them it is.
    expect(await listed(event.id)).toEqual([
      ...['w-grid grid', 'w-same-a community', 'w-next community'],
      ...['w-same-b town', 'w-town town', 'w-county county', 'w-all county'],
    ]);
  });

  it('goes by the grid of each event, and by the area where there is none', async () => {
    const second = await desk.reported({ lon: 117.015 });
    expect((await listed(second.id))[0]).toBe('w-next grid');
    const nowhere = await desk.reported({ lon: undefined, lat: undefined, area: TOWN });
    expect(await listed(nowhere.id)).toEqual(['w-same-b town', 'w-town town', 'w-county county', 'w-all county']);
  });

  it('is for those who dispatch there', async () => {
    const event = await desk.reported();
    expect((await workers(event.id, desk.tokens.worker)).code).toBe('role-missing');
    expect((await workers(event.id, await tokenOver(desk.service.db, 'dispatcher', '990102'))).code).toBe(
      'area-forbidden',
    );
    expect((await workers(event.id.replace(/.$/, 'f').replace(/^./, '0'))).code).toBe('event-unknown');
    expect((await workers(event.id, await tokenOver(desk.service.db, 'dispatcher', COMMUNITY))).status).toBe(200);
  });

  describe('a dispatch', () => {
    it.each(PEOPLE.map(([login, , role]) => [login, role]))('to %s, a %s', async (login) => {
      const event = await desk.reported();
      await desk.step(event.id, 'file');
      const sent = await desk.step(event.id, 'dispatch', { handler: { kind: 'worker', code: login } });
      const taken = (await listed(event.id)).some((row: string) => row.startsWith(`${login} `));
      expect([sent.status, sent.code]).toEqual(taken ? [201, undefined] : [422, 'unit-unknown']);
    });
  });
});
