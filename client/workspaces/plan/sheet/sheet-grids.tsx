/** The table of the plan's grids. Rows break between pages, and the head comes again. */
import type { PlanLifeState } from '../../../../server/contract/plans.ts';
import { number } from '../../../state/language.ts';
import type { SheetRow } from '../../../state/plan/sheet-rows.ts';
import { tl } from '../life-words.ts';

const countText = (households: number | null): string => (households === null ? '–' : number(households));

export function SheetGrids({ rows, state }: { rows: readonly SheetRow[]; state: PlanLifeState }) {
  const provisional = state !== 'published' && rows.some(({ change }) => change === 'created');
  return (
    <section class="grids">
      <h2>{tl('sheet.grids')}</h2>
      <table>
        <thead>
          <tr>
            <th>{tl('sheet.code')}</th>
            <th>{tl('sheet.name')}</th>
            <th>{tl('sheet.change')}</th>
            <th class="n">{tl('sheet.beforeHouseholds')}</th>
            <th class="n">{tl('sheet.households')}</th>
            <th>{tl('sheet.band')}</th>
            <th class="n">{tl('sheet.areaM2')}</th>
            <th class="n">{tl('sheet.compactness')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ code, name, change, before, households, band, result, areaM2, compactness }) => (
            <tr key={code} data-change={change}>
              <td class="code">{code}</td>
              <td>{name}</td>
              <td>{tl(`sheet.change.${change}`)}</td>
              <td class="n">{countText(before)}</td>
              <td class="n">{countText(households)}</td>
              <td>
                {tl(`sheet.result.${result}`)}
                {band !== null && ` ${band.min}–${band.max}`}
              </td>
              <td class="n">{number(areaM2)}</td>
              <td class="n">{compactness.toFixed(2)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {provisional && <p>{tl('sheet.provisional')}</p>}
    </section>
  );
}
