/** One field of whom to call, with what is shown instead while it is blank. */
import type { KioskNotice } from '../../../server/contract/kiosk.ts';
import { areaByCode } from '../../state/areas.ts';
import { CONTACT_MOST, type ContactField, inheritedFrom } from './contact-fields.ts';
import { tw } from './words.ts';

interface Props {
  readonly field: ContactField;
  readonly value: string;
  readonly above: readonly KioskNotice[];
  /** What another has set, where it differs from what is written here. */
  readonly other: KioskNotice | null;
  readonly disabled: boolean;
  readonly onInput: (value: string) => void;
}

export function ContactInput({ field, value, above, other, disabled, onInput }: Props) {
  const hints = [
    ...(value.trim() === '' ? [blankText(field, above)] : []),
    ...(field === 'hours' || field === 'mapReview' ? [tw(`hint.${field}`)] : []),
  ];
  return (
    <div class="contact">
      <label class="field">
        <span class="label">{tw(`field.${field}`)}</span>
        <input
          class="input"
          name={field}
          inputMode={field === 'hotline' || field === 'office' ? 'tel' : 'text'}
          autocomplete="off"
          maxLength={CONTACT_MOST[field]}
          aria-describedby={`contact-${field}`}
          {...{ value, disabled }}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
      </label>
      <p class="hint" id={`contact-${field}`}>
        {hints.join(' · ')}
      </p>
      {other !== null && <p class="note warn">{tw('changedTo', { value: other[field] ?? tw('blank') })}</p>}
    </div>
  );
}

function blankText(field: ContactField, above: readonly KioskNotice[]): string {
  const from = inheritedFrom(field, above);
  if (from === null) return tw('blank.none');
  if (from.area === null) return tw('blank.hotline');
  return tw('blank.from', { name: areaByCode.value.get(from.area)?.name ?? from.area, value: from.value });
}
