/** SQL of the roster of workers: accounts that are in use and hold that role, by the area they hold it over. */
import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';

export interface RosterRow {
  login: string;
  name: string;
  /** The innermost of the worker's areas around the one asked for; '' is everything. */
  over: string;
}

/** More than one county has; a list that long is searched, not read. */
const MOST = 5000;

/** `login`: only that one. An admin has every role and is on no roster. */
export function workersOver(q: Queryable, area: string, login: string | null = null): Promise<RosterRow[]> {
  return q.query<RosterRow>(sql`
    select a.login, a.name, max(g.area_code) as over
    from account a join account_grant g on g.account_id = a.id
    where not a.disabled and g.role = 'worker' and starts_with(${area}::text, g.area_code)
      and (${login}::text is null or a.login = ${login}::text)
    group by a.id order by length(max(g.area_code)) desc, a.login collate "C" limit ${MOST}::int`);
}

export async function groundOf(
  q: Queryable,
  id: string,
): Promise<{ county: string; area: string; grid: string | null } | undefined> {
  const rows = await q.query<{ county: string; area: string; grid: string | null }>(sql`
    select county_code as county, area_code as area, grid_code as grid from event where id = ${id}::uuid`);
  return rows[0];
}
