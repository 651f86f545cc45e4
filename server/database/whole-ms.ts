/**
 * An instant of the database as the whole millisecond that is not before it. The database counts microseconds and what reads it
 * cuts them off: a beginning that was cut off would lie before itself, and asked for by it nothing would be in force.
 */
import { type Sql, sql } from './sql.ts';

export function wholeMs(instant: Sql): Sql {
  return sql`date_trunc('milliseconds', ${instant} + interval '999 microseconds')`;
}
