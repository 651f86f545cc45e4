/** Which period the slider shows, and how long the window is that density counts over. */
import { useSignal } from '@preact/signals';
import { DAY_MS, dateOf, NAMED, ownDays } from '../../state/command/time/period.ts';
import { choosePeriod, period, periodChoice, present } from '../../state/command/time/played-period.ts';
import { chooseWindow, WINDOWS, windowMs } from '../../state/command/time/window.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { spanText, tt } from './time-words.ts';

export function PeriodChoiceView() {
  const choice = periodChoice.value;
  const asking = useSignal(false);
  const isOwn = typeof choice === 'object' || asking.value;
  return (
    <>
      <Segmented
        label={tt('period')}
        value={isOwn ? 'own' : choice}
        onChoose={(next) => {
          asking.value = next === 'own';
          if (next !== 'own') choosePeriod(next);
        }}
        choices={[...NAMED, 'own' as const].map((value) => ({ value, label: tt(`period.${value}`) }))}
      />
      {isOwn && <OwnDaysForm />}
    </>
  );
}

function OwnDaysForm() {
  const { from, to } = period.value;
  const first = useSignal(dateOf(from));
  const last = useSignal(dateOf(to - DAY_MS));
  const found = ownDays(first.value, last.value);
  const latest = dateOf(present.value);
  return (
    <form
      class="own-days"
      onSubmit={(event) => {
        event.preventDefault();
        if (found !== null) choosePeriod(found);
      }}
    >
      {(['first', 'last'] as const).map((end) => {
        const value = end === 'first' ? first : last;
        return (
          <input
            key={end}
            class="input"
            type="date"
            aria-label={tt(`period.${end}`)}
            max={latest}
            value={value.value}
            onInput={(event) => {
              value.value = event.currentTarget.value;
            }}
          />
        );
      })}
      <button class="button" type="submit" disabled={found === null} title={found === null ? tt('period.wrong') : ''}>
        {tt('period.show')}
      </button>
    </form>
  );
}

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
