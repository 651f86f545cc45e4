/** Others have changed the plan meanwhile: who, where, and what of ours could not be kept. It stays until it is read. */

import { communityName } from '../../../state/plan/grid-names.ts';
import { meeting } from '../../../state/plan/opened.ts';
import { tp } from '../words.ts';
import { refusalText } from './refusal-note.tsx';

const SHOWN = 5;

export function MeetingNote() {
  const now = meeting.value;
  if (now === null) return null;
  const { others, communities, dropped } = now;
  const where =
    communities.length === 0 ? tp('meeting.nowhere') : tp('meeting.where', { names: communities.map(communityName) });
  return (
    <div class={`note ${dropped.length > 0 ? 'bad' : 'fresh'} meeting`} role="status">
      <div>
        {others.map(({ actor, operations }) => (
          <p key={actor}>{tp('meeting.others', { actor, count: operations, where })}</p>
        ))}
        {dropped.length === 0 ? (
          <p>{tp('meeting.kept')}</p>
        ) : (
          <>
            <p>{tp('meeting.dropped', { count: dropped.length })}</p>
            <ul>
              {dropped.slice(0, SHOWN).map(({ operation, refusal }, i) => (
                <li key={i}>
                  {tp(`step.${operation.kind}`, { count: 1 })}：{refusalText(refusal)}
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
      <button
        class="button"
        type="button"
        onClick={() => {
          meeting.value = null;
        }}
      >
        {tp('meeting.close')}
      </button>
    </div>
  );
}
