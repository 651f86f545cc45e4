/** The histogram as a table, for whoever reads it rather than looks. */
import { useSignal } from '@preact/signals';
import { binOf, DAY_MS, histogram } from '../../state/command/time/period.ts';
import { period, played } from '../../state/command/time/played-period.ts';
import { standAt } from '../../state/command/time/player.ts';
import { number } from '../../state/language.ts';
import { clockText, dayText, tt } from './time-words.ts';

export function TimeTable() {
  const open = useSignal(false);
  const all = played.value;
  return (
    <div class="time-table">
      <button
        class="plain"
        type="button"
        aria-expanded={open.value}
        onClick={() => {
          open.value = !open.value;
        }}
      >
        {tt('table')}
      </button>
      {open.value && all !== null && <Rows counts={histogram(all.reported, period.value)} />}
    </div>
  );
}

function Rows({ counts }: { counts: Uint32Array }) {
  const of = period.value;
  const bin = binOf(of);
  const label = tt(bin === DAY_MS ? 'histogram.day' : 'histogram');
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
    <section class="float time-rows" aria-label={label} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{tt('table.time')}</th>
            <th scope="col">{tt('table.count')}</th>
          </tr>
        </thead>
        <tbody>
          {Array.from(counts, (count, n) => {
            const at = of.from + n * bin;
            return (
              <tr key={at}>
                <th scope="row">
                  <button class="plain" type="button" onClick={() => standAt(at + bin)}>
                    {dayText(at)}
                    {bin !== DAY_MS && ` ${clockText(at)}`}
                  </button>
                </th>
                <td>{number(count)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
