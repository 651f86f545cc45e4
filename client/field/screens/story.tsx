/** Steps of an event, one under the other. */
import type { StepRow } from '../../../server/contract/events.ts';
import { named, shortTime, stepName } from '../words.ts';

export const Story = ({ steps }: { steps: readonly StepRow[] }) => (
  <ol class="story">
    {steps.map(({ seq, step, state, at, actor, why }) => (
      <li key={seq}>
        <span class="line">
          <b>{stepName(step)}</b>
          <time dateTime={at}>{shortTime(Date.parse(at))}</time>
        </span>
        <span class="hint">
          {actor} · {named('state', state)}
        </span>
        {why !== null && <q>{why}</q>}
      </li>
    ))}
  </ol>
);
