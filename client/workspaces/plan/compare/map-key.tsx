/** Which side the map shows, and what its lines and dots mean. */
import { GRID_COLOURS } from '../../../map/palette.ts';
import { pairs, SHOWN_SIDES, shownSides } from '../../../state/plan/compare.ts';
import { tc } from '../../../state/plan/compare-words.ts';
import { canDraw } from '../../../state/view.ts';
import { Segmented } from '../../../ui/segmented.tsx';

export function MapKey() {
  const shown = shownSides.value;
  if (canDraw.value === false) return <p class="note warn">{tc('compare.noMap')}</p>;
  return (
    <div class="compare-key">
      <div class="line">
        <span class="label">{tc('compare.onMap')}</span>
        <Segmented
          label={tc('compare.onMap')}
          value={shown}
          onChoose={(next) => {
            shownSides.value = next;
          }}
          choices={SHOWN_SIDES.map((value) => ({ value, label: tc(`view.compare.${value}`) }))}
        />
      </div>
      <ul>
        {shown !== 'new' && (
          <li>
            <svg class="swatch border-old" viewBox="0 0 27 8" aria-hidden="true">
              <path d="M0 4h27" />
            </svg>
            {tc('compare.key.old')}
          </li>
        )}
        {shown !== 'old' && (
          <li>
            <svg class="swatch border-new" viewBox="0 0 27 8" aria-hidden="true">
              <path d="M0 4h27" />
            </svg>
            {tc('compare.key.new')}
          </li>
        )}
        <li>
          <svg class="swatch moved" viewBox="0 0 27 14" aria-hidden="true">
            <circle cx="8" cy="7" r="5" fill={GRID_COLOURS[0]} />
            <circle cx="20" cy="7" r="5" fill={GRID_COLOURS[1]} />
          </svg>
          {tc(shown === 'old' ? 'compare.key.movedOld' : 'compare.key.movedNew')}
        </li>
        {pairs.value.some(({ from, to }) => from === null || to === null) && (
          <li>
            <svg class="swatch hole" viewBox="0 0 27 14" aria-hidden="true">
              <circle cx="13" cy="7" r="5" />
              <circle cx="13" cy="7" r="2" />
            </svg>
            {tc('compare.key.hole')}
          </li>
        )}
      </ul>
    </div>
  );
}
