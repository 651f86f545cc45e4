/** What one day is: as its weekday, a holiday, or a make-up workday, and what it is called. */
import { useSignal } from '@preact/signals';
import type { CalendarDay } from '../../../../server/contract/event-rules.ts';
import { Segmented } from '../../../ui/segmented.tsx';
import { TextField } from './fields.tsx';
import { tr } from './words.ts';

interface Props {
  readonly date: string;
  readonly day: CalendarDay | null;
  readonly onSet: (as: { work: boolean; name: string } | null) => void;
  readonly onClose: () => void;
}

type As = 'plain' | 'holiday' | 'make-up';

export function DayForm({ date, day, onSet, onClose }: Props) {
  const as = useSignal<As>(day === null ? 'plain' : day.work ? 'make-up' : 'holiday');
  const name = useSignal(day?.name ?? '');
  return (
    <form
      class="rule-form"
      onSubmit={(event) => {
        event.preventDefault();
        onSet(as.value === 'plain' ? null : { work: as.value === 'make-up', name: name.value });
      }}
    >
      <h4>{date}</h4>
      <Segmented
        label={tr('day.choose')}
        value={as.value}
        onChoose={(next) => {
          as.value = next;
        }}
        choices={(['plain', 'holiday', 'make-up'] as const).map((value) => ({ value, label: tr(`day.${value}`) }))}
      />
      {as.value !== 'plain' && (
        <TextField
          label={`${tr('day.name')} · ${tr('day.nameHint')}`}
          value={name.value}
          onInput={(value) => {
            name.value = value;
          }}
        />
      )}
      <div class="line">
        <button class="button primary" type="submit">
          {tr('day.set')}
        </button>
        <button class="button" type="button" onClick={onClose}>
          {tr('cancel')}
        </button>
      </div>
    </form>
  );
}
