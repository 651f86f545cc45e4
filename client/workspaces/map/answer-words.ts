/** The words of an answer, fetched with it, and its reasons as keys of them: which rule decided, what to be careful about. */
import type { LocateAnswer } from '../../../server/contract/locate.ts';
import { enAnswer } from '../../i18n/en-answer.ts';
import { type AnswerKey, zhAnswer } from '../../i18n/zh-answer.ts';
import { textsOf } from '../../state/language.ts';

export const tw = textsOf(zhAnswer, enAnswer);

export function ruleKey(answer: LocateAnswer): AnswerKey {
  if (answer.rule === null) return 'rule.none';
  if (answer.rule === 'contains' && answer.matches.filter((match) => match.kind !== 'micro').length > 1) {
    return 'rule.overlap';
  }
  return `rule.${answer.rule}`;
}

/** Other grids (no micro grids) that cover the point as well. */
export const otherMatches = (answer: LocateAnswer): LocateAnswer['matches'] =>
  answer.matches.filter((match) => match.kind !== 'micro' && match.code !== answer.grid?.code);
