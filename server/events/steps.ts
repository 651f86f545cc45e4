/**
 * Steps of the loop. One transaction: the row is locked, its steps are folded, the rules judge the next one (rules/), and the
 * step is appended with the row as it is then. What follows by itself is taken in the same breath: what is filed is routed by
 * its category, what was solved on the spot is closed.
 *
 * The id is the caller's: the same step again answers the event as it is, whatever version was named. Steps are their own
 * record, append-only with who, when and why; the audit log does not repeat them.
 */
import { assertMay, type Caller } from '../access/caller.ts';
import type { Category } from '../contract/event-rules.ts';
import type { EventRow, StepBody } from '../contract/events.ts';
import { Refusal } from '../contract/problem.ts';
import type { Database } from '../database/database.ts';
import { rowOf } from './event-file.ts';
import { headById, lockEvents, stepById } from './event-repository.ts';
import { type FoundForStep, findForStep } from './locate-step.ts';
import { STEP_TAKERS } from './roles.ts';
import type { CountyRules, RuleBook } from './rule-book.ts';
import { saidHash } from './said.ts';
import { actorOf, openChange, takeStep, takeWhatFollows, writeChange } from './taking.ts';
import type { Locating } from './whereabouts.ts';

export interface StepDeps {
  db: Database;
  book: RuleBook;
  locating: Locating;
  clock: () => Date;
}

export interface StepTaken {
  readonly serial: number;
  readonly event: EventRow;
  readonly repeated: boolean;
}

/** What steps are judged by besides the event, read before it is locked: nothing else is asked of the database meanwhile. */
export interface Ground {
  readonly rules: CountyRules;
  /** Of the dictionary that the event was reported with. */
  readonly categories: ReadonlyMap<string, Category>;
  readonly place: FoundForStep | null;
  /** The present, ms. */
  readonly now: number;
}

export class EventSteps {
  readonly #deps: StepDeps;

  constructor(deps: StepDeps) {
    this.#deps = deps;
  }

  /**
   * `match` is called with the serial and the version under lock and throws when another one was named.
   * Throws `event-unknown`, `area-forbidden`, `step-refused`, `duplicate`, `category-unknown`, `unit-unknown`, `date-invalid`,
   * what `match` throws.
   */
  async take(
    caller: Caller,
    id: string,
    body: StepBody,
    match: (serial: number, version: number) => void,
  ): Promise<StepTaken> {
    const { db } = this.#deps;
    const ground = await this.ground(id, body);
    return db.transaction(async (tx) => {
      // Two events merged into each other at the same time would both be gone.
      if (body.step === 'merge' && body.into !== undefined) await lockEvents(tx, [id, body.into]);
      const changing = await openChange(tx, id, ground);
      assertMay(caller, STEP_TAKERS, changing.file.now.area);
      const { serial } = changing.head;
      const said = saidHash(body);
      const known = changing.before.find((step) => step.id === body.id) ?? (await stepById(tx, body.id));
      if (known !== undefined) {
        if (known.serial !== serial || known.detail.said !== said)
          throw new Refusal('duplicate', { id: body.id }, { errors: [{ pointer: '/id', code: 'taken' }] });
        return { serial, event: rowOf(serial, changing.file), repeated: true };
      }
      match(serial, changing.file.now.version);
      await takeStep(tx, changing, body, actorOf(caller, ground), { said });
      await takeWhatFollows(tx, changing);
      await writeChange(tx, changing);
      return { serial, event: rowOf(serial, changing.file), repeated: false };
    });
  }

  /** Throws `event-unknown`. */
  async ground(id: string, body?: StepBody): Promise<Ground> {
    const { db, book, locating, clock } = this.#deps;
    const head = await headById(db, id);
    if (head === undefined) throw new Refusal('event-unknown', { id });
    const now = clock().getTime();
    const when = { at: head.occurredAt.getTime(), now };
    const place =
      body?.step === 'locate'
        ? await findForStep(locating, body, head.county, when, (county) => book.borderM(county))
        : null;
    return { rules: await book.of(head.county), categories: await book.categories(head.dictionary), place, now };
  }
}
