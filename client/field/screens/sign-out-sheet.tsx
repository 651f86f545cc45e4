/** The end of the duty: a word for whoever comes next, which may go into the story of every task in hand. */
import { useSignal } from '@preact/signals';
import { looksPersonal } from '../../state/personal.ts';
import { Sheet } from '../sheet.tsx';
import { kindName } from '../state/parts.ts';
import { askPosition } from '../state/position.ts';
import { now, signOut } from '../state/shift.ts';
import { noteAll } from '../state/steps.ts';
import { mine } from '../state/tasks.ts';
import { DueTag } from '../task-mark.tsx';
import { say } from '../toast.tsx';
import { shortTime, tf } from '../words.ts';

export function SignOutSheet({ close }: { close: () => void }) {
  const note = useSignal('');
  const withTasks = useSignal(true);
  const busy = useSignal(false);
  const problem = useSignal(false);
  const tasks = mine(now.value);
  const leave = async () => {
    busy.value = true;
    problem.value = false;
    try {
      const position = await askPosition();
      if (withTasks.value && note.value.trim() !== '')
        await noteAll(
          tasks.map(({ row }) => row),
          tf('handover.note', { text: note.value.trim() }),
        );
      await signOut(position, note.value, '');
      close();
      say(tf('duty.out.done', { at: shortTime(Date.now()) }));
    } catch {
      problem.value = true;
    } finally {
      busy.value = false;
    }
  };
  return (
    <Sheet title={tf('duty.out')} close={close}>
      {tasks.length > 0 && (
        <>
          <p>{tf('handover.open', { count: tasks.length })}</p>
          <ul class="plain-list">
            {tasks.slice(0, 4).map((judged) => (
              <li key={judged.row.id}>
                {kindName(judged.row.category)} <DueTag judged={judged} />
              </li>
            ))}
          </ul>
        </>
      )}
      <label class="field">
        <span class="label">{tf('handover.label')}</span>
        <textarea
          class="input"
          rows={3}
          maxLength={400}
          name="handover"
          placeholder={tf('handover.hint')}
          value={note.value}
          onInput={({ currentTarget }) => {
            note.value = currentTarget.value;
          }}
        />
      </label>
      {looksPersonal(note.value) && <p class="note warn">{tf('personal')}</p>}
      {tasks.length > 0 && note.value.trim() !== '' && (
        <label class="check">
          <input
            type="checkbox"
            checked={withTasks.value}
            onChange={({ currentTarget }) => {
              withTasks.value = currentTarget.checked;
            }}
          />
          {tf('handover.tasks', { count: tasks.length })}
        </label>
      )}
      <p class="hint">{tf('duty.out.text')}</p>
      {problem.value && (
        <p class="note bad" role="alert">
          {tf('store.failed')}
        </p>
      )}
      <div class="pair">
        <button class="button" type="button" onClick={close}>
          {tf('cancel')}
        </button>
        <button class="button primary" type="button" disabled={busy.value} onClick={() => void leave()}>
          {tf(busy.value ? 'duty.locating' : 'duty.out')}
        </button>
      </div>
    </Sheet>
  );
}
