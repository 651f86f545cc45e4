/** The standard of a new plan: that of the area, one often used, or two numbers of one's own. */
import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import type { PlanStandard } from '../../../../server/contract/plans.ts';
import { PRESETS } from '../../../state/plan/new-plan.ts';
import { tl } from '../life-words.ts';

type Choice = 'area' | 'own' | number;

interface Props {
  /** Of the area; null while nobody knows it. */
  band: PlanStandard | null;
  /** null: that of the area. undefined: what was typed is no standard. */
  onChoose: (standard: PlanStandard | null | undefined) => void;
}

const MOST = 100_000;

/** Two whole numbers in order, or undefined. */
export function standardOf(min: string, max: string): PlanStandard | undefined {
  if (!/^\d{1,6}$/.test(min.trim()) || !/^\d{1,6}$/.test(max.trim())) return undefined;
  const standard = { min: Number(min), max: Number(max) };
  return standard.min <= standard.max && standard.max >= 1 && standard.max <= MOST ? standard : undefined;
}

export function StandardChoice({ band, onChoose }: Props) {
  const id = useId();
  const choice = useSignal<Choice>('area');
  const own = useSignal({ min: '150', max: '400' });
  const tell = (next: Choice) => {
    choice.value = next;
    if (next === 'area') onChoose(null);
    else onChoose(next === 'own' ? standardOf(own.value.min, own.value.max) : PRESETS[next]);
  };
  const type = (change: { min?: string; max?: string }) => {
    own.value = { ...own.value, ...change };
    tell('own');
  };
  const bad = choice.value === 'own' && standardOf(own.value.min, own.value.max) === undefined;
  const label = (one: Choice): string => {
    if (one === 'area') return band === null ? tl('new.standardAreaUnknown') : tl('new.standardArea', { ...band });
    return one === 'own' ? tl('new.own') : tl('new.preset', { ...PRESETS[one] });
  };
  return (
    <fieldset class="standard-choice">
      <legend>{tl('new.standard')}</legend>
      <div class="choices">
        {(['area', ...PRESETS.keys(), 'own'] as Choice[]).map((one) => (
          <label class="check" key={String(one)}>
            <input type="radio" name={`${id}-standard`} checked={choice.value === one} onChange={() => tell(one)} />
            {label(one)}
          </label>
        ))}
      </div>
      {choice.value === 'own' && (
        <div class="ends">
          {(['min', 'max'] as const).map((end) => (
            <div class="field" key={end}>
              <label for={`${id}-${end}`}>{tl(`new.${end}`)}</label>
              <input
                class="input"
                id={`${id}-${end}`}
                inputMode="numeric"
                value={own.value[end]}
                aria-invalid={bad}
                aria-describedby={bad ? `${id}-bad` : undefined}
                onInput={({ currentTarget: { value } }) => type({ [end]: value })}
              />
            </div>
          ))}
        </div>
      )}
      {bad && (
        <p class="note bad" id={`${id}-bad`} role="alert">
          {tl('new.bad')}
        </p>
      )}
    </fieldset>
  );
}
