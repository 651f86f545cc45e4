/** A restart shows what was shown before; a publish moves people without a step; two processes show each other's workers. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../../server/contract/access.ts';
import type { Database } from '../../../server/database/database.ts';
import { sql } from '../../../server/database/sql.ts';
import { ask, tokenOfEachRole } from '../../support/access-app.ts';
import { openApp, type TestApp } from '../../support/app.ts';
import { eachDatabase } from '../../support/database.ts';
import { hire, signOut } from '../../support/people.ts';
import { AREAS, box, COUNTY, GRIDS, gridsFile } from '../../support/small-county.ts';

const COMMUNITY = `${COUNTY}001001`;
const GRID_1 = `${COMMUNITY}001`;
const GRID_2 = `${COMMUNITY}002`;
const A = { lon: 117.009, lat: 30.005 };

eachDatabase((name, open) => {
  let db: Database;
  let service: TestApp;
  let tokens: Record<Role, string>;
  const since = new Date(Date.now() - 3_600_000);
  beforeAll(async () => {
    db = await open();
    service = await openApp(db);
    await service.importText('areas', 'areas.geojson', AREAS, { county: COUNTY });
    await service.importText('grids', 'grids.geojson', gridsFile(), { county: COUNTY });
    tokens = await tokenOfEachRole(db, COUNTY);
  });
  afterAll(() => service.close());

  const send = async (fixes: object[], to = service): Promise<string[]> =>
    (await ask(to.app, 'POST', '/api/positions', { token: tokens.worker, payload: { fixes } })).body.results;
  const shown = async (worker: number, by = service) => {
    const answer = await ask(by.app, 'GET', `/api/positions?area=${COUNTY}`, { token: tokens.dispatcher });
    return (answer.body.positions as { worker: number; grid: string | null; lon: number }[]).find(
      (one) => one.worker === worker,
    );
  };

  it('shows after a restart what it showed before, and knows what it has', async () => {
    const { id: worker } = await hire(db, { since, grids: [GRID_1] });
    const gone = await hire(db, { since });
    const t = Date.now() - 60_000;
    await send([
      { worker, t, ...A },
      { worker: gone.id, t, ...A },
    ]);
    // beyond the border, but not settled
    await send([{ worker, t: t + 10_000, lon: 117.0102, lat: 30.005 }]);
    const before = await shown(worker);
    expect(before).toMatchObject({ grid: GRID_1, lon: 117.0102 });
    await service.close();
    await signOut(db, gone.id, new Date());
    service = await openApp(db);
    expect(await shown(worker)).toEqual(before);
    expect(await shown(gone.id)).toBe(undefined);
    expect(
      await send([
        { worker, t, ...A },
        { worker, t: t + 10_000, ...A },
      ]),
    ).toEqual(['duplicate', 'duplicate']);
    // the rule goes on where it was
    await send([{ worker, t: t + 15_000, lon: 117.0104, lat: 30.005 }]);
    await send([{ worker, t: t + 20_000, lon: 117.0106, lat: 30.005 }]);
    expect(await shown(worker)).toMatchObject({ grid: GRID_2 });
  });

  it('says reassigned, not that somebody moved, when the grids are drawn anew', async () => {
    const { id: worker } = await hire(db, { since });
    await send([{ worker, t: Date.now() - 30_000, ...A }]);
    expect(await shown(worker)).toMatchObject({ grid: GRID_1 });
    const west = box(117, 30, 117.008, 30.01);
    const middle = box(117.008, 30, 117.02, 30.01);
    const drawn = GRIDS.map((grid) =>
      grid.code === GRID_1 ? { ...grid, box: west } : grid.code === GRID_2 ? { ...grid, box: middle } : grid,
    );
    const job = await service.importText('grids', 'grids.geojson', gridsFile(drawn), { county: COUNTY });
    expect(job.state).toBe('done');
    await expect.poll(async () => (await shown(worker))?.grid, { timeout: 20_000 }).toBe(GRID_2);
    const moves = () =>
      db.query(sql`select kind, from_grid, to_grid, reason from movement where worker_id = ${worker}::bigint`);
    await expect
      .poll(moves, { timeout: 10_000 })
      .toEqual([{ kind: 'reassigned', from_grid: GRID_1, to_grid: GRID_2, reason: 'edition' }]);
  });

  describe.skipIf(name === 'embedded')('two processes', () => {
    it('show each other’s workers, and a repeat to the other is a duplicate', async () => {
      const other = await openApp(db);
      const { id: worker } = await hire(db, { since });
      const t = Date.now() - 30_000;
      expect(await send([{ worker, t, ...A }])).toEqual(['accepted']);
      await expect.poll(() => shown(worker, other), { timeout: 10_000 }).toEqual(await shown(worker));
      expect(await send([{ worker, t, ...A }], other)).toEqual(['duplicate']);
      expect(await send([{ worker, t: t + 10_000, lon: 117.0095, lat: 30.005 }], other)).toEqual(['accepted']);
      await expect.poll(async () => (await shown(worker))?.lon, { timeout: 10_000 }).toBe(117.0095);
      await signOut(db, worker, new Date());
      await expect.poll(() => shown(worker), { timeout: 10_000 }).toBe(undefined);
      await expect.poll(() => shown(worker, other), { timeout: 10_000 }).toBe(undefined);
      // of two who showed the worker one writes that the shift is over
      const rows = () =>
        db.query(
          sql`select count(*)::int as n from movement where worker_id = ${worker}::bigint and kind = 'off-duty'`,
        );
      await expect.poll(rows, { timeout: 10_000 }).toEqual([{ n: 1 }]);
      await other.close();
      expect(await rows()).toEqual([{ n: 1 }]);
    });
  });
});
