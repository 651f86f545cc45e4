/** Which area: from the widest one the account may set down to a community, and what the kiosk shows of it. */
import { areaByCode, childrenOf } from '../../state/areas.ts';
import { language } from '../../state/language.ts';
import { areaPreviews } from './preview.ts';
import { PreviewLinks } from './preview-links.tsx';
import { choosePublicArea, publicArea, publicReach } from './public-area.ts';
import { tw } from './words.ts';

export function AreaPart() {
  const reach = publicReach.value;
  const area = areaByCode.value.get(publicArea.value ?? '');
  if (reach === null || area === undefined) return null;
  const steps: { readonly above: string; readonly chosen: string | null }[] = [];
  for (let above: string | null = reach; above !== null && childrenOf(above).length > 0; ) {
    const chosen: string | null = childrenOf(above).find(({ code }) => area.code.startsWith(code))?.code ?? null;
    steps.push({ above, chosen });
    above = chosen;
  }
  return (
    <section class="public-area">
      <div class="choices">
        {steps.map(({ above, chosen }) => (
          <label class="field" key={above}>
            <span class="label">{tw(`area.${levelBelow(above)}`)}</span>
            <select
              class="input"
              value={chosen ?? ''}
              onChange={(event) => choosePublicArea(event.currentTarget.value || above)}
            >
              <option value="">{tw('area.all', { name: areaByCode.value.get(above)?.name ?? above })}</option>
              {childrenOf(above).map(({ code, name }) => (
                <option key={code} value={code}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        ))}
      </div>
      <PreviewLinks name={area.name} links={areaPreviews(area.code, area.level, language.value)} />
    </section>
  );
}

const levelBelow = (code: string): 'town' | 'community' =>
  childrenOf(code)[0]?.level === 'town' ? 'town' : 'community';
