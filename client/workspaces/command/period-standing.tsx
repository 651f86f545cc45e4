/** Whether the events of the period are here: loading, refused with a way to try again, or nothing to say. */
import { loadAgain, played, playedState } from '../../state/command/time/played-period.ts';
import { problemText } from '../../state/language.ts';
import { tt } from './time-words.ts';

export function PeriodStanding() {
  const { isLoading, problem } = playedState.value;
  if (problem !== null)
    return (
      <p class="note bad standing" role="alert">
        {tt('failed')}：{problemText(problem.code, problem.params, 'problem.other')}{' '}
        <button class="plain" type="button" onClick={loadAgain}>
          {tt('retry')}
        </button>
      </p>
    );
  return isLoading && played.value === null ? <p class="note standing">{tt('loading')}</p> : null;
}
