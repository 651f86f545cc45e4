/** Why a step was refused, in words: by the stable word of the refusal where it has one, else by its code. */
import type { CommandCardKey } from '../../i18n/zh-command-card.ts';
import { zhCommandCard } from '../../i18n/zh-command-card.ts';
import { problemText } from '../../state/language.ts';
import { cardNamed, tcard } from './card-words.ts';
import { named } from './words.ts';

interface Refused {
  readonly code: string;
  readonly params: Readonly<Record<string, unknown>>;
}

export function refusalText({ code, params }: Refused): string {
  const key = `refused.${String(params.why)}`;
  if (code !== 'step-refused' || !(key in zhCommandCard)) return problemText(code, params, 'problem.other');
  return tcard(key as CommandCardKey, {
    state: named('state', String(params.state)),
    step: cardNamed('step', String(params.step)),
  });
}
