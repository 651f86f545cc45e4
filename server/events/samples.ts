/**
 * The sample dictionary and the calendars that are shipped, put into a database that has none of that name or year. What is
 * there stays, edited or not: an edit is never overwritten, and who removes a day means it.
 */
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CalendarDay, Dictionary } from '../contract/event-rules.ts';
import type { Database } from '../database/database.ts';
import { addYear, insertDictionary, putCategories, tellRulesChanged } from './rule-repository.ts';

const DATA = join(dirname(fileURLToPath(import.meta.url)), '../../data');

/** At every start; several processes may start at once. */
export async function loadSamples(db: Database, folder: string = DATA): Promise<void> {
  const dictionaries = await jsonFiles<Dictionary>(join(folder, 'dictionaries'));
  const years = await jsonFiles<{ year: number; days: CalendarDay[] }>(join(folder, 'calendar'));
  await db.transaction(async (tx) => {
    let changed = false;
    for (const { id, name, sample, categories } of dictionaries) {
      if (!(await insertDictionary(tx, { id, name, sample }))) continue;
      await putCategories(tx, id, categories);
      changed = true;
    }
    for (const { year, days } of years) changed = (await addYear(tx, { area: '', year, days })) || changed;
    if (changed) await tellRulesChanged(tx);
  });
}

async function jsonFiles<T>(folder: string): Promise<T[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  return Promise.all(names.map(async (name) => JSON.parse(await readFile(join(folder, name), 'utf8')) as T));
}
