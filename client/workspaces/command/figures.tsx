/** The numbers of today and now, as the service counts them; the two of now lead to their events. */
import { board } from '../../state/command/board.ts';
import { filterBy, listFilter, unplacedCount } from '../../state/command/list.ts';
import { NO_FILTER } from '../../state/command/list-filter.ts';
import { number } from '../../state/language.ts';
import { tc } from './words.ts';

const FIGURES = [
  { key: 'reported', standing: null },
  { key: 'closed', standing: 'ended' },
  { key: 'open', standing: 'open' },
  { key: 'overdue', standing: 'overdue' },
] as const;

export function Figures() {
  const { counts } = board.value;
  return (
    <>
      <dl class="figures">
        {FIGURES.map(({ key, standing }) => (
          <div key={key} data-figure={key}>
            <dt>{tc(`count.${key}`)}</dt>
            <dd>
              {standing === null ? (
                number(counts[key] ?? 0)
              ) : (
                <button type="button" onClick={() => filterBy({ ...NO_FILTER, standing })}>
                  {number(counts[key] ?? 0)}
                </button>
              )}
            </dd>
          </div>
        ))}
      </dl>
      <Unplaced />
    </>
  );
}

/** What is not on the map is never out of sight. */
function Unplaced() {
  const count = unplacedCount.value;
  if (count === 0 || listFilter.value.standing === 'unplaced') return null;
  return (
    <button class="unplaced" type="button" onClick={() => filterBy({ ...NO_FILTER, standing: 'unplaced' })}>
      {tc('list.unplaced', { count })}
    </button>
  );
}
