/** Households against the band: how they are distributed, which grids stand worst; the map is coloured the same way. */
import { useEffect } from 'preact/hooks';
import type { BandRow } from '../../../server/contract/coverage.ts';
import { marksHidden, report } from '../../state/audit.ts';
import { gridByCode } from '../../state/grids.ts';
import { number } from '../../state/language.ts';
import { selectedGrid } from '../../state/selection.ts';
import { mode } from '../../state/view.ts';
import { BandTag } from '../../ui/band-tag.tsx';
import { flyToGridCode } from './choose-area.ts';
import { standingOf, standings, worstFirst } from './histogram.ts';
import { HistogramChart } from './histogram-chart.tsx';
import { gridNames } from './place-names.ts';
import { ta } from './words.ts';

const MOST = 200;

export function Balance() {
  useEffect(() => {
    const before = mode.peek();
    mode.value = 'band';
    marksHidden.value = true;
    return () => {
      mode.value = before;
      marksHidden.value = false;
      selectedGrid.value = null;
    };
  }, []);
  const rows = (report.value?.bands ?? []).filter(({ kind }) => kind !== 'micro');
  if (rows.length === 0) return <p class="empty">{ta('balance.nothing')}</p>;
  const counts = standings(rows);
  const worst = worstFirst(rows);
  return (
    <div class="scroll">
      <section>
        <h3>{ta('balance.histogram')}</h3>
        <p class="hint">
          {[
            ta('balance.in', { count: counts.in }),
            ta('balance.under', { count: counts.under }),
            ta('balance.over', { count: counts.over }),
            counts.none > 0 ? ta('balance.none', { count: counts.none }) : null,
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
        <HistogramChart rows={rows} />
        <p class="hint">{ta('balance.map')}</p>
      </section>
      <section>
        <h3>{ta('balance.worst')}</h3>
        {worst.length === 0 ? (
          <p>{ta('balance.allIn')}</p>
        ) : (
          <ol class="worst">
            {worst.slice(0, MOST).map((row) => (
              <Worst key={row.grid} row={row} />
            ))}
          </ol>
        )}
        {worst.length > MOST && <p class="hint">{ta('balance.more', { count: worst.length - MOST })}</p>}
      </section>
    </div>
  );
}

function Worst({ row }: { row: BandRow }) {
  const { grid, name, households, min, max } = row;
  const under = min !== null && households < min;
  return (
    <li>
      <button
        type="button"
        aria-pressed={selectedGrid.value === grid}
        onClick={() => {
          selectedGrid.value = grid;
          flyToGridCode(grid);
        }}
      >
        <span class="name">{gridByCode.value.has(grid) ? gridNames([grid]) : name}</span>
        <span class="right">{number(households)}</span>
        <BandTag result={standingOf(row)} />
        <span class="hint">
          {grid} · {ta('balance.band', { min: min ?? 0, max: max ?? '∞' })} ·{' '}
          {under
            ? ta('balance.off', { count: (min ?? 0) - households })
            : ta('balance.offOver', { count: households - (max ?? 0) })}
        </span>
      </button>
    </li>
  );
}
