/** From county down to community: where the table stands, and one step further. */
import { childrenOf, pathOf, scope } from '../../state/areas.ts';
import { number, t } from '../../state/language.ts';
import { Icon } from '../../ui/icon.tsx';
import { chooseArea } from './choose.ts';

export function AreaDrill() {
  const here = scope.value;
  if (here === null) return null;
  const below = childrenOf(here.code);
  return (
    <div class="drill">
      <nav aria-label={t('area.path')}>
        <ol class="crumbs">
          {pathOf(here.code).map((area) => (
            <li key={area.code}>
              <button
                type="button"
                aria-current={area.code === here.code ? 'location' : undefined}
                onClick={() => chooseArea(area)}
              >
                {area.name}
              </button>
            </li>
          ))}
        </ol>
      </nav>
      <a class="print-map" href={`/kiosk?area=${here.code}&view=map`} target="_blank" rel="noopener">
        {t('area.print')}
      </a>
      {below.length > 0 && (
        <ul class="areas" aria-label={t('area.below')}>
          {below.map((area) => (
            <li key={area.code}>
              <button type="button" onClick={() => chooseArea(area)}>
                <span class="name">{area.name}</span>
                <span class="n">{t('area.grids', { count: area.grids })}</span>
                <span class="n">{t('area.households', { count: number(area.households) })}</span>
                <Icon name="right" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
