/** Changes of what the loop runs by: made one at a time, told when they are saved, refused in the words of the service. */
import { computed, signal } from '@preact/signals';
import type {
  CalendarYear,
  CalendarYearBody,
  Category,
  DictionaryImported,
  EventSettings,
  EventUnit,
} from '../../../server/contract/event-rules.ts';
import * as api from '../../api/event-rules.ts';
import { type ApiError, asApiError } from '../../api/request.ts';
import { countyCode } from '../areas.ts';
import { mayIn } from '../who.ts';
import { rules } from './rules.ts';

/** An admin may do everything, and no other role may do this. */
export const mayEditRules = computed(() => mayIn([], countyCode.value ?? undefined));

export const ruleProblem = signal<ApiError | null>(null);
export const ruleBusy = signal(false);

/** False: it was refused, and why stands in `ruleProblem`. */
async function change(act: (county: string) => Promise<void>): Promise<boolean> {
  const county = countyCode.peek();
  if (county === null || ruleBusy.peek()) return false;
  ruleBusy.value = true;
  ruleProblem.value = null;
  try {
    await act(county);
    return true;
  } catch (error) {
    ruleProblem.value = asApiError(error);
    return false;
  } finally {
    ruleBusy.value = false;
  }
}

/** The tag of the dictionary on the screen; a new one is read where another has changed it, and said by the service. */
let tag: { readonly id: string; readonly version: number; readonly text: string } | null = null;

async function tagOf(id: string): Promise<string> {
  const shown = rules.peek().dictionary;
  if (tag?.id === id && tag.version === shown?.version) return tag.text;
  const read = await api.readDictionaryToChange(id);
  tag = { id, version: read.dictionary.version, text: read.tag };
  // what is changed is what stands on the screen: of an older version it is refused by its own tag
  return read.dictionary.version === shown?.version ? read.tag : `"dictionary-${id}-${shown?.version ?? 0}"`;
}

async function readAgain(id: string): Promise<void> {
  const read = await api.readDictionaryToChange(id);
  tag = { id, version: read.dictionary.version, text: read.tag };
  rules.value = { ...rules.peek(), dictionary: read.dictionary };
}

/** After a refusal because of another's change: what there is now. */
export const readDictionaryAgain = (): Promise<boolean> =>
  change(async () => {
    const id = rules.peek().dictionary?.id;
    if (id !== undefined) await readAgain(id);
  });

export const saveCategory = (category: Category): Promise<boolean> =>
  change(async () => {
    const id = rules.peek().dictionary?.id;
    if (id === undefined) return;
    const dictionary = await api.putCategory(id, category, await tagOf(id));
    rules.value = { ...rules.peek(), dictionary };
  });

export const imported = signal<DictionaryImported | null>(null);
export const importFile = (file: Blob): Promise<boolean> =>
  change(async () => {
    const id = rules.peek().dictionary?.id;
    if (id === undefined) return;
    imported.value = null;
    imported.value = await api.importCategories(id, file, await tagOf(id));
    await readAgain(id);
  });

/** By year, as they hold for the county. */
export const calendars = signal<ReadonlyMap<number, CalendarYear>>(new Map());
const keep = (year: CalendarYear): void => {
  calendars.value = new Map(calendars.peek()).set(year.year, year);
};
export const readYears = (years: readonly number[]): Promise<boolean> =>
  change(async (county) => {
    for (const year of await Promise.all(years.map((one) => api.readCalendar(one, county)))) keep(year);
  });
export const saveYear = (year: number, body: CalendarYearBody): Promise<boolean> =>
  change(async (county) => keep(await api.putCalendar(year, county, body)));

export const saveSettings = (settings: EventSettings): Promise<boolean> =>
  change(async (county) => {
    rules.value = { ...rules.peek(), settings: await api.putEventSettings(county, settings) };
  });

const byCode = (a: EventUnit, b: EventUnit): number => (a.code < b.code ? -1 : 1);
export const saveUnit = (unit: EventUnit): Promise<boolean> =>
  change(async () => {
    const saved = await api.putUnit(unit);
    const others = rules.peek().units.filter(({ code }) => code !== saved.code);
    rules.value = { ...rules.peek(), units: [...others, saved].sort(byCode) };
  });
export const dropUnit = (code: string): Promise<boolean> =>
  change(async (county) => {
    await api.deleteUnit(county, code);
    rules.value = { ...rules.peek(), units: rules.peek().units.filter((unit) => unit.code !== code) };
  });
