/** Grids that stand out against their own past: how many, how many were to be expected, how likely by chance, and how it is found. */
import type { Hotspot } from '../../../server/contract/event-statistics.ts';
import { showGrid } from '../../state/command/density/choose-grid.ts';
import {
  chooseHotspotDays,
  HOTSPOT_DAYS,
  hotspotDays,
  hotspotProblem,
  hotspots,
} from '../../state/command/density/hotspots.ts';
import { number, problemText } from '../../state/language.ts';
import { selectedGrid } from '../../state/selection.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { td } from './density-words.ts';

export function HotspotList() {
  const found = hotspots.value;
  const problem = hotspotProblem.value;
  return (
    <section class="hotspots">
      <Segmented
        label={td('days')}
        value={String(hotspotDays.value)}
        onChoose={(next) => chooseHotspotDays(Number(next))}
        choices={HOTSPOT_DAYS.map((n) => ({ value: String(n), label: td('days.n', { n }) }))}
      />
      {problem !== null ? (
        <p class="note bad" role="alert">
          {problemText(problem.code, problem.params, 'problem.other')}
        </p>
      ) : (
        <p aria-live="polite">
          {found === null
            ? td('hotspots.wait')
            : found.hotspots.length === 0
              ? td('hotspots.none', { looked: found.looked })
              : td('hotspots.found', { found: found.hotspots.length, looked: found.looked })}
        </p>
      )}
      {found !== null && found.hotspots.length > 0 && (
        <ol>
          {found.hotspots.map((one) => (
            <Found key={one.grid} one={one} looked={found.looked} />
          ))}
        </ol>
      )}
      <details>
        <summary>{td('hotspots.how')}</summary>
        <p>{td('hotspots.how1', { days: found?.days ?? hotspotDays.value })}</p>
        <p>{td('hotspots.how2')}</p>
        <p>{td('hotspots.how3')}</p>
        <p>{td('hotspots.how4')}</p>
      </details>
    </section>
  );
}

/** Rounded up, so that "less than" is true; nothing is called less likely than one in ten thousand. */
const percentText = (chance: number): string => {
  const steps = [0.01, 0.1, 0.5, 1, 2, 5];
  return number(steps.find((step) => chance * 100 < step) ?? 5, 2);
};

function Found({ one, looked }: { one: Hotspot; looked: number }) {
  const { grid, name, count, expected, periods, chance } = one;
  return (
    <li>
      <button class="found" type="button" aria-pressed={selectedGrid.value === grid} onClick={() => showGrid(grid)}>
        <span class="name">{name}</span>
        <span class="count">▲ {td('hotspots.count', { count })}</span>
        <span class="hint">
          {td('hotspots.expected', { expected })} · {td('hotspots.periods', { n: periods })}
        </span>
        <span class="hint">{td('hotspots.chance', { looked, percent: percentText(chance) })}</span>
      </button>
    </li>
  );
}
