/** What lies inside a zone, as figures. */
import type { ZoneInside } from '../../../../server/contract/emergencies.ts';
import { gridName } from '../../../state/command/row-words.ts';
import { number } from '../../../state/language.ts';
import { areaText, tm } from './modes-words.ts';

const FIGURES = ['households', 'buildings', 'uncounted', 'shops', 'workers', 'openEvents'] as const;

export function ZoneInsideView({ inside }: { inside: ZoneInside }) {
  return (
    <>
      <ul class="zone-inside" aria-label={tm('inside.title')}>
        {FIGURES.map((name) => (
          <li key={name} data-inside={name} data-none={inside[name] === 0}>
            <strong>{number(inside[name])}</strong> {tm(`inside.${name}`)}
          </li>
        ))}
        <li data-inside="grids">
          <strong>{number(inside.grids.length)}</strong> {tm('inside.grids')}
        </li>
        <li data-inside="area">
          {tm('inside.area')} <strong>{areaText(inside.areaM2)}</strong>
        </li>
      </ul>
      {inside.grids.length > 0 && (
        <details>
          <summary>
            {tm('inside.gridList', { list: inside.grids.slice(0, 2).map(gridName) })}
            {inside.grids.length > 2 && '…'}
          </summary>
          <p class="hint">{tm('inside.gridList', { list: inside.grids.map(gridName) })}</p>
        </details>
      )}
    </>
  );
}
