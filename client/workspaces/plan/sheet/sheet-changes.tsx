/** What changes, from grid to grid: buildings and households, and grids that end. */
import type { PlanComparison } from '../../../../server/contract/plan-compare.ts';
import { number } from '../../../state/language.ts';
import { nameOfGrid } from '../../../state/plan/plan-map.ts';
import { tl } from '../life-words.ts';

/** More would be a book: the compare view has them all. */
const MOST = 400;

export function SheetChanges({ comparison: { matrix, grids } }: { comparison: PlanComparison }) {
  const moves = matrix.filter(({ from, to }) => from !== to);
  const closed = grids.filter(({ change }) => change === 'closed');
  const nameIn = (code: string | null): string => {
    if (code === null) return tl('sheet.inNone');
    const name = grids.find((grid) => grid.code === code)?.name ?? nameOfGrid(code);
    return name === code ? code : `${name}（${code}）`;
  };
  return (
    <section class="changes">
      <h2>{tl('sheet.changes')}</h2>
      {moves.length + closed.length + grids.length === 0 && <p>{tl('sheet.noChanges')}</p>}
      {moves.length > 0 && (
        <table>
          <thead>
            <tr>
              <th>{tl('sheet.from')}</th>
              <th>{tl('sheet.to')}</th>
              <th class="n">{tl('sheet.buildings')}</th>
              <th class="n">{tl('sheet.households')}</th>
            </tr>
          </thead>
          <tbody>
            {moves.slice(0, MOST).map(({ from, to, buildings, households }) => (
              <tr key={`${from} ${to}`}>
                <td>{nameIn(from)}</td>
                <td>{nameIn(to)}</td>
                <td class="n">{number(buildings)}</td>
                <td class="n">{number(households)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {moves.length > MOST && <p>{tl('sheet.more', { count: moves.length - MOST })}</p>}
      {closed.length > 0 && (
        <p>
          {tl('sheet.change.closed')}：{closed.map(({ code }) => nameIn(code)).join('、')}
        </p>
      )}
    </section>
  );
}
