/** Open events of the same kind nearby, before the report is sent: perhaps somebody was first. */
import { choose } from '../../state/command/chosen.ts';
import { likely } from '../../state/command/draft.ts';
import { lengthText } from '../../state/measures.ts';
import { tcr } from './report-words.ts';
import { named } from './words.ts';

export function LikelySame() {
  const found = likely.value;
  if (found.length === 0) return null;
  return (
    <div class="note warn likely" role="status">
      <p>{tcr('likely')}</p>
      <ul>
        {found.map(({ row, metres }) => (
          <li key={row.id}>
            <span>
              {row.text}
              <span class="hint">
                {tcr('likely.row', {
                  n: String(row.serial),
                  m: lengthText(Math.round(metres)),
                  state: named('state', row.state),
                })}
              </span>
            </span>
            <button class="button" type="button" onClick={() => choose(row.id)}>
              {tcr('likely.open')}
            </button>
          </li>
        ))}
      </ul>
      <p class="hint">{tcr('likely.not')}</p>
    </div>
  );
}
