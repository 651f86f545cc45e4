// biome-ignore-all lint/a11y/useSemanticElements: rows of a long list are placed by hand, which a table element cannot do
// biome-ignore-all lint/a11y/useFocusableInteractive: one row is in the tab order, cells and headings are not
/**
 * The table of grids beside the map: the whole job can be done from here. One row is in the tab order (roving tabindex);
 * only the rows in sight are drawn. Pointing and choosing go both ways.
 */
import { useComputed } from '@preact/signals';
import type { GridFeature } from '../../../server/contract/grids.ts';
import { number, t } from '../../state/language.ts';
import { hoveredGrid, selectedGrid } from '../../state/selection.ts';
import { BandTag } from '../../ui/band-tag.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useLongList } from '../../ui/long-list.ts';
import { chooseGrid } from './choose.ts';
import type { SortBy, TableView } from './table-rows.ts';

const COLUMNS: readonly { by: SortBy; label: 'table.name' | 'table.code' | 'table.households' }[] = [
  { by: 'code', label: 'table.code' },
  { by: 'name', label: 'table.name' },
];

interface Props {
  rows: readonly GridFeature[];
  view: TableView;
  onSort: (by: SortBy) => void;
}

export function GridTable({ rows, view, onSort }: Props) {
  const chosen = selectedGrid.value === null ? -1 : rows.findIndex((row) => row.properties.code === selectedGrid.value);
  const choose = (index: number) => {
    const grid = rows[index];
    if (grid) void chooseGrid(grid.properties.code);
  };
  const list = useLongList({
    count: rows.length,
    chosen,
    rows,
    onEnter: choose,
    onMove: (index) => {
      hoveredGrid.value = rows[index]?.properties.code ?? null;
    },
  });
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
      <div class="rows" role="rowgroup" ref={list.body} onScroll={list.measure} onKeyDown={list.press}>
        <div class="spacer" role="presentation" style={{ height: `${list.height}px` }} />
        {list.drawn.map((index) => {
          const grid = rows[index];
          if (!grid) return null;
          return (
            <Row
              key={grid.properties.code}
              grid={grid}
              index={index}
              top={index * list.row}
              reachable={index === list.at}
              onChoose={() => {
                list.moveTo(index);
                choose(index);
              }}
            />
          );
        })}
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
