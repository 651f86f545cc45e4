/**
 * Dictionaries of categories, by admins. Every change counts the version up; a category is never taken away, only retired, for
 * events go on to carry its code. What is changed holds for what is reported or routed from then on: an event keeps the limits
 * it was given.
 *
 * A dictionary belongs to no county. Who changes it must be admin of every county that uses it; one that nobody uses, of any.
 */
import { audit } from '../access/audit.ts';
import { assertMay, assertRole, type Caller } from '../access/caller.ts';
import type { Category, Dictionary, DictionaryImported } from '../contract/event-rules.ts';
import { Refusal } from '../contract/problem.ts';
import type { Database, Queryable } from '../database/database.ts';
import type { PublishedMaps } from '../locate/published-maps.ts';
import { isCode, readCategories } from './dictionary-csv.ts';
import { type RuleBook, settingsIn } from './rule-book.ts';
import {
  categoriesOf,
  type DictionaryHead,
  dictionaries,
  dictionaryHead,
  insertDictionary,
  putCategories,
  raiseDictionary,
  tellRulesChanged,
} from './rule-repository.ts';

export interface DictionaryDeps {
  db: Database;
  book: RuleBook;
  maps: PublishedMaps;
  clock: () => Date;
}

const ADMINS = ['admin'] as const;
const BAD_NAMED = 200;

export function dictionaryTag({ id, version }: Pick<DictionaryHead, 'id' | 'version'>): string {
  return `"dictionary-${id}-${version}"`;
}

export class Dictionaries {
  readonly #deps: DictionaryDeps;

  constructor(deps: DictionaryDeps) {
    this.#deps = deps;
  }

  list(): Promise<DictionaryHead[]> {
    return dictionaries(this.#deps.db);
  }

  /** Throws `dictionary-unknown`. */
  async one(id: string): Promise<Dictionary> {
    const head = await dictionaryHead(this.#deps.db, id);
    if (head === undefined) throw new Refusal('dictionary-unknown', { dictionary: id });
    return { ...head, categories: await categoriesOf(this.#deps.db, id) };
  }

  /**
   * Adds or changes a category. `match` is called with the tag under lock. Throws `dictionary-unknown`, `category-invalid`,
   * `area-forbidden`, what `match` throws.
   */
  async put(caller: Caller, id: string, category: Category, match: (tag: string) => void): Promise<Dictionary> {
    const { code, major } = category;
    if (!isCode(code, major))
      throw new Refusal(
        'category-invalid',
        { code, major },
        { errors: [{ pointer: '/code', code: 'category-invalid' }] },
      );
    await this.#assertMay(caller, id);
    await this.#change(caller, id, match, async (tx) => {
      await putCategories(tx, id, [category]);
      return { category: code };
    });
    return this.one(id);
  }

  /** Takes a file of categories in; makes the dictionary where there is none. Throws as `put` and `readCategories` do. */
  async import(
    caller: Caller,
    id: string,
    file: { name: string | undefined; bytes: Uint8Array },
    match: (tag: string) => void,
  ): Promise<DictionaryImported> {
    const { categories, bad } = readCategories(file.bytes);
    await this.#assertMay(caller, id);
    let counts = { added: 0, changed: 0, same: 0 };
    const version = await this.#change(
      caller,
      id,
      match,
      async (tx) => {
        const before = new Map((await categoriesOf(tx, id)).map((category) => [category.code, written(category)]));
        const fresh = categories.filter((category) => before.get(category.code) !== written(category));
        const added = fresh.filter(({ code }) => !before.has(code)).length;
        counts = { added, changed: fresh.length - added, same: categories.length - fresh.length };
        await putCategories(tx, id, fresh);
        return { ...counts, bad: bad.length };
      },
      file.name ?? id,
    );
    return { dictionary: id, version, ...counts, bad: bad.slice(0, BAD_NAMED), badRows: bad.length };
  }

  async #change(
    caller: Caller,
    id: string,
    match: (tag: string) => void,
    change: (tx: Queryable) => Promise<Record<string, unknown>>,
    nameOfNew?: string,
  ): Promise<number> {
    const { db, book, clock } = this.#deps;
    const version = await db.transaction(async (tx) => {
      const made = nameOfNew !== undefined && (await insertDictionary(tx, { id, name: nameOfNew, sample: false }));
      const head = await dictionaryHead(tx, id, true);
      if (head === undefined) throw new Refusal('dictionary-unknown', { dictionary: id });
      if (!made) match(dictionaryTag(head));
      const detail = await change(tx);
      const raised = made ? head.version : await raiseDictionary(tx, id);
      await tellRulesChanged(tx);
      const action = made ? 'dictionary.create' : 'dictionary.change';
      await audit(tx, { actor: caller.actor, action, target: id, detail: { ...detail, version: raised }, at: clock() });
      return raised;
    });
    book.forget();
    return version;
  }

  /** Throws `role-missing`, `area-forbidden`. */
  async #assertMay(caller: Caller, id: string): Promise<void> {
    assertRole(caller, ADMINS);
    for (const { countyCode } of this.#deps.maps.all()) {
      const { dictionary } = await settingsIn(this.#deps.db, countyCode);
      if (dictionary === id) assertMay(caller, ADMINS, countyCode);
    }
  }
}

function written({ code, major, majorName, name, grade, way, level, limits, retired }: Category): string {
  const { dispatch, handle, verify } = limits;
  const times = [dispatch, handle, verify].map(({ amount, unit }) => `${amount} ${unit}`);
  return JSON.stringify([code, major, majorName, name, grade, way, level, times, retired]);
}
