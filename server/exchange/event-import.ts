/**
 * Events from a file, each with what became of it: by a column of steps, or by columns of instants. The order of the loop is
 * held; a row that breaks it is refused with the number of its step. A row without a place is no fault.
 */

import type { Category, EventSettings, WorkCalendar } from '../contract/event-rules.ts';
import type { Channel } from '../contract/events.ts';
import { Refusal } from '../contract/problem.ts';
import { uuidOf } from '../events/history/service.ts';
import { type HistoryRules, type ToldStep, tellHistory } from '../events/history/told.ts';
import { calendarOf } from '../events/rules/calendar.ts';
import { toUnits } from '../geometry/lattice.ts';
import { storedSteps, toldInColumns } from './event-steps.ts';
import type { FileRow, OpenFile } from './file-rows.ts';
import { type ImportHost, RowBatches } from './import-host.ts';
import type { Report } from './report.ts';
import { pointOf } from './row-geometry.ts';

interface RulesText {
  county: string;
  dictionary: string;
  categories: Category[];
  settings: EventSettings;
  calendar: WorkCalendar;
  units: { code: string; name: string }[];
}

interface Rules extends HistoryRules {
  readonly dictionary: string;
  readonly byCode: ReadonlyMap<string, Category>;
  readonly byName: ReadonlyMap<string, Category>;
}

export async function importEvents(file: OpenFile, report: Report, host: ImportHost, presentMs: number): Promise<void> {
  const rules = rulesOf(JSON.parse(await host.ask({ what: 'event-rules' })) as RulesText);
  const batches = new RowBatches(host);
  const first = new Map<string, number>();
  for await (const read of file.rows()) {
    const event = readEvent(read, rules, presentMs, report);
    if (event === null) continue;
    const other = first.get(event.id);
    if (other !== undefined) {
      report.refuse({ row: read.row, code: 'duplicate', params: { other }, key: event.id, at: read.at });
      continue;
    }
    first.set(event.id, read.row);
    report.accepted++;
    await batches.add(event, 900 + 300 * event.steps.length, report.rows);
  }
  await batches.flush(report.rows);
}

function rulesOf({ county, dictionary, categories, settings, calendar, units }: RulesText): Rules {
  return {
    ...{ county, dictionary, settings, calendar: calendarOf(calendar) },
    units: new Map(units.map(({ code, name }) => [code, name])),
    byCode: new Map(categories.map((category) => [category.code, category])),
    byName: new Map(categories.map((category) => [category.name, category])),
  };
}

function readEvent(read: FileRow, rules: Rules, presentMs: number, report: Report) {
  const { row, values, geometry, at } = read;
  const text = (name: string): string | null => (values[name] as string | null | undefined) ?? null;
  const given = text('id');
  const refuse = (code: string, params: Record<string, unknown> = {}): null => {
    report.refuse({ row, code, params, key: given ?? undefined, at });
    return null;
  };
  const named = text('category');
  const category = rules.byCode.get(named ?? '') ?? rules.byName.get(named ?? '');
  if (category === undefined) return refuse('category-unknown', { category: named });
  const said = text('text');
  if (said === null) return refuse('text-missing');
  const occurred = text('occurredAt') ?? text('reportedAt');
  if (occurred === null) return refuse('time-missing');
  const where = whereOf(read, report);
  if (where === null) return null;
  const occurredAt = Date.parse(occurred);
  const reportedAt = Math.max(occurredAt, Date.parse(text('reportedAt') ?? occurred));
  if (reportedAt > presentMs) return refuse('time-to-come', { at: occurred });
  const id =
    given ?? uuidOf(JSON.stringify([category.code, said, occurredAt, geometry, text('address'), text('place')]));
  if (given === null) report.note({ row, code: 'id-from-content', at });
  else if (!UUID.test(given)) return refuse('id-invalid', { id: given });
  const told = toldSteps(values);
  if (typeof told === 'string') return refuse(told);
  const reporter = text('reporter') ?? 'import';
  const channel = (text('channel') ?? 'system') as Channel;
  try {
    const history = tellHistory(
      { id, category, channel, reporter, reportedAt, steps: told },
      rules,
      presentMs,
      (seq) => (seq === 1 ? id : uuidOf(`${id} ${seq}`)),
    );
    return {
      ...{
        id,
        dictionary: rules.dictionary,
        text: said,
        channel,
        ticket: text('ticket'),
        occurredAt,
        reportedAt,
        reporter,
      },
      ...{ where, area: text('area'), steps: history.steps },
    };
  } catch (error) {
    if (error instanceof Refusal) return refuse(error.code, error.params);
    throw error;
  }
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

function toldSteps(values: FileRow['values']): readonly ToldStep[] | string {
  const text = values.steps as string | null | undefined;
  return text == null ? toldInColumns(values) : storedSteps(text);
}

/** Degrees are WGS 84 here, whatever the file's are. */
function whereOf({ row, values, geometry, at }: FileRow, report: Report) {
  const place = (values.place as string | null | undefined) ?? undefined;
  const address = (values.address as string | null | undefined) ?? undefined;
  const accuracyM = (values.accuracyM as number | null | undefined) ?? undefined;
  if (geometry === null) return { place, address, accuracyM };
  const point = pointOf(geometry);
  if (!point.ok) {
    report.refuse({ row, code: point.code, params: point.params, at });
    return null;
  }
  report.extend([point.x, point.y, point.x, point.y]);
  const [lon, lat] = at!;
  return { lon: toUnits(lon) / 1e7, lat: toUnits(lat) / 1e7, place, address, accuracyM };
}
