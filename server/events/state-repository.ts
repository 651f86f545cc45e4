/**
 * The one place that writes events: a row is what its steps make of it, never set by hand. Many events are written together,
 * in one statement for the rows and one for the steps, and every process is told which have changed when the transaction commits.
 */
import type { Queryable } from '../database/database.ts';
import { join, Sql, sql } from '../database/sql.ts';
import type { EventFile, KeptDetail } from './event-file.ts';
import { columnsOf, type StepFacts } from './rules/event-now.ts';

export type KeptStep = StepFacts & { readonly detail: KeptDetail };

export interface NewEventRow extends EventFile {
  readonly report: KeptStep;
  /** Of an event that is told afterwards: all its steps, the report first. */
  readonly history?: readonly ChangedEvent['steps'][number][];
}

export interface ChangedEvent extends EventFile {
  readonly serial: number;
  /** Taken now, in order, each with the state it led to. */
  readonly steps: readonly { readonly seq: number; readonly step: KeptStep; readonly state: string }[];
}

/** Bytes of a notification; PostgreSQL takes less than 8,000. */
const NOTIFIED_BYTES = 7900;
const CHANNEL = 'events';

type Derived = ReturnType<typeof columnsOf>;
type Value = (event: EventFile, derived: Derived) => unknown;
type Column = readonly [name: string, type: string, value: Value, cast?: string];

// biome-ignore format: a table is read in columns
const DERIVED: readonly Column[] = [
  ...([
    ['area_code', 'text'], ['category', 'text'], ['grade', 'text'], ['way', 'text'], ['level', 'text'], ['state', 'text'],
    ['version', 'integer'], ['changed_at', 'timestamptz'], ['clock', 'text'], ['clock_from', 'timestamptz'],
    ['due_at', 'timestamptz'], ['supervised', 'boolean'], ['asked', 'text'], ['merged_into', 'uuid'], ['filed_at', 'timestamptz'],
    ['dispatched_at', 'timestamptz'], ['handled_at', 'timestamptz'], ['verified_at', 'timestamptz'], ['ended_at', 'timestamptz'],
    ['handle_due', 'timestamptz'], ['verify_due', 'timestamptz'], ['dispatches', 'integer'], ['returns', 'integer'],
    ['reworks', 'integer'], ['escalations', 'integer'], ['overran', 'boolean'],
  ] as const).map(([name, type]): Column => [name, type, (_event, derived) => derived[name]]),
  ['handler', 'text', ({ now }) => jsonOrNull(now.handler), 'jsonb'],
  ['clocks', 'text', (_event, { clocks }) => JSON.stringify(clocks), 'jsonb'],
  ['whistled', 'text', ({ now }) => arrayText(now.whistled), 'text[]'],
  ['grid_code', 'text', ({ placed }) => placed.grid],
  ['grid_id', 'bigint', ({ placed }) => placed.gridId],
  ['grid_also', 'text', ({ placed }) => placed.gridAlso],
  ['edition', 'bigint', ({ placed }) => placed.edition],
  ['geom', 'text', ({ placed }) => pointText(placed), 'geometry'],
  ['accuracy_m', 'real', ({ placed }) => placed.accuracyM],
  ['place_code', 'text', ({ placed }) => placed.place],
  ['address', 'text', ({ placed }) => placed.address],
  ['worker', 'text', ({ placed }) => placed.worker],
  ['photos', 'integer', ({ photos }) => photos],
];

// biome-ignore format: a table is read in columns
const REPORTED: readonly Column[] = [
  ['id', 'uuid', ({ reported }) => reported.id],
  ['county_code', 'text', ({ reported }) => reported.county],
  ['dictionary', 'text', ({ reported }) => reported.dictionary],
  ['text', 'text', ({ reported }) => reported.text],
  ['channel', 'text', ({ reported }) => reported.channel],
  ['ticket', 'text', ({ reported }) => reported.ticket],
  ['emergency', 'boolean', ({ reported }) => reported.emergency],
  ['occurred_at', 'timestamptz', ({ reported }) => new Date(reported.occurredAt)],
  ['reported_at', 'timestamptz', ({ reported }) => new Date(reported.reportedAt)],
  ['reporter', 'text', ({ reported }) => reported.reporter],
];

/** Names and casts are of the tables above, never of a caller. */
const fixed = (text: string): Sql => new Sql([text], []);
const namesOf = (columns: readonly Column[]): Sql => fixed(columns.map(([name]) => name).join(', '));

/** What is selected for the columns, and the arrays it is unnested from: a value that all events share travels once. */
interface Selected {
  values: Sql;
  arrays: Sql;
  /** Of the columns that have an array. */
  names: Sql;
}

