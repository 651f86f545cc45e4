/** What the coverage check says of people: vacant posts of the roster, and places at which nobody was, where the county logs visits. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Finding } from '../../../server/contract/coverage.ts';
import { sql } from '../../../server/database/sql.ts';
import { eachDatabase } from '../../support/database.ts';
import { COMMUNITY, type Desk, openDesk } from '../../support/event-desk.ts';
import { COUNTY } from '../../support/small-county.ts';

const DAY_MS = 86_400_000;

eachDatabase((_name, open) => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk(await open());
  });
  afterAll(() => desk.close());

  const found = async (more = ''): Promise<string[]> => {
    const { status, body } = await desk.ask(
      'GET',
      `/api/coverage?area=${COUNTY}${more}`,
      undefined,
      desk.tokens.auditor,
    );
    expect(status).toBe(200);
    return (body.findings as Finding[])
      .filter(({ kind }) => /^(roster|places)-/.test(kind))
      .map(({ kind, grids, detail, buildings, households }) =>
        [kind, grids[0]!.slice(12), JSON.stringify(detail), buildings, households].join(' '),
      );
  };
  const visit = async (place: string, daysAgo: number): Promise<void> => {
    const at = new Date(Date.now() - daysAgo * DAY_MS);
    await desk.service.db.query(sql`
      insert into visit (id, county_code, worker_id, place_code, area_code, kind, households, at, received_at, proof, said)
      select gen_random_uuid(), ${COUNTY}, id, ${place}, ${COMMUNITY}, 'visit', 1, ${at}, ${at}, 'none', 'x' from worker limit 1`);
  };
  const put = async (url: string, change: Record<string, unknown>): Promise<void> => {
    const { body, headers } = await desk.ask('GET', url);
    const answer = await desk.ask('PUT', url, { ...body, ...change }, desk.tokens.admin, {
      'if-match': String(headers.etag),
    });
    expect(answer.status).toBe(200);
  };

  it('a county that logs no visits is blamed for none', async () => {
    await desk.ask('POST', '/api/workers', { code: 'w', area: COMMUNITY, name: '某人' });
    expect(await found()).toEqual([]);
  });

  it('a visit of today is known tomorrow; one of yesterday begins the counting', async () => {
    await visit('b1', 0);
    expect(await found()).toEqual([]);
    await visit('b1', 1.5);
    expect(await found()).toEqual([
      'places-never-visited 002 {"count":2,"places":2} 2 200',
      'places-never-visited 003 {"count":1,"places":1} 1 0',
    ]);
    expect(
      await found(`&asOf=${new Date(Date.now() - 3 * DAY_MS).toISOString()}`).catch(() => []),
      'before it',
    ).toEqual([]);
  });

  it('what was not visited for as long as the settings allow is overdue', async () => {
    await visit('b2', 100);
    await visit('b3', 80);
    await visit('b4', 95);
    // what came in before today is read once a day, and again when the settings change
    await put(`/api/duty/settings/${COUNTY}`, { visitDays: 91 });
    expect(await found()).toEqual([
      'places-not-visited 002 {"count":1,"places":2,"days":91} 1 120',
      'places-not-visited 003 {"count":1,"places":1,"days":91} 1 0',
    ]);
    await put(`/api/duty/settings/${COUNTY}`, { visitDays: 97 });
    expect(await found()).toEqual(['places-not-visited 002 {"count":1,"places":2,"days":97} 1 120']);
    await put(`/api/duty/settings/${COUNTY}`, { visitDays: 200 });
    expect(await found()).toEqual([]);
  });

  it('a role that the roster asks for is missing until somebody holds it, also in a micro grid', async () => {
    await put(`/api/roster/${COUNTY}`, { required: { basic: ['leader', 'worker', 'police'], micro: ['micro'] } });
    expect(await found()).toEqual([
      'roster-gap 001 {"missing":["police"]} 1 200',
      'roster-gap 00101 {"missing":["micro"]} 1 200',
      'roster-gap 002 {"missing":["police"]} 2 200',
      'roster-gap 003 {"missing":["police"]} 1 0',
    ]);
    const { body } = await desk.ask('POST', '/api/workers', { code: 'p', area: COMMUNITY, name: '孙警官' });
    for (const [grid, role] of [
      ['001', 'police'],
      ['002', 'police'],
      ['003', 'police'],
      ['00101', 'micro'],
    ]) {
      await desk.ask('POST', `/api/workers/${body.id}/posts`, { grid: `${COMMUNITY}${grid}`, role });
    }
    expect(await found()).toEqual([]);
  });
});
