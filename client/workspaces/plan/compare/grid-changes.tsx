/** Grids that come, go, change their ground, name or code. */
import { number, t } from '../../../state/language.ts';
import { changes, chooseGrid, chosenGrid } from '../../../state/plan/compare.ts';
import { type ChangedGrid, GRID_CHANGES } from '../../../state/plan/compare-grids.ts';
import { placedGrid, tc } from '../../../state/plan/compare-words.ts';

export function GridChanges() {
  const all = changes.value;
  return (
    <div class="compare-scroll">
      {GRID_CHANGES.map((change) => {
        const own = all.filter((grid) => grid.change === change);
        if (own.length === 0) return null;
        return (
          <section key={change} class="compare-grids">
            <h3>
              {tc(`kind.compare.${change}`)} <span class="count">{number(own.length)}</span>
            </h3>
            <ul>
              {own.map((grid) => (
                <Line key={grid.code} grid={grid} />
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

function Line({ grid: { code, kind, oldCode, households } }: { grid: ChangedGrid }) {
  const isChosen = chosenGrid.value === code;
  return (
    <li>
      <button type="button" aria-pressed={isChosen} data-grid={code} onClick={() => chooseGrid(isChosen ? null : code)}>
        <span class="name">
          {placedGrid(code)}
          {kind !== 'basic' && <span class="tag">{t(`kind.${kind}`)}</span>}
        </span>
        <span class="right">{kind !== 'micro' && householdsText(households)}</span>
        <span class="code">
          {code}
          {oldCode !== null && ` · ${tc('compare.recodedFrom', { code: oldCode })}`}
        </span>
      </button>
    </li>
  );
}

function householdsText([before, after]: ChangedGrid['households']): string {
  if (before !== null && after !== null && before !== after)
    return tc('compare.was', { from: number(before), to: number(after) });
  const one = after ?? before;
  return one === null ? '' : tc('compare.householdsOf', { count: one });
}
