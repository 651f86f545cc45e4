/** A row for each grid, sorted by any figure; the total stands first. The name leads to the map. */
import { useSignal } from '@preact/signals';
import type { GridPresence, PresenceAnswer } from '../../../../server/contract/visits.ts';
import { announce } from '../../../state/announce.ts';
import {
  COLUMN_NAMES,
  type PresenceSort,
  presenceRows,
  presenceSort,
  sortPresence,
} from '../../../state/audit-presence.ts';
import { number } from '../../../state/language.ts';
import { selectedGrid } from '../../../state/selection.ts';
import { flyToGridCode } from '../choose-area.ts';
import { figureText, tv } from './presence-words.ts';

const PAGE = 60;

export function PresenceTable({ answer }: { answer: PresenceAnswer }) {
  const most = useSignal(PAGE);
  const rows = presenceRows.value;
  return (
    <>
      <p class="hint">{tv('table.hint')}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reached by keyboard */}
      <section class="wide" aria-label={tv('table')} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <Head by="name" />
              {COLUMN_NAMES.map((column) => (
                <Head key={column} by={column} />
              ))}
            </tr>
          </thead>
          <tbody>
            <tr class="total">
              <th scope="row">
                {tv('total')} <span class="tag">{number(rows.length)}</span>
              </th>
              <Figures row={answer.total} />
            </tr>
            {rows.slice(0, most.value).map((row) => (
              <GridRow key={row.grid} row={row} />
            ))}
          </tbody>
        </table>
      </section>
      {rows.length > most.value && (
        <button
          class="button"
          type="button"
          onClick={() => {
            most.value += PAGE * 5;
          }}
        >
          {tv('unvisited.more')}
        </button>
      )}
    </>
  );
}

function GridRow({ row }: { row: GridPresence }) {
  return (
    <tr data-grid={row.grid} data-chosen={selectedGrid.value === row.grid}>
      <th scope="row">
        <button
          class="plain"
          type="button"
          onClick={() => {
            selectedGrid.value = row.grid;
            flyToGridCode(row.grid);
          }}
        >
          {row.name}
        </button>
      </th>
      <Figures row={row} />
    </tr>
  );
}

const Figures = ({ row }: { row: PresenceAnswer['total'] }) => (
  <>
    {COLUMN_NAMES.map((column) => {
      const { main, of } = figureText(row, column);
      return (
        <td key={column} data-column={column}>
          {main}
          {of !== '' && <span class="hint">{of}</span>}
        </td>
      );
    })}
  </>
);

function Head({ by }: { by: PresenceSort['sortBy'] }) {
  const { sortBy, descending } = presenceSort.value;
  const isIt = sortBy === by;
  const name = tv(`column.${by}`);
  return (
    <th
      scope="col"
      aria-sort={isIt ? (descending ? 'descending' : 'ascending') : 'none'}
      title={by === 'name' ? undefined : tv(`meaning.${by}`)}
    >
      <button
        type="button"
        onClick={() => {
          sortPresence(by);
          announce(tv('spoken.sorted', { name }));
        }}
      >
        {name}
        <span aria-hidden="true">{isIt ? (descending ? ' ↓' : ' ↑') : ''}</span>
      </button>
    </th>
  );
}
