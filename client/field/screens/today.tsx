/** 今日: the duty, where one is, the own grid, and how far the day has come. */

import { useSignal } from '@preact/signals';
import { announce } from '../../state/announce.ts';
import { Glyph } from '../glyph.tsx';
import { SketchView } from '../sketch-view.tsx';
import { unsentToday } from '../state/day.ts';
import { isLeader, ownGrids } from '../state/me.ts';
import { duty, gridOf, heardAt } from '../state/parts.ts';
import { askPosition, here, hereGrid, herePlace, trouble } from '../state/position.ts';
import { refreshing } from '../state/refresh.ts';
import { go } from '../state/route.ts';
import { due, isUnknown, isWorker, noticeSeen, now, shift, signIn } from '../state/shift.ts';
import { say } from '../toast.tsx';
import { distanceText, fieldNamed, shortTime, tf } from '../words.ts';
import { SignOutSheet } from './sign-out-sheet.tsx';

export function Today() {
  const emergency = duty.value?.emergencyIntervalS ?? null;
  return (
    <div class="stack">
      {emergency !== null && (
        <p class="note bad">
          <Glyph name="warn" /> {tf('emergency', { seconds: emergency })}
        </p>
      )}
      {isWorker.value ? <DutyCard /> : <NoWorker />}
      <GridCard />
      {isWorker.value && <Numbers />}
      {heardAt.value !== null && <p class="hint heard">{tf('heard', { at: shortTime(heardAt.value) })}</p>}
    </div>
  );
}

function NoWorker() {
  if (duty.now.value === null && refreshing.value) return <p class="note">{tf('loading')}</p>;
  return <p class="note warn">{tf(isUnknown.value ? 'today.unknown' : 'today.noWorker')}</p>;
}

function DutyCard() {
  const busy = useSignal(false);
  const leaving = useSignal(false);
  const at = shift.value;
  const enter = async () => {
    if (!noticeSeen.value) {
      go('notice');
      return;
    }
    busy.value = true;
    try {
      const position = await askPosition();
      await signIn(position, '');
      say(tf('duty.in.done', { at: shortTime(Date.now()) }));
    } catch {
      announce(tf('store.failed'));
    } finally {
      busy.value = false;
    }
  };
  return (
    <section class="panel duty-card" data-on={at !== null} aria-label={tf('duty')}>
      <p class="duty-state">
        {at === null ? tf('duty.off') : tf('duty.on', { since: shortTime(at.since) })}
        {at?.unsent && <span class="tag">{tf('unsent')}</span>}
      </p>
      <DueLine />
      <WhereLine />
      {at === null ? (
        <button class="button primary huge" type="button" disabled={busy.value} onClick={() => void enter()}>
          {tf(busy.value ? 'duty.locating' : 'duty.in')}
        </button>
      ) : (
        <button
          class="button huge"
          type="button"
          onClick={() => {
            leaving.value = true;
          }}
        >
          {tf('duty.out')}
        </button>
      )}
      {leaving.value && (
        <SignOutSheet
          close={() => {
            leaving.value = false;
          }}
        />
      )}
    </section>
  );
}

function DueLine() {
  const next = due.value;
  if (shift.value !== null && (next === null || next.standing === 'early')) {
    return next === null ? null : <p class="hint">{tf('duty.next', { at: shortTime(Date.parse(next.at)) })}</p>;
  }
  if (next === null) return <p class="hint">{tf('duty.none')}</p>;
  const time = shortTime(Date.parse(next.at));
  if (next.standing === 'late')
    return (
      <p class="late">
        <Glyph name="warn" /> {tf('duty.late', { at: time, count: next.minutes })}
      </p>
    );
  return <p>{tf(`duty.${next.standing}`, { at: time })}</p>;
}

function WhereLine() {
  const at = here.value;
  const place = herePlace.value;
  const grid = hereGrid.value;
  if (at === null)
    return (
      <p class="where hint">
        <Glyph name="place" />
        <span>{tf(trouble.value === null ? 'where.none' : `trouble.${trouble.value}`)}</span>
        <button class="plain" type="button" onClick={() => void askPosition()}>
          {tf('where.ask')}
        </button>
      </p>
    );
  return (
    <p class="where" data-place={place}>
      <Glyph name="place" />
      <span>
        <b>{fieldNamed('place', place)}</b>
        {grid !== null && place === 'other-grid' && ` · ${grid.properties.name}`}
        <span class="hint"> {tf('where.accuracy', { m: distanceText(at.accuracyM) })}</span>
      </span>
    </p>
  );
}

function GridCard() {
  const grid = gridOf(ownGrids.value[0] ?? null);
  if (grid === undefined) return null;
  const { name, code, households, buildings } = grid.properties;
  return (
    <section class="panel grid-card" aria-label={tf('grid')}>
      <button class="row-button" type="button" onClick={() => go('grid')}>
        <span>
          <b>{name}</b>
          <span class="hint mono">{code}</span>
          <span class="hint">{tf('grid.facts', { households, buildings })}</span>
        </span>
        <Glyph name="right" />
      </button>
      <SketchView />
    </section>
  );
}

/** What is asked of a day, and how much of it is done; what waits to be sent is counted and said. */
function Numbers() {
  const said = duty.value;
  if (said?.settings == null) return null;
  const { today, settings } = said;
  const waiting = unsentToday.value;
  const rows = [
    { key: 'households', done: today.households + waiting.households, of: settings.householdsADay },
    { key: 'patrols', done: today.patrols, of: settings.patrolsADay },
    ...(isLeader.value
      ? [{ key: 'spotChecks', done: today.spotChecks + waiting.spotChecks, of: settings.spotChecksADay }]
      : []),
  ] as const;
  return (
    <section class="panel numbers" aria-label={tf('numbers')}>
      {rows.map(({ key, done, of }) => (
        <div class="number" key={key} data-full={done >= of}>
          <span>{fieldNamed('numbers', key)}</span>
          <b>
            {done}
            <span> / {of}</span>
          </b>
          <progress max={Math.max(1, of)} value={Math.min(done, of)} aria-label={fieldNamed('numbers', key)} />
        </div>
      ))}
      {waiting.visits > 0 && <p class="hint">{tf('numbers.unsent', { count: waiting.visits })}</p>}
      <p class="hint">{tf('numbers.at', { at: shortTime(now.value) })}</p>
    </section>
  );
}
