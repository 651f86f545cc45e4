/**
 * A county of 1,000 grids and a million events of 24 months, written by the database itself; about 5,000 of them are open.
 * On a PostgreSQL server of the tests (without fsync) or on the embedded database.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '../../server/database/database.ts';
import { openEmbedded } from '../../server/database/embedded.ts';
import { migrate } from '../../server/database/migrate.ts';
import { openPostgres } from '../../server/database/postgres.ts';
import { Sql, sql } from '../../server/database/sql.ts';
import { copyTemplate, MIGRATIONS, migratedTemplate } from '../support/embedded-template.ts';
import { startTestServer } from '../support/postgres-server.ts';

export const BENCH_COUNTY = '990103';
const CHUNK = 50_000;

export interface SceneDatabase {
  db: Database;
  /** For other processes; null: embedded. */
  url: string | null;
  close(): Promise<void>;
}

export async function openScene(kind: 'postgres' | 'embedded'): Promise<SceneDatabase> {
  if (kind === 'postgres') {
    const server = await startTestServer();
    if (server === undefined) throw new Error('no PostgreSQL with PostGIS here');
    const db = await openPostgres(server.url);
    await db.query(new Sql(['create extension if not exists postgis'], []));
    await migrate(db, MIGRATIONS);
    const close = async (): Promise<void> => {
      await db.close();
      await server.stop();
    };
    return { db, url: server.url, close };
  }
  const folder = mkdtempSync(join(tmpdir(), 'gezhong-bench-'));
  copyTemplate(await migratedTemplate(), folder);
  const db = await openEmbedded({ folder });
  const close = async (): Promise<void> => {
    await db.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { db, url: null, close };
}

/** 10 towns of 10 communities of 10 grids, each a square. */
export async function writeCounty(db: Database): Promise<void> {
  await db.query(sql`
    insert into area (level, code, parent_code, name)
    select 'county', ${BENCH_COUNTY}, null, '试验县'
    union all select 'town', ${BENCH_COUNTY} || lpad(t::text, 3, '0'), ${BENCH_COUNTY}, '镇' || t from generate_series(1, 10) t
    union all select 'community', ${BENCH_COUNTY} || lpad(t::text, 3, '0') || lpad(c::text, 3, '0'),
      ${BENCH_COUNTY} || lpad(t::text, 3, '0'), '社区' || c from generate_series(1, 10) t, generate_series(1, 10) c`);
  await db.query(sql`
    insert into edition (county_code, number, in_force_from, scheme, author, content_hash, grid_count)
    values (${BENCH_COUNTY}, 1, now() - interval '3 years', 'unit-15', 'bench', '', 1000)`);
  await db.query(sql`
    with spot as (
      select n, 1170000000 + (n % 40) * 20000 as x, 300000000 + (n / 40) * 20000 as y from generate_series(0, 999) n)
    insert into grid (county_code, code, name, kind, parent_code, geom, lattice, label, area_m2, colour, from_edition)
    select ${BENCH_COUNTY}, community || lpad((n % 10 + 1)::text, 3, '0'), '第' || n || '网格', 'basic', community,
      ST_SetSRID(ST_Multi(ST_MakeEnvelope(x / 1e7, y / 1e7, (x + 20000) / 1e7, (y + 20000) / 1e7)), 4326),
      ST_Multi(ST_MakeEnvelope(x, y, x + 20000, y + 20000)), ST_SetSRID(ST_MakePoint(x / 1e7 + 0.001, y / 1e7 + 0.001), 4326),
      40000, 1, (select max(id) from edition)
    from (select *, ${BENCH_COUNTY} || lpad((n / 100 + 1)::text, 3, '0') || lpad((n / 10 % 10 + 1)::text, 3, '0') as community
      from spot) s`);
  await db.query(sql`
    insert into grid_tally (grid_id, households, shops, buildings, places, uncounted) select id, 200, 0, 1, 1, 0 from grid`);
}

/** In the order of their reports. */
export async function writeEvents(db: Database, count: number): Promise<void> {
  for (let from = 0; from < count; from += CHUNK) {
    const to = Math.min(count, from + CHUNK) - 1;
    await db.query(sql`
      insert into event (id, county_code, area_code, grid_code, geom, dictionary, category, text, channel, occurred_at, reported_at,
        reporter, grade, way, level, state, version, changed_at, clock, due_at, handler, filed_at, dispatched_at, handled_at,
        ended_at, handle_due, verify_due, dispatches, returns, reworks, overran)
      select gen_random_uuid(), ${BENCH_COUNTY}, left(g.code, 12), g.code, g.label, 'sample',
        (array['0101','0102','0103','0201','0301','0401','0402','0501'])[1 + n % 8], '路口有暴露垃圾，影响通行',
        (array['worker','hotline','resident','system'])[1 + n % 4], at, at, 'bench',
        (array['simple','ordinary','notable','major'])[1 + n % 4], (array['on-the-spot','community','urgent'])[1 + n % 3],
        'community', case when open then 'handling' when n % 40 = 1 then 'void' when n % 40 = 2 then 'merged' else 'closed' end,
        8, at, case when open then 'handle' end, case when open then at + interval '3 days' end,
        jsonb_build_object('kind', 'unit', 'code', 'u' || n % 30, 'name', '单位' || n % 30),
        at + interval '10 minutes', at + interval '1 hour', case when not open then at + u * interval '60 hours' end,
        case when not open then at + interval '61 hours' end, at + interval '49 hours', at + interval '72 hours',
        1 + (n % 20 = 0)::int, (n % 20 = 0)::int, (n % 15 = 0)::int, n % 9 = 0
      from (select n, random() as u, now() - (${count}::int - n) * (interval '730 days' / ${count}::int) as at,
          n > ${count}::int - 3000 or n % 500 = 0 as open from generate_series(${from}::int, ${to}::int) n) e
      join (select code, label, row_number() over (order by code) - 1 as i from grid) g on g.i = (e.n::bigint * 7919 % 1000)`);
  }
  await db.query(new Sql(['analyze event'], []));
}
