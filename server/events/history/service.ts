/** Histories of events on their way into the store: what they are judged by, where each lies, and their one way into it. */
import { createHash } from 'node:crypto';
import type { Queryable } from '../../database/database.ts';
import type { RuleBook } from '../rule-book.ts';
import { fold } from '../rules/fold.ts';
import { insertEvents, type NewEventRow } from '../state-repository.ts';
import type { Locating } from '../whereabouts.ts';
import { historyPage, type StoredHistory } from './repository.ts';

export interface HistoryDeps {
  book: RuleBook;
  locating: Locating;
  clock: () => Date;
}

export class EventHistory {
  readonly #deps: HistoryDeps;

  constructor(deps: HistoryDeps) {
    this.#deps = deps;
  }

  /** Answers the question `event-rules` of an import. */
  async rules(county: string): Promise<string> {
    // of now: an import may come right after the dictionary or the units were changed
    this.#deps.book.forget();
    const { dictionary, settings, workCalendar, units } = await this.#deps.book.of(county);
    return JSON.stringify({
      ...{ county, dictionary: dictionary.id, categories: dictionary.categories, settings, calendar: workCalendar },
      units: [...units.values()].map(({ code, name }) => ({ code, name })),
    });
  }

  /** Rows as JSON text, each with its place found as of its time. What cannot be found waits in the list of those. */
  async placed(text: string, county: string): Promise<string> {
    const { locating, book, clock } = this.#deps;
    const now = clock().getTime();
    const rows = JSON.parse(text) as StoredHistory[];
    for (const row of rows) {
      const at = Math.min(row.occurredAt, now);
      const found = await locating.find(row.where, { at, now }, county, (of) => book.borderM(of));
      row.placed = found.placed;
      row.area = found.area ?? row.area ?? county;
      row.notLocated = found.notLocated;
    }
    return JSON.stringify(rows);
  }

  /** Inside the transaction that decides. What is here already, by its id, stays as it is. */
  async write(tx: Queryable, jobId: string, county: string): Promise<{ added: number; unchanged: number }> {
    let [after, added, unchanged] = [-1, 0, 0];
    for (;;) {
      const page = await historyPage(tx, jobId, after);
      if (page.length === 0) return { added, unchanged };
      const serials = await insertEvents(
        tx,
        page.map(({ row }) => newRow(row, county)),
      );
      added += serials.size;
      unchanged += page.length - serials.size;
      after = page.at(-1)!.seq;
    }
  }
}

/** Folded anew, now that it is known whose event it is. */
function newRow(row: StoredHistory, county: string): NewEventRow {
  const { id, dictionary, text, channel, ticket, occurredAt, reportedAt, reporter } = row;
  const placed = row.placed!;
  const area = row.area!;
  const [first, ...later] = row.steps;
  const facts = { ...first!.step.detail.report!, area };
  const where = row.notLocated === null ? {} : { notLocated: row.notLocated!, given: { ...row.where } };
  const report = { ...first!.step, detail: { ...first!.step.detail, report: facts, placed, ...where } };
  return {
    reported: { id, county, dictionary, text, channel, ticket, emergency: false, occurredAt, reportedAt, reporter },
    ...{ placed, report, photos: 0 },
    now: fold(facts, [report, ...later.map(({ step }) => step)]),
    history: [{ step: report, state: first!.state }, ...later].map((one, i) => ({ seq: i + 1, ...one })),
  };
}

/** A name of sixteen bytes that follows from a text: the same row of the same file is the same event. */
export function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
