/** In one line: who changes grid, and how many grids change. */
import { number } from '../../../state/language.ts';
import { changes, compared } from '../../../state/plan/compare.ts';
import { tc } from '../../../state/plan/compare-words.ts';

export function Tally() {
  const { moved } = compared.value ?? { moved: { buildings: 0, households: 0, uncounted: 0 } };
  return (
    <>
      <dl class="compare-tally">
        <div>
          <dt>{tc('compare.moved')}</dt>
          <dd data-tally="moved">
            <strong>{number(moved.households)}</strong> {tc('compare.householdsWord')}
            <span class="hint"> {tc('compare.buildingsOf', { count: moved.buildings })}</span>
          </dd>
        </div>
        <div>
          <dt>{tc('compare.gridsChanged')}</dt>
          <dd data-tally="grids">
            <strong>{number(changes.value.length)}</strong> {tc('compare.gridsWord')}
          </dd>
        </div>
      </dl>
      {moved.uncounted > 0 && <p class="hint">{tc('compare.uncounted', { count: moved.uncounted })}</p>}
    </>
  );
}
