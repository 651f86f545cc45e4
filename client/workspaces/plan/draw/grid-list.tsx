// biome-ignore-all lint/a11y/useSemanticElements: rows of a long list are placed by hand, which a table element cannot do
// biome-ignore-all lint/a11y/useFocusableInteractive: one row is in the tab order, cells and headings are not
/** The grids of the plan with their live numbers: the whole job of choosing and finding can be done from here. */
import { type Signal, useComputed, useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { number, t } from '../../../state/language.ts';
import { chosen, level, sameGrid } from '../../../state/plan/choice.ts';
import { chooseGridOfPlan } from '../../../state/plan/grid-choice.ts';
import { setRoles } from '../../../state/plan/grid-deeds.ts';
import { communityName, gridName } from '../../../state/plan/grid-names.ts';
import { bandCounts, type GridRow, gridRows } from '../../../state/plan/grid-rows.ts';
import { mayEdit, planSession } from '../../../state/plan/opened.ts';
import { barPlaces } from '../../../ui/band-bar.tsx';
import { BandTag } from '../../../ui/band-tag.tsx';
import { useLongList } from '../../../ui/long-list.ts';
import { Segmented } from '../../../ui/segmented.tsx';
import { tp } from '../words.ts';
import { type GridFilter, type GridOrder, type GridSort, listedGrids, relistedGrids } from './grid-order.ts';
import { needsText } from './needs-text.ts';

const SORTS: readonly GridSort[] = ['code', 'households', 'needs'];
const FILTERS: readonly Exclude<GridFilter, 'none'>[] = ['all', 'under', 'in', 'over'];

export function GridList() {
  const order = useSignal<GridOrder>({ sort: 'code', only: 'all' });
  const listed = useMemo(() => keptList(), []);
  const rows = useComputed(() =>
    // no standard applies to micro grids: nothing to filter by, and no lack to sort by
    listed(gridRows.value, level.value === 'micro' ? { ...order.value, only: 'all' } : order.value),
  );
  return (
    <div class="list">
      <Order order={order} />
      {mayEdit.value && <LockAll rows={rows.value} />}
      {rows.value.length === 0 ? <p class="hint empty">{tp('grids.none')}</p> : <Rows rows={rows.value} />}
    </div>
  );
}

/** Lists, and keeps the list up as long as what it is listed by stays. */
function keptList(): (rows: readonly GridRow[], order: GridOrder) => readonly GridRow[] {
  let last: { rows: readonly GridRow[]; order: GridOrder; list: readonly GridRow[] } | null = null;
  return (rows, order) => {
    const isKept = last !== null && last.order.sort === order.sort && last.order.only === order.only;
    const list = isKept ? relistedGrids(last!.list, last!.rows, rows, order) : listedGrids(rows, order);
    last = { rows, order, list };
    return list;
  };
}

function Order({ order }: { order: Signal<GridOrder> }) {
  const isMicro = level.value === 'micro';
  return (
    <div class="filter">
      {!isMicro && (
        <Segmented
          label={tp('grids.only')}
          value={order.value.only}
          onChoose={(only) => {
            order.value = { ...order.value, only };
          }}
          choices={FILTERS.map((value) =>
            value === 'all'
              ? { value: value as GridFilter, label: tp('grids.only.all') }
              : { value, label: t(`band.${value}`), count: number(bandCounts.value[value]) },
          )}
        />
      )}
      <label class="sort-by">
        <span class="hidden-text">{tp('grids.sort')}</span>
        <select
          class="input"
          value={order.value.sort}
          onChange={(event) => {
            order.value = { ...order.value, sort: event.currentTarget.value as GridSort };
          }}
        >
          {SORTS.filter((sort) => !isMicro || sort !== 'needs').map((sort) => (
            <option key={sort} value={sort}>
              {tp(`grids.sort.${sort}`)}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}

/** Locks what is listed, so that the rest can be worked on without fear. */
function LockAll({ rows }: { rows: readonly GridRow[] }) {
  const isFree = rows.some(({ record }) => record.role === 'free');
  const isLocked = rows.some(({ record }) => record.role === 'locked');
  if (!isFree && !isLocked) return null;
  return (
    <div class="lock-all">
      {isFree && (
        <button class="plain link" type="button" onClick={() => void setRoles(rows, 'locked')}>
          {tp('grids.lockAll')}
        </button>
      )}
      {isLocked && (
        <button class="plain link" type="button" onClick={() => void setRoles(rows, 'free')}>
          {tp('grids.unlockAll')}
        </button>
      )}
    </div>
  );
}

function Rows({ rows }: { rows: readonly GridRow[] }) {
  const at = rows.findIndex((row) => sameGrid(row, chosen.value));
  const choose = (index: number): void => {
    const row = rows[index];
    if (row) chooseGridOfPlan({ community: row.community, slot: row.slot });
  };
  const list = useLongList({ count: rows.length, chosen: at, rows: rows.length, onEnter: choose });
  return (
    <div class="table plan-grids" role="grid" aria-label={tp('grids.label')} aria-rowcount={rows.length}>
      <div class="rows" role="rowgroup" ref={list.body} onScroll={list.measure} onKeyDown={list.press}>
        <div class="spacer" role="presentation" style={{ height: `${list.height}px` }} />
        {list.drawn.map((index) => {
          const row = rows[index];
          if (!row) return null;
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the list
            <div
              key={`${row.community} ${row.slot}`}
              role="row"
              aria-rowindex={index + 1}
              aria-selected={index === at}
              data-grid={row.record.code ?? row.record.key}
              tabIndex={index === list.at ? 0 : -1}
              style={{ top: `${index * list.row}px` }}
              onClick={() => {
                list.moveTo(index);
                choose(index);
              }}
            >
              <Cells row={row} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

function Cells({ row }: { row: GridRow }) {
  const { record, community, numbers, band, needs, parts } = row;
  return (
    <>
      <span role="gridcell">
        <span class="name">{gridName(record, row.slot)}</span>
        <span class="code">
          {record.code ?? communityName(community)}
          {record.role !== 'free' && <span class="role">{tp(`role.${record.role}`)}</span>}
          {parts > 1 && <span class="role bad">{tp('card.parts.more', { count: parts })}</span>}
        </span>
      </span>
      <span role="gridcell" class="right">
        <strong>{number(numbers.households)}</strong>
        <MiniBar households={numbers.households} band={band} />
      </span>
      <span role="gridcell" class="right">
        <BandTag result={band} />
        <span class="needs">{needsText(needs)}</span>
      </span>
    </>
  );
}

/** Where the number stands against the standard; said beside it in words. */
function MiniBar({ households, band }: { households: number; band: GridRow['band'] }) {
  const standard = planSession.value?.standard;
  if (standard === undefined || band === 'none') return null;
  const { from, to, mark } = barPlaces(households, standard);
  return (
    <svg class="mini-bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
      <rect class="track" y="2" width="100" height="2" />
      <rect class="zone" x={from} y="1" width={to - from} height="4" />
      <rect class={`mark ${band}`} x={mark - 1} y="0" width="2" height="6" />
    </svg>
  );
}
