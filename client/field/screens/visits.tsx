/** 走访: the buildings of the own grid, where nobody has been for longest first, or the nearest. */
import { useSignal } from '@preact/signals';
import { Segmented } from '../../ui/segmented.tsx';
import { Glyph } from '../glyph.tsx';
import { SearchField } from '../search-field.tsx';
import { buildings, duty } from '../state/parts.ts';
import { askPosition, here } from '../state/position.ts';
import { go } from '../state/route.ts';
import { isWorker, shift } from '../state/shift.ts';
import { knowsVisits, type VisitOrder, type VisitRow, visitRows } from '../state/visit-list.ts';
import { distanceText, tf } from '../words.ts';

/** So many are drawn; a grid has more only seldom, and the search finds them. */
const MOST = 150;

export function Visits() {
  const order = useSignal<VisitOrder>('longest');
  const words = useSignal('');
  const rows = visitRows(order.value, words.value);
  if (!isWorker.value) return <p class="note warn">{tf('today.noWorker')}</p>;
  return (
    <div class="stack">
      {shift.value === null && <p class="note warn">{tf('visits.offDuty')}</p>}
      <Segmented
        label={tf('visits.order')}
        value={order.value}
        onChoose={(next) => {
          order.value = next;
          if (next === 'nearest' && here.peek() === null) void askPosition();
        }}
        choices={[
          { value: 'longest', label: tf('visits.longest') },
          { value: 'nearest', label: tf('visits.nearest') },
        ]}
      />
      {order.value === 'nearest' && here.value === null && <p class="hint">{tf('where.none')}</p>}
      <SearchField label={tf('buildings.search')} words={words} />
      {buildings.value === null ? (
        <p class="note">{tf('buildings.none')}</p>
      ) : rows.length === 0 ? (
        <p class="empty">{tf('buildings.no')}</p>
      ) : (
        <ul class="rows">
          {rows.slice(0, MOST).map((row) => (
            <VisitLine key={row.building.code} row={row} />
          ))}
        </ul>
      )}
      {rows.length > MOST && <p class="hint">{tf('visits.more', { count: rows.length - MOST })}</p>}
    </div>
  );
}

function VisitLine({ row }: { row: VisitRow }) {
  const { building, days, waiting, away } = row;
  const limit = duty.value?.settings?.visitDays ?? null;
  const standing =
    waiting || !knowsVisits.value
      ? 'none'
      : days === null
        ? 'never'
        : limit !== null && days > limit
          ? 'overdue'
          : 'fine';
  return (
    <li>
      <button
        class="task-row visit-row"
        type="button"
        data-standing={standing}
        onClick={() => go('visit', building.code)}
      >
        <span class="main">
          <b>{building.name}</b>
          <span class="hint">
            {building.households === null
              ? tf('visits.uncounted')
              : tf('visits.households', { count: building.households })}
            {away !== null && ` · ${distanceText(away)}`}
          </span>
        </span>
        {waiting ? (
          <span class="tag">{tf('unsent')}</span>
        ) : (
          knowsVisits.value && (
            <span class={`tag ${standing === 'never' || standing === 'overdue' ? 'over' : 'in'}`}>
              {days === null
                ? tf('visits.never')
                : days === 0
                  ? tf('visits.today')
                  : tf('visits.days', { count: days })}
            </span>
          )
        )}
        <Glyph name="right" />
      </button>
    </li>
  );
}
