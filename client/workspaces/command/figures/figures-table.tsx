// biome-ignore-all lint/a11y/useSemanticElements: rows of a long list are placed by hand, which a table element cannot do
// biome-ignore-all lint/a11y/useFocusableInteractive: one row is in the tab order, cells are not
/** A row for each of the groups: sorted by any figure, ranked, only the rows in sight drawn; places lead to the map. */
import { useSignal } from '@preact/signals';
import type { EventStatistics, Group } from '../../../../server/contract/event-statistics.ts';
import { announce } from '../../../state/announce.ts';
import { figureRanks, figureRows, figuresSort, showPlace } from '../../../state/command/figures.ts';
import { COLUMN_SETS, type ColumnSet, type FigureColumn, SETS } from '../../../state/command/figures-columns.ts';
import { type FiguresSort, greatest, nextSort } from '../../../state/command/figures-table.ts';
import { selectedGrid } from '../../../state/selection.ts';
import { useLongList } from '../../../ui/long-list.ts';
import { Segmented } from '../../../ui/segmented.tsx';
import { FiguresRow } from './figures-row.tsx';
import { figureName, groupName, keyText, meaningText, tf } from './words.ts';

const PLACES: readonly Group[] = ['grid', 'community', 'town'];

export function FiguresTable({ table }: { table: EventStatistics }) {
  const set = useSignal<ColumnSet>('main');
  const rows = figureRows.value;
  const ranks = figureRanks.value;
  const groups = table.by as Group[];
  const columns: readonly FigureColumn[] = COLUMN_SETS[set.value];
  const place = PLACES.map((group) => groups.indexOf(group)).find((at) => at >= 0) ?? -1;
  const act = (index: number) => {
    const row = rows[index];
    const code = row?.key[place];
    if (!row || !code) return;
    const group = groups[place]!;
    if (!showPlace(code)) announce(tf('spoken.gone', { name: keyText(group, code, row.name[place] ?? null) }));
  };
  const selected = groups[place] === 'grid' ? selectedGrid.value : null;
  const list = useLongList({
    count: rows.length,
    // none selected is not the row of what lies in no grid
    chosen: selected === null ? -1 : rows.findIndex(({ key }) => key[place] === selected),
    rows: table,
    onEnter: act,
  });
  const most = new Map(columns.map(({ name, is }) => [name, greatest(rows, name, is === 'rate')]));
  return (
    <section class="figures-rows">
      <div class="line">
        <Segmented
          label={tf('table.columns')}
          value={set.value}
          onChoose={(next) => {
            set.value = next;
          }}
          choices={SETS.map((value) => ({ value, label: tf(`set.${value}`) }))}
        />
        <span class="hint">{tf('table.rows', { count: rows.length })}</span>
      </div>
      {place >= 0 && <p class="hint">{tf('table.hint')}</p>}
      <div class="wide">
        <div
          class="table figures-table"
          role="grid"
          aria-label={tf('table.label')}
          aria-rowcount={rows.length + 1}
          data-groups={groups.length}
          style={{ '--columns': columns.length }}
        >
          <div class="head" role="row" aria-rowindex={1}>
            <span role="columnheader" class="rank">
              {tf('table.rank')}
            </span>
            {groups.map((group, at) => (
              <Heading key={group} by={at === 0 ? 'key' : 'key2'} label={groupName(group)} />
            ))}
            {columns.map(({ name }) => (
              <Heading key={name} by={name} label={figureName(name)} title={meaningText(name)} />
            ))}
          </div>
          <div class="rows" role="rowgroup" ref={list.body} onScroll={list.measure} onKeyDown={list.press}>
            <div class="spacer" role="presentation" style={{ height: `${list.height}px` }} />
            {list.drawn.map((index) => {
              const row = rows[index];
              return (
                row && (
                  <FiguresRow
                    key={row.key.join(' ')}
                    {...{ row, groups, columns, most, index }}
                    rank={ranks[index] ?? null}
                    top={index * list.row}
                    reachable={index === list.at}
                    leads={place >= 0 && row.key[place] != null}
                    onChoose={() => {
                      list.moveTo(index);
                      act(index);
                    }}
                  />
                )
              );
            })}
          </div>
        </div>
      </div>
    </section>
  );
}

function Heading({ by, label, title }: { by: FiguresSort['by']; label: string; title?: string }) {
  const sort = figuresSort.value;
  const isIt = sort.by === by;
  return (
    <span
      role="columnheader"
      class={by === 'key' || by === 'key2' ? undefined : 'right'}
      aria-sort={isIt ? (sort.down ? 'descending' : 'ascending') : 'none'}
      title={title}
    >
      <button
        type="button"
        onClick={() => {
          figuresSort.value = nextSort(sort, by);
          announce(tf('spoken.sorted', { name: label }));
        }}
      >
        {label}
        <span aria-hidden="true">{isIt ? (sort.down ? '↓' : '↑') : ''}</span>
      </button>
    </span>
  );
}
