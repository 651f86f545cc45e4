/** 待发送: everything that waits, in order, what stands in its way, and what has arrived; what was refused is explained and mended. */
import { useSignal } from '@preact/signals';
import { Glyph } from '../glyph.tsx';
import { goingWith } from '../queue/changes.ts';
import type { Entry } from '../queue/entry.ts';
import { obstacle } from '../queue/order.ts';
import { Sheet } from '../sheet.tsx';
import { foreign, mineInOutbox, open, outbox } from '../state/outbox.ts';
import { fixesSentAt, waitingFixes } from '../state/position.ts';
import { now } from '../state/shift.ts';
import { entryText, fieldNamed, shortTime, tf } from '../words.ts';
import { Conflict } from './conflict.tsx';

export function Queue() {
  const waiting = open.value;
  const sent = mineInOutbox.value.filter(({ standing }) => standing === 'sent').reverse();
  return (
    <div class="stack">
      <div class="queue-head">
        <p>{waiting.length === 0 ? tf('queue.none') : tf('queue.count', { count: waiting.length })}</p>
        {waiting.length > 0 && (
          <button class="button" type="button" disabled={outbox.busy.value} onClick={() => void outbox.run()}>
            <Glyph name="send" />
            {tf(outbox.busy.value ? 'queue.sending' : 'queue.now')}
          </button>
        )}
      </div>
      {outbox.unreached.value > 0 && <p class="note">{tf('queue.offline')}</p>}
      {outbox.needsSignIn.value && <p class="note warn">{tf('session.over')}</p>}
      <ol class="rows">
        {waiting.map((entry) => (
          <Waiting key={entry.id} entry={entry} />
        ))}
      </ol>
      <p class="hint">
        {waitingFixes.value > 0 ? tf('queue.fixes', { count: waitingFixes.value }) : tf('queue.noFixes')}
        {fixesSentAt.value !== null && ` · ${tf('queue.fixesAt', { at: shortTime(fixesSentAt.value) })}`}
      </p>
      {foreign.value > 0 && <p class="note">{tf('queue.foreign', { count: foreign.value })}</p>}
      {sent.length > 0 && (
        <details class="more">
          <summary>{tf('queue.sent', { count: sent.length })}</summary>
          <ul class="rows">
            {sent.map((entry) => (
              <li key={entry.id} class="queue-row" data-standing="sent">
                <Glyph name="done" />
                <span class="main">
                  <b>{entryText(entry)}</b>
                  <span class="hint">
                    {tf('queue.made', { at: shortTime(entry.madeAt) })} ·{' '}
                    {tf('queue.arrived', { at: shortTime(entry.sentAt ?? 0) })}
                  </span>
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

function standingText(entry: Entry): string {
  const { standing, tries, notBefore } = entry;
  if (standing !== 'waiting') return fieldNamed('standing', standing);
  const before = obstacle(outbox.entries.value, entry);
  if (before !== undefined) return tf('standing.behind', { what: entryText(before) });
  const seconds = Math.ceil((notBefore - Math.max(now.value, Date.now())) / 1000);
  if (tries > 0 && seconds > 0) return tf('standing.again', { tries, seconds });
  return tf(seconds > 0 ? 'standing.held' : 'standing.waiting');
}

function Waiting({ entry }: { entry: Entry }) {
  const asked = useSignal(false);
  const along = goingWith(outbox.entries.value, entry).length - 1;
  const { standing } = entry;
  return (
    <li class="queue-row" data-standing={standing} data-kind={entry.task.kind}>
      <Glyph name={standing === 'conflict' ? 'warn' : 'send'} />
      <span class="main">
        <b>{entryText(entry)}</b>
        <span class="hint">
          {shortTime(entry.madeAt)} · {standingText(entry)}
        </span>
      </span>
      {standing === 'conflict' ? (
        <Conflict
          entry={entry}
          drop={() => {
            asked.value = true;
          }}
        />
      ) : (
        <button
          class="plain"
          type="button"
          disabled={standing === 'sending'}
          aria-label={tf('queue.drop.of', { what: entryText(entry) })}
          onClick={() => {
            asked.value = true;
          }}
        >
          <Glyph name="close" />
        </button>
      )}
      {asked.value && (
        <Sheet
          title={tf('queue.drop')}
          close={() => {
            asked.value = false;
          }}
        >
          <p>
            {entryText(entry)} {along > 0 && tf('queue.drop.along', { count: along })}
          </p>
          <p class="hint">{tf('queue.drop.text')}</p>
          <div class="pair">
            <button
              class="button"
              type="button"
              onClick={() => {
                asked.value = false;
              }}
            >
              {tf('keep')}
            </button>
            <button class="button primary" type="button" onClick={() => void outbox.drop(entry.id)}>
              {tf('queue.drop')}
            </button>
          </div>
        </Sheet>
      )}
    </li>
  );
}
