/** The area of a new plan, from the county down; only what the person may plan can be chosen. */
import { useId } from 'preact/hooks';
import { areaByCode } from '../../../state/areas.ts';
import { areaSteps, mayPlanOf } from '../../../state/plan/new-plan.ts';
import { tl } from '../life-words.ts';

const PARENT_LENGTH = { county: 0, town: 6, community: 9 } as const;

export function AreaChoice({ area, onChoose }: { area: string; onChoose: (code: string) => void }) {
  const id = useId();
  const now = areaByCode.value.get(area);
  return (
    <fieldset class="area-choice">
      <legend>{tl('new.area')}</legend>
      {areaSteps(area).map(({ level, value, mayStop, choices }) => (
        <div class="field" key={level}>
          <label for={`${id}-${level}`}>{tl(`new.${level}`)}</label>
          <select
            class="input"
            id={`${id}-${level}`}
            value={value}
            onChange={({ currentTarget }) => onChoose(currentTarget.value || area.slice(0, PARENT_LENGTH[level]))}
          >
            {(value === '' || mayStop) && level !== 'county' && (
              <option value="">
                {tl(!mayStop ? 'new.choose' : level === 'town' ? 'new.wholeCounty' : 'new.wholeTown')}
              </option>
            )}
            {value === '' && level === 'county' && <option value="">{tl('new.choose')}</option>}
            {choices.map((choice) => (
              <option key={choice.code} value={choice.code}>
                {choice.name}
              </option>
            ))}
          </select>
        </div>
      ))}
      {now && mayPlanOf(area) && <p class="hint">{tl('new.size', { grids: now.grids, households: now.households })}</p>}
    </fieldset>
  );
}
