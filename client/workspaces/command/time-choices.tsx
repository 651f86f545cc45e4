/** Which period the slider shows, and how long the window is that density counts over. */
import { NAMED } from '../../state/command/time/period.ts';
import { choosePeriod, period, periodChoice, present } from '../../state/command/time/played-period.ts';
import { chooseWindow, WINDOWS, windowMs } from '../../state/command/time/window.ts';
import { PeriodField } from './period-field.tsx';
import { spanText, tt } from './time-words.ts';

export const PeriodChoiceView = () => (
  <PeriodField
    label={tt('period')}
    choices={[...NAMED, 'own' as const].map((value) => ({ value, label: tt(`period.${value}`) }))}
    choice={periodChoice.value}
    shown={period.value}
    latest={present.value}
    onChoose={choosePeriod}
    words={{
      ...{ first: tt('period.first'), last: tt('period.last') },
      ...{ show: tt('period.show'), wrong: tt('period.wrong') },
    }}
    tight
  />
);

export function WindowChoice() {
  const now = windowMs.value;
  const all = WINDOWS.some((ms) => ms === now) ? [...WINDOWS] : [...WINDOWS, now].sort((a, b) => a - b);
  return (
    <label class="window-choice" title={tt('window.hint')}>
      <span>{tt('window')}</span>
      <select class="input" value={String(now)} onChange={(event) => chooseWindow(Number(event.currentTarget.value))}>
        {all.map((ms) => (
          <option key={ms} value={String(ms)}>
            {spanText(ms)}
          </option>
        ))}
      </select>
    </label>
  );
}
