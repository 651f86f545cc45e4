/** Every grid with its events and its rate, the highest first: the same as the map, for whoever reads or has no map. */
import { useSignal } from '@preact/signals';
import { showGrid } from '../../state/command/density/choose-grid.ts';
import { rates } from '../../state/command/density/density.ts';
import { rateStatistics } from '../../state/command/density/rate-statistics.ts';
import type { RateRow } from '../../state/command/density/rates.ts';
import { number } from '../../state/language.ts';
import { selectedGrid } from '../../state/selection.ts';
import { td } from './density-words.ts';
import { clockText } from './time-words.ts';

const PAGE = 40;

export function RateTable() {
  const shown = useSignal(PAGE);
  const { rows, isOfService } = rates.value;
  const at = rateStatistics.value?.at;
  return (
    <section class="rates">
      <h3>{td('rates.title')}</h3>
      <p class="hint">
        {isOfService && at !== undefined ? td('rates.service', { at: clockText(Date.parse(at)) }) : td('rates.here')}
      </p>
      {rows.length === 0 ? (
        <p class="empty">{td('rates.empty')}</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">{td('rates.grid')}</th>
              <th scope="col">{td('rates.count')}</th>
              <th scope="col">{td('rates.households')}</th>
              <th scope="col">{td('rates.rate')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, shown.value).map((row) => (
              <Row key={row.code} row={row} />
            ))}
          </tbody>
        </table>
      )}
      {rows.length > shown.value && (
        <button
          class="button"
          type="button"
          onClick={() => {
            shown.value += PAGE * 5;
          }}
        >
          {td('rates.more', { n: Math.min(PAGE * 5, rows.length - shown.value) })}
        </button>
      )}
    </section>
  );
}

function Row({ row }: { row: RateRow }) {
  const { code, name, count, households, uncounted, rate } = row;
  return (
    <tr data-grid={code} data-chosen={selectedGrid.value === code}>
      <th scope="row">
        <button class="plain" type="button" onClick={() => showGrid(code)}>
          {name}
        </button>
      </th>
      <td>{count === null ? td('rates.few') : number(count)}</td>
      <td title={uncounted > 0 ? td('rates.uncounted', { n: uncounted }) : undefined}>
        {households === 0 ? td('rates.noRate') : number(households)}
        {uncounted > 0 && households > 0 && '*'}
      </td>
      <td>{rate === null ? td('rates.noRate') : number(rate, rate < 10 ? 1 : 0)}</td>
    </tr>
  );
}
