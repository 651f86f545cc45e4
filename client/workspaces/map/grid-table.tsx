// biome-ignore-all lint/a11y/useSemanticElements: rows of a long list are placed by hand, which a table element cannot do
// biome-ignore-all lint/a11y/useFocusableInteractive: one row is in the tab order, cells and headings are not
/**
 * The table of grids beside the map: the whole job can be done from here. One row is in the tab order (roving tabindex);
 * only the rows in sight are drawn. Pointing and choosing go both ways.
 */
import { useComputed, useSignal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { GridFeature } from '../../../server/contract/grids.ts';
import { number, t } from '../../state/language.ts';
import { hoveredGrid, selectedGrid } from '../../state/selection.ts';
import { BandTag } from '../../ui/band-bar.tsx';
import { Icon } from '../../ui/icon.tsx';
import { moveCursor } from '../../ui/list-cursor.ts';
import { chooseGrid } from './choose.ts';
import { type SortBy, type TableView, visibleRows } from './table-rows.ts';

const COLUMNS: readonly { by: SortBy; label: 'table.name' | 'table.code' | 'table.households' }[] = [
  { by: 'code', label: 'table.code' },
  { by: 'name', label: 'table.name' },
];
const FALLBACK_ROW = 52;

interface Props {
  rows: readonly GridFeature[];
  view: TableView;
  onSort: (by: SortBy) => void;
}

export function GridTable({ rows, view, onSort }: Props) {
  const body = useRef<HTMLDivElement>(null);
  const scroll = useSignal({ top: 0, height: 600, row: FALLBACK_ROW });
  const cursor = useSignal(0);
  const focusWanted = useRef(false);

  const measure = () => {
    const box = body.current;
    if (!box) return;
    const row = Number.parseFloat(getComputedStyle(box).getPropertyValue('--row-px')) || FALLBACK_ROW;
    const next = { top: box.scrollTop, height: box.clientHeight, row };
    const old = scroll.peek();
    if (old.top !== next.top || old.height !== next.height || old.row !== next.row) scroll.value = next;
  };

  useLayoutEffect(() => {
    const box = body.current;
    if (!box) return;
    // the row height is set in rem; here it is needed in pixels
    const probe = () => {
      const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
      const row = Number.parseFloat(getComputedStyle(document.documentElement).getPropertyValue('--row')) || 3.25;
      box.style.setProperty('--row-px', String(Math.round(rem * row)));
      measure();
    };
    const observer = new ResizeObserver(probe);
    observer.observe(box);
    probe();
    return () => observer.disconnect();
  }, []);

  const show = (index: number) => {
    const box = body.current;
    const { row } = scroll.peek();
    if (!box) return;
    const top = index * row;
    if (top < box.scrollTop) box.scrollTop = top;
    else if (top + row > box.scrollTop + box.clientHeight) box.scrollTop = top + row - box.clientHeight;
    measure();
  };

  const chosenIndex =
    selectedGrid.value === null ? -1 : rows.findIndex((row) => row.properties.code === selectedGrid.value);
  useEffect(() => {
    if (chosenIndex < 0) return;
    cursor.value = chosenIndex;
    show(chosenIndex);
  }, [selectedGrid.value, rows]);

  useLayoutEffect(() => {
    if (!focusWanted.current) return;
    focusWanted.current = false;
    body.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus({ preventScroll: true });
  });

  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter' || event.key === ' ') {
      const grid = rows[cursor.value];
      if (!grid) return;
      event.preventDefault();
      void chooseGrid(grid.properties.code);
      return;
    }
    const next = moveCursor(
      event.key,
      cursor.value,
      rows.length,
      Math.floor(scroll.value.height / scroll.value.row) || 10,
    );
    if (next === null) return;
    event.preventDefault();
    cursor.value = next;
    hoveredGrid.value = rows[next]?.properties.code ?? null;
    focusWanted.current = true;
    show(next);
  };

  const at = Math.min(cursor.value, rows.length - 1);
  const { from, to } = visibleRows(scroll.value.top, scroll.value.height, scroll.value.row, rows.length);
  const drawn = rows.slice(from, to).map((grid, offset) => ({ grid, index: from + offset }));
  // the row that can be tabbed to is drawn even when it is out of sight
  const kept = rows[at];
  if (kept && (at < from || at >= to)) drawn.push({ grid: kept, index: at });
  return (
    <div class="table" role="grid" aria-label={t('table.label')} aria-rowcount={rows.length + 1}>
      <div class="head" role="row" aria-rowindex={1}>
        <span role="columnheader" aria-sort={sortWord(view, 'code', 'name')}>
          {COLUMNS.map(({ by, label }) => (
            <SortButton key={by} by={by} label={t(label)} view={view} onSort={onSort} />
          ))}
        </span>
        <span class="right" role="columnheader" aria-sort={sortWord(view, 'households')}>
          <SortButton by="households" label={t('table.households')} view={view} onSort={onSort} />
        </span>
        <span class="right" role="columnheader">
          {t('table.band')}
        </span>
      </div>
      <div class="rows" role="rowgroup" ref={body} onScroll={measure} onKeyDown={press}>
        <div class="spacer" role="presentation" style={{ height: `${rows.length * scroll.value.row}px` }} />
        {drawn.map(({ grid, index }) => (
          <Row
            key={grid.properties.code}
            grid={grid}
            index={index}
            top={index * scroll.value.row}
            reachable={index === at}
            onChoose={() => {
              cursor.value = index;
              void chooseGrid(grid.properties.code);
            }}
          />
        ))}
      </div>
    </div>
  );
}

function sortWord(view: TableView, ...columns: SortBy[]): 'ascending' | 'descending' | 'none' {
  if (!columns.includes(view.sortBy)) return 'none';
  return view.descending ? 'descending' : 'ascending';
}

function SortButton({
  by,
  label,
  view,
  onSort,
}: {
  by: SortBy;
  label: string;
  view: TableView;
  onSort: (by: SortBy) => void;
}) {
  const on = view.sortBy === by;
  return (
    <button type="button" class="sort" aria-pressed={on} onClick={() => onSort(by)}>
      {label}
      {on && <Icon name={view.descending ? 'down' : 'up'} />}
    </button>
  );
}

interface RowProps {
  grid: GridFeature;
  index: number;
  top: number;
  reachable: boolean;
  onChoose: () => void;
}

function Row({ grid: { properties: p }, index, top, reachable, onChoose }: RowProps) {
  const hovered = useComputed(() => hoveredGrid.value === p.code);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the list
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selectedGrid.value === p.code}
      data-hover={hovered.value}
      data-code={p.code}
      tabIndex={reachable ? 0 : -1}
      style={{ top: `${top}px` }}
      onClick={onChoose}
      onMouseEnter={() => {
        hoveredGrid.value = p.code;
      }}
      onMouseLeave={() => {
        hoveredGrid.value = null;
      }}
    >
      <span role="gridcell">
        <span class="name">{p.name}</span>
        <span class="code">{p.code}</span>
      </span>
      <span class="right" role="gridcell">
        {p.uncounted > 0 && p.households === 0 ? '–' : number(p.households)}
      </span>
      <span class="right" role="gridcell">
        <BandTag result={p.bandResult} />
      </span>
    </div>
  );
}
