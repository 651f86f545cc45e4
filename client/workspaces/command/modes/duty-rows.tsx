/** The duty roster while it is written: rows are added and removed. */
import { useEffect, useRef } from 'preact/hooks';
import {
  addDuty,
  changeDuty,
  type DutyRow,
  dropDuty,
  type EmergencyDraft,
  emergencyDraft,
} from '../../../state/command/emergency-draft.ts';
import { looksPersonal } from '../../../state/personal.ts';
import { Icon } from '../../../ui/icon.tsx';
import { tm } from './modes-words.ts';

const MOST: Record<'role' | 'holder' | 'phone', number> = { role: 40, holder: 60, phone: 40 };
const FIELDS = ['role', 'holder', 'phone'] as const;
/** A mobile number without a hyphen; office numbers are what `looksPersonal` takes for landlines. */
const isMobile = (text: string): boolean => looksPersonal(text) && /^\s*1/.test(text);

export function DutyRows({ draft }: { draft: EmergencyDraft }) {
  const rows = useRef<HTMLDivElement>(null);
  const added = useRef(false);
  useEffect(() => {
    if (added.current) rows.current?.querySelector<HTMLInputElement>('.duty-row:last-child input')?.focus();
    added.current = false;
  }, [draft.duty.length]);
  const write = (row: DutyRow, change: Partial<DutyRow>) => {
    const now = emergencyDraft.peek();
    if (now !== null) emergencyDraft.value = changeDuty(now, row.key, change);
  };
  return (
    <fieldset class="duty">
      <legend>{tm('duty.title')}</legend>
      <p class="hint">{tm('duty.hint')}</p>
      <div ref={rows}>
        {draft.duty.map((row, index) => (
          <div class="duty-row" key={row.key}>
            {FIELDS.map((name) => (
              <input
                key={name}
                class="input"
                inputMode={name === 'phone' ? 'tel' : 'text'}
                autocomplete="off"
                maxLength={MOST[name]}
                aria-label={`${tm(`duty.${name}`)} ${index + 1}`}
                placeholder={tm(`duty.${name}`)}
                value={row[name]}
                onInput={(event) => write(row, { [name]: event.currentTarget.value })}
              />
            ))}
            <button
              class="plain"
              type="button"
              aria-label={tm('duty.drop', { n: index + 1 })}
              title={tm('duty.drop', { n: index + 1 })}
              onClick={() => {
                emergencyDraft.value = dropDuty(draft, row.key);
                rows.current?.parentElement?.querySelector<HTMLElement>('.add-duty')?.focus();
              }}
            >
              <Icon name="close" />
            </button>
            {isMobile(row.phone) && <p class="note warn">{tm('duty.personal')}</p>}
          </div>
        ))}
      </div>
      <button
        class="button add-duty"
        type="button"
        onClick={() => {
          added.current = true;
          emergencyDraft.value = addDuty(draft);
        }}
      >
        <Icon name="plus" />
        {tm('duty.add')}
      </button>
    </fieldset>
  );
}
