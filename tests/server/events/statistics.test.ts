/** Figures from memory against the same in plain SQL, on both databases; households, names, CSV, who may ask, hotspots, playing. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../../server/contract/access.ts';
import type { EventFigures, EventStatistics, StatisticsRow } from '../../../server/contract/event-statistics.ts';
import type { Database } from '../../../server/database/database.ts';
import { type Sql, sql } from '../../../server/database/sql.ts';
import { ask, tokenOfEachRole } from '../../support/access-app.ts';
import { openApp, type TestApp } from '../../support/app.ts';
import { eachDatabase } from '../../support/database.ts';
import { plainFigures } from '../../support/event-figures.ts';
import { noiseEvents } from '../../support/event-noise.ts';
import { report, sampleEvent } from '../../support/event-rows.ts';
import { AREAS, COUNTY, gridsFile, PLACES } from '../../support/small-county.ts';

const GRID = '990101001001001';
const DAY_MS = 24 * 3600_000;

eachDatabase((_name, open) => {
  let service: TestApp;
  let tokens: Record<Role, string>;
  const now = Date.now();
  const [from, to] = [new Date(now - 80 * DAY_MS).toISOString(), new Date(now - DAY_MS).toISOString()];
  beforeAll(async () => {
    service = await openApp(await open());
    tokens = await tokenOfEachRole(service.db, COUNTY);
    await service.importText('areas', 'areas.geojson', AREAS, { county: COUNTY });
    await service.importText('grids', 'grids.geojson', gridsFile(), { county: COUNTY });
    await service.importText('places', 'places.csv', PLACES, { county: COUNTY, datum: 'wgs84' });
    await service.db.query(sql`insert into event_dictionary (id, name) values ('first', '第一'), ('other', '其他')`);
    const limits = JSON.stringify({});
    await service.db.query(sql`
      insert into event_category (dictionary, code, major, major_name, name, grade, way, level, limits)
      select d, code, left(code, 2), m, n, 'simple', 'community', 'grid', ${limits}::jsonb
      from unnest(array['first', 'other']) d, unnest(array['0101', '0102', '0201'], array['市容环境', '市容环境', '宣传广告'],
        array['暴露垃圾', '道路不洁', '非法小广告']) as c (code, m, n)`);
    await report(service.db, noiseEvents(1500, 11, now));
    await report(service.db, [sampleEvent({ county_code: '990102', area_code: '990102001001', grid_code: null })]);
    const whole = await service.db.query<{ n: number }>(sql`select count(*)::int as n from event`);
    for (let i = 0; i < 500; i++) {
      const metrics = (await service.app.inject('/metrics')).body;
      if (metrics.includes(`gezhong_events_held ${whole[0]!.n}\n`)) break;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  });
  afterAll(() => service.close());

  const get = (path: string, token = tokens.viewer, headers = {}) => ask(service.app, 'GET', path, { token, headers });
  const statistics = async (by: string, more = ''): Promise<EventStatistics> => {
    const answer = await get(`/api/events/statistics?area=${COUNTY}&from=${from}&to=${to}&by=${by}${more}`);
    expect(answer.status, JSON.stringify(answer.body).slice(0, 300)).toBe(200);
    return answer.body;
  };
  const shanghai = (format: string): Sql => sql`to_char(reported_at at time zone 'Asia/Shanghai', ${format})`;
  const KEYS: Record<string, Sql> = {
    grid: sql`grid_code`,
    community: sql`nullif(left(area_code, case when length(area_code) = 12 then 12 else 0 end), '')`,
    town: sql`nullif(left(area_code, case when length(area_code) >= 9 then 9 else 0 end), '')`,
    category: sql`dictionary || '/' || category`,
    major: sql`dictionary || '/' || left(category, 2)`,
    grade: sql`grade`,
    channel: sql`channel`,
    way: sql`way`,
    handler: sql`handler->>'code'`,
    hour: shanghai('HH24'),
    day: shanghai('YYYY-MM-DD'),
    month: shanghai('YYYY-MM'),
  };

  /** Rates and what stands on the map are told apart: they are compared by their formulas below. */
  function countsOf({ figures }: { figures: EventFigures }) {
    const { households, per1000Households, ...rest } = figures;
    return rest;
  }

  describe('every figure', () => {
    it.each([...Object.keys(KEYS), 'grid,month', 'community,grade', 'handler,day'])(
      'by %s is what SQL says',
      async (by) => {
        const made = await statistics(by);
        const where = sql`starts_with(area_code, ${COUNTY}) and reported_at >= ${from}::timestamptz and reported_at < ${to}::timestamptz`;
        const keys = by.split(',').map((group) => KEYS[group]!);
        const plain = await plainFigures(service.db, { keys, where, now: new Date(made.at) });
        const bare = ({ key }: StatisticsRow) => JSON.stringify(key);
        const sorted = [...made.rows].sort((a, b) =>
          bare(a) < bare(b) ? -1 : bare(a) > bare(b) ? 1 : a.figures.reported - b.figures.reported,
        );
        const strip = (key: string | null) => key?.replace(/^(first|other)\//, '') ?? null;
        const expected = plain
          .map(({ key, figures }) => ({ key: key.map(strip), figures }))
          .sort((a, b) => {
            const [x, y] = [JSON.stringify(a.key), JSON.stringify(b.key)];
            return x < y ? -1 : x > y ? 1 : a.figures.reported - b.figures.reported;
          });
        expect(sorted.map(({ key }) => key)).toEqual(expected.map(({ key }) => key));
        expect(sorted.map(countsOf)).toEqual(expected.map(({ figures }) => figures));
        const [total] = await plainFigures(service.db, { keys: [], where, now: new Date(made.at) });
        expect(countsOf({ figures: made.total })).toEqual(total!.figures);
      },
    );

    it('obeys filters', async () => {
      const made = await statistics('grade', `&category=01&channel=hotline&way=urgent&grid=${GRID}&grade=major`);
      const where = sql`grid_code = ${GRID} and starts_with(category, '01') and channel = 'hotline' and way = 'urgent'
        and grade = 'major' and reported_at >= ${from}::timestamptz and reported_at < ${to}::timestamptz`;
      const [total] = await plainFigures(service.db, { keys: [], where, now: new Date(made.at) });
      expect(total!.figures.reported).toBeGreaterThan(0);
      expect(countsOf({ figures: made.total })).toEqual(total!.figures);
      expect(made.rows.map(({ key }) => key)).toEqual([['major']]);
      expect(made.total.households).toBe(200);
    });

    it('stands on the households of the map, with the names of things', async () => {
      const byGrid = await statistics('grid');
      const row = byGrid.rows.find(({ key }) => key[0] === GRID)!;
      expect(row.name).toEqual(['第1网格']);
      expect(row.figures.households).toBe(200);
      expect(row.figures.per1000Households).toBeCloseTo(row.figures.reported * 5, 3);
      expect(byGrid.rows.at(-1)).toMatchObject({ key: [null], name: [null], figures: { households: null } });
      expect(byGrid.total.households).toBe(400);
      const [community] = (await statistics('community')).rows;
      expect(community).toMatchObject({ name: ['幸福里社区'], figures: { households: 400 } });
      expect((await statistics('month')).rows[0]!.figures.households).toBe(400);
      const category = (await statistics('category')).rows[0]!;
      expect([category.key[0], category.name[0]]).toEqual(['0101', '暴露垃圾']);
      expect((await statistics('major')).rows[0]!.name[0]).toBe('市容环境');
      expect((await statistics('handler')).rows.map(({ key, name }) => [key[0], typeof name[0]])).toEqual([
        ...[
          ['cg', 'string'],
          ['sw', 'string'],
          [null, 'object'],
        ],
      ]);
    });
  });

  describe('the answer', () => {
    it('is a table for spreadsheets where that is asked for', async () => {
      const path = `/api/events/statistics?area=${COUNTY}&from=${from}&to=${to}&by=grid,month`;
      const csv = await get(path, tokens.viewer, { accept: 'text/csv' });
      expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8');
      expect((await get(`${path}&format=csv`)).body).toBe(csv.body);
      const lines = (csv.body as string).split('\r\n');
      expect(lines[0]).toMatch(/^\uFEFF网格 grid,网格名称 gridName,月份 month,月份名称 monthName,上报 reported,/);
      const { rows, total } = await statistics('grid,month');
      expect(lines).toHaveLength(rows.length + 3);
      expect(lines[1]!.split(',')[4]).toBe(String(rows[0]!.figures.reported));
      expect(lines.at(-2)).toMatch(new RegExp(`^合计 total,,,,${total.reported},`));
    });

    it('is refused to whom it is not for, for no period, and while the events are being loaded', async () => {
      const path = (query: string) => `/api/events/statistics?by=grid&${query}`;
      const period = `from=${from}&to=${to}`;
      expect((await get(path(`area=310000&${period}`))).code).toBe('area-forbidden');
      expect((await get(path(`area=${COUNTY}&${period}`), tokens.planner)).code).toBe('role-missing');
      expect((await get(path(`area=${COUNTY}&from=${to}&to=${from}`))).code).toBe('period-invalid');
      const without: Database = {
        ...{ kind: service.db.kind, close: async () => {}, transaction: (work) => service.db.transaction(work) },
        ...{ listen: (channel, heard) => service.db.listen(channel, heard), notify: async () => {} },
        holdAlone: (name, lost) => service.db.holdAlone(name, lost),
        query: (statement) =>
          statement.compile().text.includes('from event')
            ? Promise.reject(new Error('not now'))
            : service.db.query(statement),
      };
      const loading = await openApp(without);
      const token = { token: tokens.viewer };
      const early = await ask(loading.app, 'GET', path(`area=${COUNTY}&${period}`), token);
      expect([early.status, early.code, early.headers['retry-after']]).toEqual([503, 'not-ready', '2']);
      for (const url of [`/api/events/hotspots?area=${COUNTY}`, `/api/events/played?area=${COUNTY}&${period}`])
        expect((await ask(loading.app, 'GET', url, token)).code).toBe('not-ready');
      await loading.close();
    });
  });

  describe('what else is read from memory', () => {
    it('are hotspots: a grid that has far more than its past, and no other', async () => {
      const steady = Array.from({ length: 10 }, (_, week) =>
        [1, 2, 3].flatMap((grid) =>
          Array.from({ length: 6 }, (_, n) =>
            sampleEvent({
              ...{ grid_code: `99010100100100${grid}`, category: '0909' },
              reported_at: new Date(now - (week * 7 + n + 0.5) * DAY_MS),
            }),
          ),
        ),
      ).flat();
      const rise = Array.from({ length: 40 }, () =>
        sampleEvent({ grid_code: '990101001001002', category: '0909', reported_at: new Date(now - DAY_MS) }),
      );
      await report(service.db, [...steady, ...rise]);
      let answer = await get(`/api/events/hotspots?area=${COUNTY}&category=0909`);
      for (let i = 0; i < 100 && answer.body.hotspots?.length === 0; i++) {
        await new Promise((resolve) => setTimeout(resolve, 20));
        answer = await get(`/api/events/hotspots?area=${COUNTY}&category=0909`);
      }
      expect(answer.body).toMatchObject({ days: 7, looked: 3 });
      expect(answer.body.hotspots).toHaveLength(1);
      expect(answer.body.hotspots[0]).toMatchObject({ grid: '990101001001002', name: '第2网格', count: 46 });
      expect((await get('/api/events/hotspots?area=310000')).code).toBe('area-forbidden');
    });

    it('are the events that are played', async () => {
      const answer = await service.app.inject({
        url: `/api/events/played?area=${COUNTY}&from=${from}&to=${to}`,
        headers: { authorization: `Bearer ${tokens.dispatcher}` },
      });
      expect(answer.headers['content-type']).toBe('application/octet-stream');
      const [row] = await service.db.query<{ n: number }>(sql`
        select count(*)::int as n from event where starts_with(area_code, ${COUNTY}) and reported_at < ${to}::timestamptz
          and (ended_at is null or ended_at >= ${from}::timestamptz)`);
      expect(answer.rawPayload.readUInt32LE(8)).toBe(row!.n);
      expect((await get(`/api/events/played?area=310000&from=${from}&to=${to}`)).code).toBe('area-forbidden');
    });
  });
});
