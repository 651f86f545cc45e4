/** SQL of failed sign-ins. A key is a login or an address; `until` is when the next try is heard. */
import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';

export interface AttemptRule {
  /** Failures that cost no waiting. */
  free: number;
  /** The longest wait, seconds. Waits double from one failure to the next. */
  longestS: number;
  /** After this much quiet the count begins again, seconds. */
  forgetS: number;
}

/** Who need not wait is let in a minute ago, so that a process whose clock is a little behind lets them in too. */
const SLACK = sql`interval '1 minute'`;

/**
 * Counts a try as failed before it is known, so that tries at the same moment cannot slip through together.
 * Null: it may go on. Else the time from which a try is heard again; nothing was counted.
 */
export async function countAttempt(tx: Queryable, key: string, rule: AttemptRule, now: Date): Promise<Date | null> {
  const fresh = sql`f.until < ${now}::timestamptz - make_interval(secs => ${rule.forgetS}::float8)`;
  const count = sql`(case when ${fresh} then 1 else f.count + 1 end)`;
  const waitS = sql`least(${rule.longestS}::float8, power(2, least(${count} - ${rule.free}::int, 30)))`;
  const rows = await tx.query<{ count: number }>(sql`
    insert into login_failure as f (key, count, until) values (${key}, 1, ${now}::timestamptz - ${SLACK})
    on conflict (key) do update set
      count = ${count},
      until = ${now}::timestamptz + case when ${count} <= ${rule.free}::int then -${SLACK} else make_interval(secs => ${waitS}) end
    where f.until <= ${now}::timestamptz
    returning f.count`);
  if (rows.length > 0) return null;
  const blocked = await tx.query<{ until: Date }>(sql`select until from login_failure where key = ${key}`);
  return blocked[0]?.until ?? now;
}

/** The try was none of guessing: takes its own count back, and the waiting with it. */
export async function uncountAttempt(tx: Queryable, key: string, now: Date): Promise<void> {
  await tx.query(sql`
    update login_failure set count = greatest(count - 1, 0), until = least(until, ${now}::timestamptz - ${SLACK}) where key = ${key}`);
}

export async function forgetAttempts(tx: Queryable, key: string): Promise<void> {
  await tx.query(sql`delete from login_failure where key = ${key}`);
}

export async function deleteOldAttempts(q: Queryable, before: Date): Promise<void> {
  await q.query(sql`delete from login_failure where until < ${before}::timestamptz`);
}
