/** The parts of a day in which working hours run. */
import type { WorkCalendar } from '../../../../server/contract/event-rules.ts';
import { tr } from './words.ts';

type Office = WorkCalendar['office'];
const MOST = 4;

interface Props {
  readonly office: Office;
  /** null: only read. */
  readonly onChange: ((office: Office) => void) | null;
}

export const OfficeHours = ({ office, onChange }: Props) => (
  <fieldset class="office-hours">
    <legend>{tr('office')}</legend>
    {office.map((part, at) => (
      <div key={at} class="line">
        {(['from', 'to'] as const).map((end) => (
          <input
            key={end}
            class="input"
            type="time"
            required
            disabled={onChange === null}
            aria-label={tr(`office.${end}`, { n: at + 1 })}
            value={part[end]}
            onInput={(event) => {
              const { value } = event.currentTarget;
              onChange?.(office.map((one, n) => (n === at ? { ...one, [end]: value } : one)));
            }}
          />
        ))}
        {onChange !== null && office.length > 1 && (
          <button class="plain" type="button" onClick={() => onChange(office.filter((_, n) => n !== at))}>
            {tr('office.drop', { n: at + 1 })}
          </button>
        )}
      </div>
    ))}
    {onChange !== null && office.length < MOST && (
      <button class="button" type="button" onClick={() => onChange([...office, { from: '18:00', to: '20:00' }])}>
        {tr('office.add')}
      </button>
    )}
  </fieldset>
);
