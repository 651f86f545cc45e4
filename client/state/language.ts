/** The language of the screen: Chinese is built in, English is fetched when asked for. `t` follows the signal. */
import { computed, signal } from '@preact/signals';
import { formatDay, formatNumber, type Language, type Message, type Params, translate } from '../i18n/translate.ts';
import type { Key, Messages } from '../i18n/zh-CN.ts';
import { zhCN } from '../i18n/zh-CN.ts';
import { readStored, writeStored } from './stored.ts';

const messages = signal<{ language: Language; texts: Messages }>({ language: 'zh-CN', texts: zhCN });

export const language = computed(() => messages.value.language);

export async function setLanguage(next: Language): Promise<void> {
  const texts = next === 'en' ? (await import('../i18n/en.ts')).en : zhCN;
  await bringProblems(next);
  messages.value = { language: next, texts };
  document.documentElement.lang = next;
  writeStored('language', next);
}

/** The stored choice; Chinese when none was made. */
export async function startLanguage(): Promise<void> {
  if (readStored('language') === 'en') await setLanguage('en');
}

export const t = (key: Key, params: Params = {}): string =>
  translate(messages.value.texts[key], params, messages.value.language);

/** The same for texts that are fetched with a workspace. */
export const textsOf =
  <K extends string>(zh: Readonly<Record<K, Message>>, en: Readonly<Record<K, Message>>) =>
  (key: K, params: Params = {}): string =>
    translate((language.value === 'en' ? en : zh)[key], params, language.value);

type ProblemTexts = Readonly<Partial<Record<string, Message>>>;
/** Texts of the refusals that not every page meets, in the languages they were fetched in. */
const moreProblems = signal<Readonly<Partial<Record<Language, ProblemTexts>>>>({});
let fetchProblems: ((of: Language) => Promise<ProblemTexts>) | null = null;

async function bringProblems(of: Language): Promise<void> {
  if (fetchProblems === null || moreProblems.peek()[of] !== undefined) return;
  const texts = await fetchProblems(of);
  moreProblems.value = { ...moreProblems.peek(), [of]: texts };
}

/** From then on they come with every language that is chosen. */
export async function addProblemTexts(fetch: (of: Language) => Promise<ProblemTexts>): Promise<void> {
  fetchProblems = fetch;
  await bringProblems(language.peek());
}

/** The text of a refusal by its code; `otherwise` when the code has none. */
export function problemText(code: string, params: Params, otherwise: Key = 'problem.client-failed'): string {
  const { texts, language: now } = messages.value;
  const key = `problem.${code}`;
  const message =
    (texts as Partial<Record<string, Message>>)[key] ?? moreProblems.value[now]?.[key] ?? texts[otherwise];
  return translate(message, { ...params, code }, now);
}

export const number = (value: number, digits = 0): string => formatNumber(value, messages.value.language, digits);
export const day = (iso: string): string => formatDay(iso, messages.value.language);
