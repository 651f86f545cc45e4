/** Categories, settings and units of the county on the screen: what the words and choices of the command are made from. */
import { computed, effect, signal, untracked } from '@preact/signals';
import type { Category, Dictionary, EventSettings, EventUnit } from '../../../server/contract/event-rules.ts';
import { listUnits, readDictionary, readEventSettings } from '../../api/event-rules.ts';
import { type ApiError, asApiError, isAbort } from '../../api/request.ts';
import { countyCode } from '../areas.ts';
import { commandArea } from './roles.ts';

export interface Rules {
  readonly settings: EventSettings | null;
  readonly dictionary: Dictionary | null;
  readonly units: readonly EventUnit[];
  readonly problem: ApiError | null;
}

const NOTHING: Rules = { settings: null, dictionary: null, units: [], problem: null };
export const rules = signal<Rules>(NOTHING);

/** When no setting has come yet. */
const WARN_BEFORE = 0.2;
export const warnBefore = computed(() => rules.value.settings?.warnBefore ?? WARN_BEFORE);

export const categoryByCode = computed(
  () => new Map((rules.value.dictionary?.categories ?? []).map((category) => [category.code, category])),
);

export interface Major {
  readonly code: string;
  readonly name: string;
  readonly categories: readonly Category[];
}

/** In the order of their codes, retired categories with them. */
export const majors = computed<readonly Major[]>(() => {
  const found = new Map<string, Category[]>();
  for (const category of rules.value.dictionary?.categories ?? [])
    found.set(category.major, [...(found.get(category.major) ?? []), category]);
  return [...found]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, categories]) => ({ code, name: categories[0]?.majorName ?? code, categories }));
});

/** The major of a category; of one that the dictionary does not have, its first two figures. */
export const majorOf = (category: string): string => categoryByCode.value.get(category)?.major ?? category.slice(0, 2);

/** Which of the majors it is, which is told by a shape; −1: none of them. */
export const majorIndex = (category: string): number => {
  const major = majorOf(category);
  return majors.value.findIndex(({ code }) => code === major);
};

async function load(county: string, signal: AbortSignal): Promise<void> {
  try {
    const [settings, units] = await Promise.all([readEventSettings(county, signal), listUnits(county, signal)]);
    const dictionary = await readDictionary(settings.dictionary, signal);
    rules.value = { settings, dictionary, units, problem: null };
  } catch (error) {
    if (!isAbort(error)) rules.value = { ...NOTHING, problem: asApiError(error) };
  }
}

/** Follows the county for as long as the workspace is open. */
export function followRules(): () => void {
  return effect(() => {
    const county = countyCode.value;
    if (county === null || commandArea.value === null) return;
    const controller = new AbortController();
    untracked(() => void load(county, controller.signal));
    return () => controller.abort();
  });
}
