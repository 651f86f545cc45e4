/** The notice about positions, in the version in force, and that it was read. Nothing is taken before. */
import { useSignal } from '@preact/signals';
import { duty } from '../state/parts.ts';
import { intervalS } from '../state/position.ts';
import { go } from '../state/route.ts';
import { acknowledge, noticeSeen } from '../state/shift.ts';
import { say } from '../toast.tsx';
import { shortTime, tf } from '../words.ts';

const POINTS = ['when', 'what', 'who', 'howLong', 'looks', 'stop', 'screen'] as const;

export function Notice() {
  const problem = useSignal(false);
  const notice = duty.value?.notice ?? null;
  const seen = notice?.seen ?? null;
  const accept = async () => {
    try {
      await acknowledge(tf('notice.version', { n: notice?.version ?? 1 }));
      say(tf('notice.done'));
      go('today');
    } catch {
      problem.value = true;
    }
  };
  return (
    <article class="stack notice">
      <p class="hint">{notice === null ? tf('notice.none') : tf('notice.version', { n: notice.version })}</p>
      <ul class="points">
        {POINTS.map((point) => (
          <li key={point}>
            <b>{tf(`notice.${point}`)}</b>
            <p>
              {tf(`notice.${point}.text`, {
                seconds: intervalS.value,
                days: duty.value?.settings?.trailDays ?? 30,
              })}
            </p>
          </li>
        ))}
      </ul>
      {problem.value && (
        <p class="note bad" role="alert">
          {tf('store.failed')}
        </p>
      )}
      {notice !== null &&
        (noticeSeen.value ? (
          <p class="note">
            {seen === null ? tf('notice.unsent') : tf('notice.seen', { at: shortTime(Date.parse(seen)) })}
          </p>
        ) : (
          <button class="button primary huge" type="button" onClick={() => void accept()}>
            {tf('notice.accept')}
          </button>
        ))}
    </article>
  );
}
