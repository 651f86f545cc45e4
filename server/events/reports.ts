/**
 * Reports. Each is made ready by itself (category, place, emergency mode, deadline: all from memory where it is of now) and
 * written together with those that come at the same time (gathered.ts). Nothing that a place cannot be found for is lost.
 *
 * The id is the caller's: the same id with the same body is a retry and answers the event as it is; with another body it is
 * refused (`duplicate`), for the second report would be lost without a word. A reporter who may report in the county is
 * answered although the event may lie outside the areas they otherwise see: they know what they said.
 */
import type { Caller } from '../access/caller.ts';
import type { Category } from '../contract/event-rules.ts';
import type { EventReported, NewEvent } from '../contract/events.ts';
import { Refusal } from '../contract/problem.ts';
import type { Database } from '../database/database.ts';
import type { PublishedMaps } from '../locate/published-maps.ts';
import type { EmergencyOver } from './emergency-over.ts';
import { type EventFile, rowOf } from './event-file.ts';
import { bySerial, fileOf } from './event-files.ts';
import { headsByIds, stepsOf } from './event-repository.ts';
import { Gathered } from './gathered.ts';
import { pastInstant } from './instants.ts';
import { homeOf } from './report-home.ts';
import { assertMayReport } from './roles.ts';
import type { CountyRules, RuleBook } from './rule-book.ts';
import type { ReportFacts } from './rules/event-now.ts';
import { begin } from './rules/fold.ts';
import { reportClock } from './rules/make-step.ts';
import { saidHash } from './said.ts';
import type { Similar } from './similar.ts';
import { insertEvents, type NewEventRow } from './state-repository.ts';
import type { Found, Locating } from './whereabouts.ts';

export interface ReportDeps {
  db: Database;
  maps: PublishedMaps;
  book: RuleBook;
  locating: Locating;
  emergencies: EmergencyOver;
  similar: Similar;
  clock: () => Date;
}

const MOST_TOGETHER = 500;
const MOST_WAITING = 20_000;

interface Written {
  readonly serial: number;
  readonly file: EventFile;
  readonly repeated: boolean;
}

export class Reports {
  readonly #deps: ReportDeps;
  readonly #gathered: Gathered<NewEventRow, Written>;

  constructor(deps: ReportDeps) {
    this.#deps = deps;
    this.#gathered = new Gathered<NewEventRow, Written>((rows) => this.#write(rows), {
      most: MOST_TOGETHER,
      mostWaiting: MOST_WAITING,
      tooMany: () => new Refusal('database-unavailable', { reason: 'busy', retryAfterS: 2 }),
    });
  }

  /**
   * Durable when it resolves. Throws `role-missing`, `area-forbidden`, `area-unknown`, `category-unknown`, `date-invalid`,
   * `duplicate`, `locate-question-ambiguous` (/area: the caller has no area and gives none).
   */
  async report(caller: Caller, body: NewEvent): Promise<EventReported> {
    const row = await this.#ready(caller, body);
    const { serial, file, repeated } = await this.#gathered.add(row);
    return { event: rowOf(serial, file), similar: await this.#deps.similar.to(file, caller), repeated };
  }

  /** Of the last batch, for the metrics. */
  get lastBatch(): number {
    return this.#gathered.lastSize;
  }

  close(): Promise<void> {
    return this.#gathered.idle();
  }

  async #ready(caller: Caller, body: NewEvent): Promise<NewEventRow> {
    const { book, locating, maps, emergencies, clock } = this.#deps;
    const now = clock().getTime();
    const occurredAt = body.occurredAt === undefined ? now : pastInstant(body.occurredAt, now, '/occurredAt');
    const found = await locating.find(body, { at: occurredAt, now }, null, (county) => book.borderM(county));
    const area = found.area ?? homeOf(maps.all(), caller, body.area);
    const county = area.slice(0, 6);
    assertMayReport(caller, county);
    const rules = await book.of(county);
    const category = categoryOf(rules, body.category);
    const emergency = (await emergencies.over(area, new Date(now))) !== null;
    return newRow({ caller, body, found, area, rules, category, emergency, occurredAt, now });
  }

  async #write(rows: readonly NewEventRow[]): Promise<(Written | Refusal)[]> {
    const first = new Map<string, NewEventRow>();
    for (const row of rows) if (!first.has(row.reported.id)) first.set(row.reported.id, row);
    const { serials, known } = await this.#deps.db.transaction(async (tx) => {
      const inserted = await insertEvents(tx, [...first.values()]);
      const missing = [...first.keys()].filter((id) => !inserted.has(id));
      const heads = missing.length === 0 ? [] : await headsByIds(tx, missing);
      const steps = bySerial(
        await stepsOf(
          tx,
          heads.map(({ serial }) => serial),
        ),
      );
      const files = new Map(heads.map((head) => [head.id, { head, steps: steps.get(head.serial) ?? [] }]));
      return { serials: inserted, known: files };
    });
    const answered = new Set<string>();
    return rows.map((row) => {
      const { id } = row.reported;
      const { said } = row.report.detail;
      const serial = serials.get(id);
      const before = known.get(id);
      const repeated = before !== undefined || answered.has(id);
      answered.add(id);
      const same = before === undefined ? first.get(id)!.report.detail.said : before.steps[0]?.detail.said;
      if (repeated && same !== said) return taken(id);
      if (before !== undefined)
        return { serial: before.head.serial, file: fileOf(before.head, before.steps), repeated };
      return { serial: serial!, file: first.get(id)!, repeated };
    });
  }
}

function taken(id: string): Refusal {
  return new Refusal('duplicate', { id }, { errors: [{ pointer: '/id', code: 'taken' }] });
}

function categoryOf({ categories, dictionary }: CountyRules, code: string): Category {
  const category = categories.get(code);
  if (category !== undefined && !category.retired) return category;
  const params = { category: code, dictionary: dictionary.id, ...(category === undefined ? {} : { retired: true }) };
  throw new Refusal('category-unknown', params, { errors: [{ pointer: '/category', code: 'category-unknown' }] });
}

interface Ready {
  caller: Caller;
  body: NewEvent;
  found: Found;
  area: string;
  rules: CountyRules;
  category: Category;
  emergency: boolean;
  occurredAt: number;
  now: number;
}

function newRow({ caller, body, found, area, rules, category, emergency, occurredAt, now }: Ready): NewEventRow {
  const { settings, dictionary, calendar } = rules;
  const { actor } = caller;
  const { placed, notLocated } = found;
  const way = emergency ? 'urgent' : category.way;
  const limits = emergency ? settings.emergencyLimits : category.limits;
  const county = area.slice(0, 6);
  const { grade, level } = category;
  const { channel } = body;
  const facts: ReportFacts = { county, area, channel, reporter: actor, category: category.code, grade, way, level };
  const { lon, lat, datum, accuracyM, place, address } = body;
  const report = {
    ...{ id: body.id, step: 'report' as const, at: now, actor, why: null },
    detail: {
      ...{ report: facts, limits, placed, said: saidHash(body) },
      clock: reportClock(calendar, way, limits, now),
      ...(notLocated === null ? {} : { notLocated, given: { lon, lat, datum, accuracyM, place, address } }),
      ...(body.solved === undefined ? {} : { solved: body.solved }),
    },
  };
  return {
    reported: {
      ...{ id: body.id, county, dictionary: dictionary.id, text: body.text, channel, ticket: body.ticket ?? null },
      ...{ emergency, occurredAt, reportedAt: now, reporter: actor },
    },
    ...{ placed, report, now: begin(facts, report), photos: 0 },
  };
}
