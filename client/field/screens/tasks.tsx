/** 任务: what I or my unit have in hand by deadline, and what waits in my grid for somebody to look at. */
import { useSignal } from '@preact/signals';
import type { Judged } from '../../state/command/urgency.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { Glyph } from '../glyph.tsx';
import { metresBetween } from '../state/ground.ts';
import { waitingFor } from '../state/outbox.ts';
import { kindName, rows } from '../state/parts.ts';
import { here } from '../state/position.ts';
import { refreshing } from '../state/refresh.ts';
import { go } from '../state/route.ts';
import { now } from '../state/shift.ts';
import { unsentReports } from '../state/steps.ts';
import { mine, toCheck } from '../state/tasks.ts';
import { DueTag } from '../task-mark.tsx';
import { distanceText, named, shortTime, tf } from '../words.ts';

export function Tasks() {
  const view = useSignal<'mine' | 'check'>('mine');
  const all = { mine: mine(now.value), check: toCheck(now.value) };
  const shown = all[view.value];
  const reports = unsentReports();
  return (
    <div class="stack">
      <Segmented
        label={tf('tasks.views')}
        value={view.value}
        onChoose={(next) => {
          view.value = next;
        }}
        choices={[
          { value: 'mine', label: tf('tasks.mine'), count: String(all.mine.length) },
          { value: 'check', label: tf('tasks.check'), count: String(all.check.length) },
        ]}
      />
      {view.value === 'check' && <p class="hint">{tf('tasks.check.text')}</p>}
      {rows.now.value === null ? (
        <p class="note">{tf(refreshing.value ? 'loading' : 'tasks.never')}</p>
      ) : shown.length === 0 ? (
        <p class="empty">{tf(`tasks.none.${view.value}`)}</p>
      ) : (
        <ul class="rows">
          {shown.map((judged) => (
            <TaskRow key={judged.row.id} judged={judged} />
          ))}
        </ul>
      )}
      {reports.length > 0 && (
        <section class="stack">
          <h2>{tf('tasks.unsent')}</h2>
          <ul class="rows">
            {reports.map((entry) => (
              <li key={entry.id}>
                <button class="task-row" type="button" onClick={() => go('queue')}>
                  <span class="main">
                    <b>{entry.label}</b>
                    <span class="hint">{shortTime(entry.madeAt)}</span>
                  </span>
                  <span class="tag">{tf('unsent')}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function TaskRow({ judged }: { judged: Judged }) {
  const { row } = judged;
  const at = here.value;
  const waiting = waitingFor(row.id).length;
  return (
    <li>
      <button class="task-row" type="button" data-urgency={judged.urgency} onClick={() => go('task', row.id)}>
        <span class="main">
          <span class="line">
            <b>{kindName(row.category)}</b>
            {row.grade !== 'simple' && row.grade !== 'ordinary' && (
              <span class="tag kind">{named('grade', row.grade)}</span>
            )}
            {row.supervised && <span class="tag over">{tf('supervised')}</span>}
          </span>
          <span class="text">{row.text}</span>
          <span class="hint">
            {named('state', row.state)}
            {row.lon === null
              ? ` · ${tf('tasks.unplaced')}`
              : at !== null && ` · ${distanceText(metresBetween(at.lon, at.lat, row.lon, row.lat!))}`}
            {waiting > 0 && ` · ${tf('tasks.waiting', { count: waiting })}`}
          </span>
        </span>
        <DueTag judged={judged} />
        <Glyph name="right" />
      </button>
    </li>
  );
}
