/** An area from the hierarchy, level by level, of those over which the reader may switch. */
import { useId } from 'preact/hooks';
import type { Area } from '../../../../server/contract/areas.ts';
import { childrenOf, countyCode, pathOf } from '../../../state/areas.ts';
import { maySwitch } from '../../../state/command/emergency-list.ts';
import { tm } from './modes-words.ts';

const LEVELS = ['county', 'town', 'community'] as const;

/** An area that is not theirs is offered when something below it is. */
const leadsToOwn = (area: Area): boolean =>
  maySwitch(area.code) || childrenOf(area.code).some((below) => leadsToOwn(below));

export function AreaChoice({ area, onChoose }: { area: string | null; onChoose: (code: string | null) => void }) {
  const id = useId();
  const path = area === null ? [] : pathOf(area);
  const county = path[0]?.code ?? countyCode.value;
  if (county === null) return null;
  const [top] = pathOf(county);
  if (top === undefined) return null;
  const chain = path.length > 0 ? path : [top];
  return (
    <fieldset class="area-choice">
      <legend>{tm('emergency.area')}</legend>
      {LEVELS.slice(1).map((level, depth) => {
        const parent = chain[depth];
        if (parent === undefined) return null;
        const offered = childrenOf(parent.code).filter(leadsToOwn);
        if (offered.length === 0) return null;
        return (
          <div class="field" key={level}>
            <label for={`${id}-${level}`}>{tm(`emergency.${level}`)}</label>
            <select
              id={`${id}-${level}`}
              class="input"
              value={chain[depth + 1]?.code ?? ''}
              onChange={(event) => onChoose(event.currentTarget.value || (maySwitch(parent.code) ? parent.code : null))}
            >
              <option value="">{tm('emergency.whole', { name: parent.name })}</option>
              {offered.map(({ code, name }) => (
                <option key={code} value={code}>
                  {name}
                </option>
              ))}
            </select>
          </div>
        );
      })}
    </fieldset>
  );
}
