/** The answer's reasons as keys of texts: which rule decided, what to be careful about. Pure. */
import type { LocateAnswer } from '../../../server/contract/locate.ts';
import type { Key } from '../../i18n/zh-CN.ts';

export function ruleKey(answer: LocateAnswer): Key {
  if (answer.rule === null) return 'rule.none';
  if (answer.rule === 'contains' && answer.matches.filter((match) => match.kind !== 'micro').length > 1) {
    return 'rule.overlap';
  }
  return `rule.${answer.rule}`;
}

/** Other grids (no micro grids) that cover the point as well. */
export const otherMatches = (answer: LocateAnswer): LocateAnswer['matches'] =>
  answer.matches.filter((match) => match.kind !== 'micro' && match.code !== answer.grid?.code);
