/** What was refused: why, what others did meanwhile, and the ways on: mend it, take it again, or let it go. */
import { useSignal } from '@preact/signals';
import { looksPersonal } from '../../state/personal.ts';
import type { Entry, Task } from '../queue/entry.ts';
import { Sheet } from '../sheet.tsx';
import { outbox } from '../state/outbox.ts';
import { Stepper } from '../stepper.tsx';
import { named, refusalText, stepName, tcard, tf } from '../words.ts';
import { Story } from './story.tsx';

/** The words of an entry that can be put right by hand; null: it has none. */
export function wordsOf(task: Task): string | null {
  switch (task.kind) {
    case 'report':
      return task.body.text;
    case 'step':
      return task.body.why ?? '';
    case 'visit':
      return task.body.note ?? '';
    default:
      return null;
  }
}

/** With other words, and for a visit another count. */
export function reworded(task: Task, words: string, households: number | null): Task {
  const said = words.trim();
  switch (task.kind) {
    case 'report':
      return said === '' ? task : { ...task, body: { ...task.body, text: said } };
    case 'step': {
      const { why: _, ...body } = task.body;
      return { ...task, body: said === '' ? body : { ...body, why: said } };
    }
    case 'visit': {
      const { note: _, ...body } = task.body;
      return {
        ...task,
        body: { ...body, ...(said === '' ? {} : { note: said }), households: households ?? body.households },
      };
    }
    default:
      return task;
  }
}

export function Conflict({ entry, drop }: { entry: Entry; drop: () => void }) {
  const mending = useSignal(false);
  const { problem, task } = entry;
  if (problem === null) return null;
  const wasOvertaken = problem.status === 412 || (problem.since ?? []).length > 0;
  const isPossible = problem.possible !== false;
  return (
    <div class="conflict stack">
      <p class="note bad" role="status">
        {wasOvertaken ? tf('conflict.overtaken') : refusalText(problem)}
      </p>
      {(problem.since ?? []).length > 0 && <Story steps={[...problem.since!].reverse()} />}
      {problem.state !== undefined && (
        <p>
          {tf(isPossible ? 'conflict.possible' : 'conflict.gone', {
            state: named('state', problem.state),
            step: task.kind === 'step' ? stepName(task.body.step) : '',
          })}
        </p>
      )}
      <div class="pair">
        <button class="button" type="button" onClick={drop}>
          {tf('queue.drop')}
        </button>
        {isPossible && (
          <button
            class="button primary"
            type="button"
            onClick={() => {
              if (wordsOf(task) === null || wasOvertaken) void outbox.tryAgain(entry.id);
              else mending.value = true;
            }}
          >
            {wasOvertaken && task.kind === 'step'
              ? tcard('conflict.again', { step: stepName(task.body.step) })
              : tf(wordsOf(task) === null ? 'conflict.retry' : 'conflict.mend')}
          </button>
        )}
      </div>
      {mending.value && (
        <Mend
          entry={entry}
          close={() => {
            mending.value = false;
          }}
        />
      )}
    </div>
  );
}

function Mend({ entry, close }: { entry: Entry; close: () => void }) {
  const { task } = entry;
  const words = useSignal(wordsOf(task) ?? '');
  const households = useSignal(task.kind === 'visit' ? task.body.households : null);
  return (
    <Sheet title={tf('conflict.mend')} close={close}>
      {entry.problem !== null && <p class="note bad">{refusalText(entry.problem)}</p>}
      {households.value !== null && (
        <Stepper
          name="mended-households"
          label={tf('visit.households')}
          value={households.value}
          max={10_000}
          change={(value) => {
            households.value = value;
          }}
        />
      )}
      <label class="field">
        <span class="label">{tcard('form.whyWhat')}</span>
        <textarea
          class="input"
          rows={3}
          maxLength={task.kind === 'visit' ? 200 : 500}
          name="mended"
          value={words.value}
          onInput={({ currentTarget }) => {
            words.value = currentTarget.value;
          }}
        />
      </label>
      {looksPersonal(words.value) && <p class="note warn">{tf('personal')}</p>}
      <div class="pair">
        <button class="button" type="button" onClick={close}>
          {tf('cancel')}
        </button>
        <button
          class="button primary"
          type="button"
          onClick={() => {
            close();
            void outbox.tryAgain(entry.id, (now) => reworded(now, words.value, households.value));
          }}
        >
          {tf('conflict.retry')}
        </button>
      </div>
    </Sheet>
  );
}
