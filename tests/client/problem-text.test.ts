// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { zhFirstProblems } from '../../client/i18n/zh-first-problems.ts';
import { zhProblems } from '../../client/i18n/zh-problems.ts';
import { problemText, setLanguage } from '../../client/state/language.ts';
import { loadProblemTexts } from '../../client/state/problem-texts.ts';

afterEach(() => setLanguage('zh-CN'));

describe('the text of a refusal', () => {
  it('is here from the start when the first screen may be refused so, and in one list only', () => {
    expect(problemText('grid-unknown', {})).toBe(zhFirstProblems['problem.grid-unknown']);
    expect(Object.keys(zhProblems).filter((key) => key in zhFirstProblems)).toEqual([]);
  });

  it('is the general one until the rest is fetched, then its own', async () => {
    expect(problemText('import-running', {}, 'problem.other')).toBe('未能完成（import-running）。');
    await loadProblemTexts();
    expect(problemText('import-running', {}, 'problem.other')).toBe(zhProblems['problem.import-running']);
    expect(problemText('no-such-code', {}, 'problem.other')).toBe('未能完成（no-such-code）。');
  });

  it('comes with every language that is chosen from then on', async () => {
    await loadProblemTexts();
    await setLanguage('en');
    expect(problemText('import-running', {})).not.toMatch(/\p{Script=Han}/u);
    expect(problemText('import-running', {})).not.toBe(problemText('client-failed', {}));
  });
});
