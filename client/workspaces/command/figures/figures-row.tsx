// biome-ignore-all lint/a11y/useSemanticElements: rows of a long list are placed by hand, which a table element cannot do
// biome-ignore-all lint/a11y/useFocusableInteractive: one row is in the tab order, cells are not
/** A row of figures: its rank, its names, a number with its bar in every cell; what is open leads to the list. */
import type { Group, StatisticsRow } from '../../../../server/contract/event-statistics.ts';
import { areaByCode } from '../../../state/areas.ts';
import { figuresArea, figuresChoice, showEvents } from '../../../state/command/figures.ts';
import type { FigureColumn, FigureName } from '../../../state/command/figures-columns.ts';
import { eventsOf } from '../../../state/command/figures-links.ts';
import { number } from '../../../state/language.ts';
import { selectedGrid } from '../../../state/selection.ts';
import { emptyText, figureName, keyText, numbersText, tf, valueText } from './words.ts';

interface Props {
  readonly row: StatisticsRow;
  readonly groups: readonly Group[];
  readonly columns: readonly FigureColumn[];
  /** Of each column, by which bars are drawn. */
  readonly most: ReadonlyMap<FigureName, number>;
  readonly rank: number | null;
  readonly index: number;
  /** Pixels. */
  readonly top: number;
  /** It is the row in the tab order. */
  readonly reachable: boolean;
  /** To a place on the map. */
  readonly leads: boolean;
  readonly onChoose: () => void;
}

export function FiguresRow({ row, groups, columns, most, rank, index, top, reachable, leads, onChoose }: Props) {
  const grid = groups.indexOf('grid');
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the list
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={grid >= 0 && row.key[grid] !== null && row.key[grid] === selectedGrid.value}
      data-key={row.key.join(' ')}
      data-leads={leads}
      tabIndex={reachable ? 0 : -1}
      style={{ top: `${top}px` }}
      onClick={onChoose}
    >
      <span role="gridcell" class="rank">
        {rank !== null && number(rank)}
      </span>
      {groups.map((group, at) => (
        <span key={group} role="rowheader" class="name" title={row.key[at] ?? undefined}>
          {keyText(group, row.key[at] ?? null, row.name[at] ?? null)}
          {group === 'grid' && <small>{communityOf(row.key[at] ?? null)}</small>}
        </span>
      ))}
      {columns.map((column) => (
        <Cell key={column.name} {...{ row, groups, column, reachable }} most={most.get(column.name) ?? 0} />
      ))}
    </div>
  );
}

/** Grids of several communities have the same names. */
const communityOf = (grid: string | null): string => areaByCode.value.get(grid?.slice(0, 12) ?? '')?.name ?? '';

interface CellProps extends Pick<Props, 'row' | 'groups' | 'reachable'> {
  readonly column: FigureColumn;
  readonly most: number;
}

function Cell({ row, groups, column, most, reachable }: CellProps) {
  const { name } = column;
  const value = row.figures[name];
  const text = valueText(column, value);
  const area = figuresArea.value ?? '';
  const asked = value ? eventsOf(name, { choice: figuresChoice.value, area }, groups, row.key) : null;
  const share = value === null || most === 0 ? 0 : value / most;
  return (
    <span
      role="gridcell"
      class="right cell"
      data-figure={name}
      title={value === null ? emptyText(column) : numbersText(name, row.figures) || undefined}
      style={{ '--share': `${(share * 100).toFixed(1)}%` }}
    >
      {asked === null ? (
        text
      ) : (
        <button
          class="value"
          type="button"
          tabIndex={reachable ? 0 : -1}
          title={tf('events.open', { name: figureName(name), count: number(value ?? 0) })}
          onKeyDown={(event) => {
            // the row would take it for itself
            if (event.key === 'Enter' || event.key === ' ') event.stopPropagation();
          }}
          onClick={(event) => {
            event.stopPropagation();
            showEvents(asked);
          }}
        >
          {text}
        </button>
      )}
    </span>
  );
}
