/** Duty, positions and visits together: who signed in sends where they are, which proves the visit and counts in the grid. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { GridPresence } from '../../../server/contract/visits.ts';
import { eachDatabase } from '../../support/database.ts';
import { type DutyDesk, openDutyDesk } from '../../support/duty-desk.ts';
import { COMMUNITY } from '../../support/event-desk.ts';

/** By building b1 of grid 001, and 300 m from it. */
const BY_B1 = { lon: 117.002, lat: 30.002 };
const AWAY = { lon: 117.005, lat: 30.003 };
const MINUTE = 60_000;

eachDatabase((_name, open) => {
  let desk: DutyDesk;
  beforeAll(async () => {
    desk = await openDutyDesk(await open());
  });
  afterAll(() => desk.close());

  const send = async (t: number, at: { lon: number; lat: number }): Promise<string> => {
    const fixes = [{ t, ...at, accuracy: 8 }];
    const { status, body } = await desk.ask('POST', '/api/positions', { fixes }, desk.cookies.one);
    return status === 200 ? body.results[0] : JSON.stringify(body);
  };
  const visit = async (at: string) =>
    (
      await desk.ask(
        'POST',
        '/api/visits',
        { id: randomUUID(), place: 'b1', kind: 'visit', households: 2, at },
        desk.cookies.one,
      )
    ).body;

  it('a visit is proved by the position of its time, and the way counts in its grid', async () => {
    desk.setClock('03-08 08:00');
    expect(await send(Date.parse(desk.at('03-08 08:00')), BY_B1), 'nothing is taken before the sign-in').toBe(
      'off-duty',
    );
    desk.setClock('03-08 08:30');
    const shift = (await desk.signIn(BY_B1)).body.id;
    const start = Date.parse(desk.at('03-08 08:30'));
    desk.setClock('03-08 09:20');
    for (let minute = 1; minute <= 40; minute++) {
      const at = minute <= 20 ? AWAY : BY_B1;
      const moved = { lon: at.lon + 1e-5 * (minute % 7), lat: at.lat };
      expect(['accepted', 'coalesced']).toContain(await send(start + minute * MINUTE, moved));
    }
    expect(await visit(desk.at('03-08 08:45'))).toMatchObject({ proof: 'far' });
    expect(await visit(desk.at('03-08 09:05'))).toMatchObject({ proof: 'near' });
    expect(await visit(desk.at('03-08 09:19')), 'no position within five minutes').toMatchObject({ proof: 'none' });
    await desk.signOut(shift, BY_B1);

    let grid: GridPresence | undefined;
    await expect
      .poll(
        async () => {
          const url = `/api/presence?area=${COMMUNITY}&from=2027-03-08&to=2027-03-08`;
          const { body } = await desk.ask('GET', url, undefined, desk.tokens.auditor);
          grid = (body.grids as GridPresence[]).find((one) => one.grid === `${COMMUNITY}001`);
          return grid?.minutes;
        },
        { timeout: 10_000 },
      )
      .toBeGreaterThanOrEqual(35);
    expect(grid).toMatchObject({ visits: 3, proved: 1, patrols: 1 });
    expect(grid!.minutes).toBeLessThanOrEqual(41);
    expect(grid!.buildingsPassed).toBeGreaterThan(0);
  });
});