function select(columns: readonly Column[], events: readonly EventFile[]): Selected {
  const derived = events.map(({ now }) => columnsOf(now));
  const values: Sql[] = [];
  const arrays: Sql[] = [];
  const names: string[] = [];
  for (const [name, type, read, cast] of columns) {
    const all = events.map((event, i) => read(event, derived[i]!));
    const target = fixed(cast ?? type);
    if (all.length > 1 && all.every((value) => value === all[0])) {
      values.push(sql`${all[0]}::${target}`);
      continue;
    }
    values.push(fixed(cast === undefined ? `v.${name}` : `v.${name}::${cast}`));
    arrays.push(sql`${all}::${fixed(`${type}[]`)}`);
    names.push(name);
  }
  return { values: join(values, ', '), arrays: join(arrays, ', '), names: fixed(names.join(', ')) };
}

/** Those that were not there yet, by id → serial. What was there stays as it is. */
export async function insertEvents(tx: Queryable, events: readonly NewEventRow[]): Promise<Map<string, number>> {
  const columns = [...REPORTED, ...DERIVED];
  const { values, arrays, names } = select(columns, events);
  const rows = await tx.query<{ id: string; serial: number }>(sql`
    insert into event (${namesOf(columns)}) select ${values} from unnest(${arrays}) as v (${names})
    on conflict (id) do nothing returning id, serial`);
  const serials = new Map(rows.map(({ id, serial }) => [id, serial]));
  const steps = events.flatMap(({ reported: { id, county }, report, now, history }) => {
    const serial = serials.get(id);
    if (serial === undefined) return [];
    const taken = history ?? [{ seq: 1, step: report, state: now.state }];
    return taken.map((one) => ({ serial, county, ...one }));
  });
  await insertSteps(tx, steps);
  await tellChanged(tx, [...serials.values()]);
  return serials;
}

/** The caller has locked the rows. */
export async function changeEvents(tx: Queryable, events: readonly ChangedEvent[]): Promise<void> {
  if (events.length === 0) return;
  await insertSteps(
    tx,
    events.flatMap(({ serial, reported: { county }, steps }) => steps.map((step) => ({ serial, county, ...step }))),
  );
  const serials = events.map(({ serial }) => serial);
  const { values, arrays, names } = select(DERIVED, events);
  await tx.query(sql`
    update event e set (${namesOf(DERIVED)}, changed_in) = row(${values}, pg_current_xact_id())
    from unnest(${serials}::bigint[], ${arrays}) as v (serial, ${names})
    where e.serial = v.serial`);
  await tellChanged(tx, serials);
}

interface StepToWrite {
  serial: number;
  seq: number;
  county: string;
  step: KeptStep;
  state: string;
}

async function insertSteps(tx: Queryable, rows: readonly StepToWrite[]): Promise<void> {
  if (rows.length === 0) return;
  const of = <T>(value: (row: StepToWrite) => T): T[] => rows.map(value);
  await tx.query(sql`
    insert into event_step (serial, seq, id, county_code, step, state, at, actor, why, detail)
    select serial, seq, id, county, step, state, at, actor, why, detail::jsonb
    from unnest(${of(({ serial }) => serial)}::bigint[], ${of(({ seq }) => seq)}::integer[], ${of(({ step }) => step.id)}::uuid[],
      ${of(({ county }) => county)}::text[], ${of(({ step }) => step.step)}::text[], ${of(({ state }) => state)}::text[],
      ${of(({ step }) => new Date(step.at))}::timestamptz[], ${of(({ step }) => step.actor)}::text[],
      ${of(({ step }) => step.why)}::text[], ${of(({ step }) => JSON.stringify(step.detail))}::text[])
      as v (serial, seq, id, county, step, state, at, actor, why, detail)`);
}

/** Told when the transaction commits, and only then. */
async function tellChanged(tx: Queryable, serials: readonly number[]): Promise<void> {
  const payloads: string[] = [];
  let list: number[] = [];
  let bytes = 2;
  for (const serial of serials) {
    const more = String(serial).length + 1;
    if (bytes + more > NOTIFIED_BYTES) {
      payloads.push(JSON.stringify(list));
      [list, bytes] = [[], 2];
    }
    list.push(serial);
    bytes += more;
  }
  if (list.length > 0) payloads.push(JSON.stringify(list));
  if (payloads.length === 0) return;
  await tx.query(sql`select pg_notify(${CHANNEL}, payload) from unnest(${payloads}::text[]) as payload`);
}

function jsonOrNull(value: object | null): string | null {
  return value === null ? null : JSON.stringify(value);
}

/** An array inside an array would be flattened by unnest, so it travels as text. */
function arrayText(values: readonly string[]): string {
  return `{${values.map((value) => `"${value.replace(/[\\"]/g, '\\$&')}"`).join(',')}}`;
}

function pointText({ lon, lat }: { lon: number | null; lat: number | null }): string | null {
  return lon === null || lat === null ? null : `SRID=4326;POINT(${lon} ${lat})`;
}
