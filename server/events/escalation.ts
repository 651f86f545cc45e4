/**
 * What is overdue is passed up to the level above, once for each deadline: a clock that starts anew, or is extended, may be
 * missed again. Looked for every minute; of several processes one does it, the others leave what it has locked.
 */
import type { Database, Queryable } from '../database/database.ts';
import { bySerial } from './event-files.ts';
import { type EventHead, overdueHeads, overdueKinds, stepsOf, takeTurn } from './event-repository.ts';
import type { RuleBook } from './rule-book.ts';
import { isToBePassedUp } from './rules/allowed.ts';
import { changeEvents } from './state-repository.ts';
import type { Ground } from './steps.ts';
import { changeOf, takeByRule } from './taking.ts';

const EVERY_MS = 60_000;
const TOGETHER = 200;

export interface EscalationDeps {
  db: Database;
  book: RuleBook;
  clock: () => Date;
  warn: (error: unknown) => void;
}

export class Escalation {
  readonly #deps: EscalationDeps;
  #timer: NodeJS.Timeout | null = null;
  #running: Promise<unknown> = Promise.resolve();

  constructor(deps: EscalationDeps) {
    this.#deps = deps;
  }

  start(): void {
    this.#timer = setInterval(() => {
      this.#running = this.run().catch(this.#deps.warn);
    }, EVERY_MS);
    this.#timer.unref();
  }

  async close(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    await this.#running;
  }

  /** Passes up everything that is overdue now; how many events that were. */
  async run(): Promise<number> {
    let passed = 0;
    for (;;) {
      const more = await this.#some();
      passed += more;
      if (more < TOGETHER) return passed;
    }
  }

  async #some(): Promise<number> {
    const { db, book, clock } = this.#deps;
    const now = clock();
    // Rules are read before the transaction: inside it the database answers only its handle.
    const grounds = new Map<string, Ground>();
    for (const { county, dictionary } of await overdueKinds(db, now)) {
      const rules = await book.of(county);
      const categories = await book.categories(dictionary);
      grounds.set(`${county} ${dictionary}`, { rules, categories, place: null, now: now.getTime() });
    }
    if (grounds.size === 0) return 0;
    return db.transaction(async (tx) => {
      if (!(await takeTurn(tx))) return 0;
      const heads = await overdueHeads(tx, now, TOGETHER);
      const changes = await passUp(tx, heads, grounds, now);
      await changeEvents(
        tx,
        changes.map(({ head: { serial }, file, added }) => ({ serial, ...file, steps: added })),
      );
      return changes.length;
    });
  }
}

async function passUp(tx: Queryable, heads: readonly EventHead[], grounds: ReadonlyMap<string, Ground>, now: Date) {
  const steps = bySerial(
    await stepsOf(
      tx,
      heads.map(({ serial }) => serial),
    ),
  );
  const changes = [];
  for (const head of heads) {
    const ground = grounds.get(`${head.county} ${head.dictionary}`);
    if (ground === undefined) continue;
    const changing = changeOf(head, steps.get(head.serial) ?? [], ground);
    if (!isToBePassedUp(changing.file.now, now.getTime())) continue;
    await takeByRule(tx, changing, 'escalate', 'overdue');
    changes.push(changing);
  }
  return changes;
}
