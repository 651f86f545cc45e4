/** Texts of the refusals that only workspaces and the page of the field meet: fetched with the first of them, in the language chosen. */
import { addProblemTexts } from './language.ts';

export const loadProblemTexts = (): Promise<void> =>
  addProblemTexts(async (language) =>
    language === 'en'
      ? (await import('../i18n/en-problems.ts')).enProblems
      : (await import('../i18n/zh-problems.ts')).zhProblems,
  );
