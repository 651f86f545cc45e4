/** From the county down to where the audit stands; the grid, when the list is narrowed to one. */
import { pathOf, scope } from '../../state/areas.ts';
import { gridByCode } from '../../state/grids.ts';
import { t } from '../../state/language.ts';
import { parameter } from '../../state/route.ts';
import { chooseArea } from './choose-area.ts';

const askedGrid = parameter('grid');

export function AreaCrumbs() {
  const here = scope.value;
  if (here === null) return null;
  const grid = askedGrid.value;
  return (
    <nav aria-label={t('area.path')}>
      <ol class="crumbs">
        {pathOf(here.code).map((area) => (
          <li key={area.code}>
            <button
              type="button"
              aria-current={area.code === here.code && grid === null ? 'location' : undefined}
              onClick={() => chooseArea(area)}
            >
              {area.name}
            </button>
          </li>
        ))}
        {grid !== null && (
          <li>
            <span aria-current="location">{gridByCode.value.get(grid)?.properties.name ?? grid}</span>
          </li>
        )}
      </ol>
    </nav>
  );
}
