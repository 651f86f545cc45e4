/** Importing grids makes a new edition: rows close and stay, codes are never reused, places and counts follow. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../../server/database/sql.ts';
import { openApp, type TestApp } from '../../support/app.ts';
import { eachDatabase } from '../../support/database.ts';
import {
  cell,
  collection,
  feature,
  grid,
  gridCode,
  grids,
  nextCounty,
  point,
  polygon,
  tableCounts,
} from '../../support/import-samples.ts';

eachDatabase((_name, open) => {
  let service: TestApp;
  beforeAll(async () => {
    service = await openApp(await open());
  });
  afterAll(() => service.close());

  async function load(county: string, text: string, options: object = {}) {
    const job = await service.importText('grids', 'g.geojson', text, { county: `${county}:县`, ...options });
    expect([job.state, job.problem, job.report?.items.filter(({ outcome }) => outcome === 'refused')]).toEqual([
      'done',
      null,
      [],
    ]);
    return job.report!;
  }
  const rows = (county: string) =>
    service.db.query<{
      code: string;
      name: string;
      number: number;
      until: number | null;
      colour: number;
      id: number;
    }>(sql`
      select g.id, g.code, g.name, f.number, t.number as until, g.colour from grid g
      join edition f on f.id = g.from_edition left join edition t on t.id = g.to_edition
      where g.county_code = ${county} order by g.code, f.number`);
  const short = async (county: string) =>
    (await rows(county)).map(({ code, number, until }) => [Number(code.slice(6)), number, until]);

  it('the first brings all grids, the county by its name, and the union as its boundary', async () => {
    const county = nextCounty();
    const report = await load(county, grids(county, 1, 2, 3));
    expect(report).toMatchObject({ added: 3, changed: 0, unchanged: 0, closed: 0 });
    const [made] = await service.db.query<{ name: string; level: string; area: number; points: number }>(sql`
      select name, level, ST_Area(boundary) * 1e4 as area, ST_NPoints(boundary) as points from area where code = ${county}`);
    expect(made).toMatchObject({ name: '县', level: 'county' });
    expect(made!.area).toBeCloseTo(3, 9);
    const [edition] = await service.db.query(sql`
      select number, grid_count, scheme, author, source from edition where county_code = ${county}`);
    expect(edition).toMatchObject({
      number: 1,
      grid_count: 3,
      scheme: 'unit-15',
      author: 'test',
      source: { file: 'g.geojson', datum: 'wgs84', crs: 'EPSG:4326' },
    });
    expect((edition as { source: { sha256: string } }).source.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it('the second closes what vanished or changed, inserts what changed or is new, and leaves the rest', async () => {
    const county = nextCounty();
    await load(county, grids(county, 1, 2, 3));
    const before = await rows(county);
    const second = collection([grid(county, 1), grid(county, 2, { name: '幸福里网格' }), grid(county, 4)]);
    expect(await load(county, second)).toMatchObject({ added: 1, changed: 1, unchanged: 1, closed: 1 });
    expect(await short(county)).toEqual([
      [1, 1, null],
      [2, 1, 2],
      [2, 2, null],
      [3, 1, 2],
      [4, 2, null],
    ]);
    expect((await rows(county))[0]).toEqual(before[0]);
    expect(service.maps.county(county)!.grids.map(({ name }) => name)).toEqual(['第1网格', '幸福里网格', '第4网格']);
  });

  it('the boundary of a county made from its grids follows them, dated', async () => {
    const county = nextCounty();
    await load(county, grids(county, 1, 2));
    await load(county, grids(county, 1, 2, 3));
    const boundaries = await service.db.query<{ open: boolean; area: number }>(sql`
      select valid_to is null as open, round((ST_Area(boundary) * 1e4)::numeric, 6)::float8 as area
      from area where code = ${county} order by valid_from`);
    expect(boundaries).toEqual([
      { open: false, area: 2 },
      { open: true, area: 3 },
    ]);
  });

  it('the same file again changes nothing and makes no edition', async () => {
    const county = nextCounty();
    await load(county, grids(county, 1, 2));
    const before = await tableCounts(service.db);
    const turned = collection([
      grid(county, 2),
      grid(county, 1, {}, [[...cell(1)[0]!.slice(2), ...cell(1)[0]!.slice(1, 3)].reverse()]),
    ]);
    expect(await load(county, turned)).toMatchObject({ added: 0, changed: 0, unchanged: 2, closed: 0, edition: null });
    expect(await tableCounts(service.db)).toEqual({ ...before, audits: (before.audits as number) + 1 });
  });

  it('a retired code is refused, and the edition in force stays', async () => {
    const county = nextCounty();
    await load(county, grids(county, 1, 2));
    await load(county, grids(county, 1));
    const job = await service.importText('grids', 'g.geojson', grids(county, 1, 2), { county });
    expect(job).toMatchObject({
      state: 'refused',
      report: { items: [{ row: 2, code: 'code-retired', key: gridCode(county, 2) }] },
    });
    expect(await short(county)).toEqual([
      [1, 1, null],
      [2, 1, 2],
    ]);
  });

  describe('codes that the file does not have', () => {
    const bare = (...numbers: number[]) =>
      collection(numbers.map((n) => feature({ 名称: `${n}号` }, polygon(cell(n)))));

    it('are given from west to east, kept by grids that stay, appended for new ones', async () => {
      const county = nextCounty();
      const report = await load(county, bare(3, 1, 2));
      expect(report.items).toContainEqual(expect.objectContaining({ row: 0, code: 'codes-assigned' }));
      const named = async () =>
        (await rows(county)).filter(({ until }) => until === null).map(({ code, name }) => [code.slice(6), name]);
      expect(await named()).toEqual([
        ['000000001', '1号'],
        ['000000002', '2号'],
        ['000000003', '3号'],
      ]);
      await load(county, bare(0, 1, 3));
      expect(await named()).toEqual([
        ['000000001', '1号'],
        ['000000003', '3号'],
        ['000000004', '0号'],
      ]);
      await load(county, bare(0, 1, 2, 3));
      expect((await named()).at(-1)).toEqual(['000000005', '2号']);
    });

    it('are refused when the scheme has no number left', async () => {
      const county = nextCounty();
      const options = { county: `${county}:县`, scheme: 'county:6,grid:1' };
      const job = await service.importText(
        'grids',
        'g.geojson',
        bare(...Array.from({ length: 10 }, (_, n) => n + 1)),
        options,
      );
      expect(job.report!.items).toContainEqual(expect.objectContaining({ row: 10, code: 'codes-exhausted' }));
    });
  });

  it('codes of free text are taken as they are, and a scheme may be asked for', async () => {
    const county = nextCounty();
    const wards = collection([1, 2].map((n) => feature({ ward: `W-${n}` }, polygon(cell(n)))));
    const report = await load(county, wards, { mapping: { code: 'ward' } });
    expect(report.items).toContainEqual(expect.objectContaining({ code: 'name-from-code' }));
    expect((await rows(county)).map(({ code, name }) => [code, name])).toEqual([
      ['W-1', 'W-1'],
      ['W-2', 'W-2'],
    ]);
    const [edition] = await service.db.query(sql`select scheme from edition where county_code = ${county}`);
    expect(edition).toEqual({ scheme: 'free' });
    const other = nextCounty();
    await load(other, collection([grid(other, 1, { code: `${other}00000001` })]), {
      scheme: 'county:6,town:3,community:3,grid:2',
    });
    const [custom] = await service.db.query(sql`select scheme from edition where county_code = ${other}`);
    expect(custom).toEqual({ scheme: 'custom-c6t3c3g2' });
  });

  it('micro grids stand under the grid their code or their place names', async () => {
    const county = nextCounty();
    const small = [
      [117, 30],
      [117.004, 30],
      [117.004, 30.004],
      [117, 30.004],
      [117, 30],
    ];
    const byCode = grid(county, 1, { code: `${gridCode(county, 1)}01`, kind: '微网格', name: null }, [small]);
    await load(county, collection([byCode, grid(county, 1), grid(county, 2)]));
    const [micro] = await service.db.query(
      sql`select code, name, parent_code from grid where county_code = ${county} and kind = 'micro'`,
    );
    expect(micro).toEqual({ code: `${gridCode(county, 1)}01`, name: '第1微网格', parent_code: gridCode(county, 1) });
    const free = nextCounty();
    const loose = collection([
      feature({ code: 'A' }, polygon(cell(1))),
      feature({ code: 'a1', kind: 'micro' }, polygon([small])),
    ]);
    await load(free, loose);
    const [byPlace] = await service.db.query(
      sql`select code, parent_code from grid where county_code = ${free} and kind = 'micro'`,
    );
    expect(byPlace).toEqual({ code: 'a1', parent_code: 'A' });
  });

  it('posts follow the columns of the file, dated; without a column they are left alone', async () => {
    const county = nextCounty();
    const posts = () =>
      service.db.query<{ role: string; holder: string; open: boolean }>(sql`
        select role, holder, valid_to is null as open from post where county_code = ${county} order by id`);
    const staffed = (leader: unknown, worker: unknown) =>
      collection([grid(county, 1, { leader, worker, workerPhone: '0000-1' })]);
    await load(county, staffed('李', '王'));
    await load(county, staffed('李', '赵'));
    expect(await posts()).toEqual([
      { role: 'leader', holder: '李', open: true },
      { role: 'worker', holder: '王', open: false },
      { role: 'worker', holder: '赵', open: true },
    ]);
    await load(county, grids(county, 1));
    expect((await posts()).filter(({ open: isOpen }) => isOpen)).toHaveLength(2);
    await load(county, staffed(null, '赵'));
    expect((await posts()).filter(({ open: isOpen }) => isOpen).map(({ holder }) => holder)).toEqual(['赵']);
    expect(service.maps.county(county)!.grids[0]).toMatchObject({
      leader: null,
      worker: { name: '赵', phone: '0000-1' },
    });
    await load(county, grids(county, 2));
    expect((await posts()).filter(({ open: isOpen }) => isOpen)).toEqual([]);
  });

  it('neighbours have different colours, and those that stay keep theirs', async () => {
    const county = nextCounty();
    await load(county, grids(county, 1, 2, 3, 4, 5));
    const before = new Map((await rows(county)).map(({ code, colour }) => [code, colour]));
    await load(
      county,
      collection([grid(county, 1), grid(county, 2), grid(county, 3, { name: '新' }), grid(county, 4), grid(county, 6)]),
    );
    const now = (await rows(county)).filter(({ until }) => until === null);
    for (const { code, colour } of now) if (before.has(code)) expect([code, colour]).toEqual([code, before.get(code)]);
    for (const [at, { colour }] of now.slice(1, 4).entries()) expect(colour).not.toBe(now[at]!.colour);
  });

  it('places find their new grid, and counts follow', async () => {
    const county = nextCounty();
    await load(county, grids(county, 1, 2));
    const places = collection([
      feature({ code: 'p1', kind: 'building', households: 10 }, point(117.005, 30.005)),
      feature({ code: 'p2', kind: 'building', households: 20 }, point(117.015, 30.005)),
      feature(
        { code: 'p3', kind: 'building', households: 40, gridOverride: gridCode(county, 1) },
        point(117.016, 30.005),
      ),
    ]);
    expect((await service.importText('places', 'p.geojson', places, { county })).state).toBe('done');
    const held = async () =>
      Object.fromEntries(
        (
          await service.db.query<{ code: string; households: number; buildings: number }>(sql`
            select code, households, buildings from grid join grid_tally on grid_id = id
            where county_code = ${county} and to_edition is null`)
        ).map(({ code, households, buildings }) => [Number(code.slice(6)), [households, buildings]]),
      );
    expect(await held()).toEqual({ 1: [50, 2], 2: [20, 1] });
    const moved = cell(1)[0]!.map(([x, y]) => [x === 117.01 ? 117.02 : x!, y!]);
    await load(county, collection([grid(county, 1, {}, [moved]), grid(county, 3)]));
    expect(await held()).toEqual({ 1: [70, 3], 3: [0, 0] });
    const [closed] = await service.db.query(sql`
      select households from grid join grid_tally on grid_id = id where county_code = ${county} and code = ${gridCode(county, 2)}`);
    expect(closed).toEqual({ households: 20 });
  });

  it('a dry run says what would happen and leaves no trace but its report', async () => {
    const county = nextCounty();
    const before = await tableCounts(service.db);
    const job = await service.importText('grids', 'g.geojson', grids(county, 1, 2), {
      county: `${county}:县`,
      dryRun: true,
    });
    expect(job).toMatchObject({ state: 'done', dryRun: true, report: { added: 2, edition: null } });
    expect(await tableCounts(service.db)).toEqual(before);
    expect(service.maps.county(county)).toBeUndefined();
  });

  it('a plan made while somebody else changed the county is made again', async () => {
    const county = nextCounty();
    await load(county, grids(county, 1));
    let answered = 0;
    const query = service.db.query.bind(service.db);
    service.db.query = (async (statement) => {
      const answer = await query(statement);
      if (
        statement.strings[0]?.includes('used') === false &&
        statement.compile().text.includes('json_agg(distinct code)') &&
        answered++ === 0
      ) {
        await query(sql`update county_revision set revision = revision + 1 where county_code = ${county}`);
      }
      return answer;
    }) as typeof service.db.query;
    try {
      expect(await load(county, grids(county, 1, 2))).toMatchObject({ added: 1, unchanged: 1 });
      expect(answered).toBe(2);
    } finally {
      service.db.query = query;
    }
  });
});
