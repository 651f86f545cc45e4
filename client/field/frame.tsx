/** The bar above (where one is, whether positions are taken, how the outbox stands) and the five ways below. */
import { language } from '../state/language.ts';
import { Glyph, type GlyphName } from './glyph.tsx';
import { newer, takeNewer } from './state/install.ts';
import { ownGrids } from './state/me.ts';
import { conflicts, open, outbox } from './state/outbox.ts';
import { gridOf } from './state/parts.ts';
import { intervalS, isTaken, trouble, waitingFixes } from './state/position.ts';
import { reached } from './state/refresh.ts';
import { back, go, type Screen, screen, TABS, tab } from './state/route.ts';
import { now, shift } from './state/shift.ts';
import { mine, toCheck } from './state/tasks.ts';
import { fieldNamed, screenName, shortTime, tf } from './words.ts';

export function Bar() {
  const inner = !(TABS as readonly Screen[]).includes(screen.value);
  const grid = gridOf(ownGrids.value[0] ?? null);
  return (
    <header class="top">
      <div class="top-line">
        {inner ? (
          <button class="plain back" type="button" onClick={back}>
            <Glyph name="back" />
            <span class="hidden-text">{tf('back')}</span>
          </button>
        ) : (
          <img src="./field-icon.svg" alt="" width="32" height="32" />
        )}
        <h1>{screen.value === 'today' ? (grid?.properties.name ?? tf('app.name')) : screenName()}</h1>
        <OutboxSign />
      </div>
      <Taking />
      {outbox.needsSignIn.value && (
        <button class="strip bad" type="button" onClick={() => go('me')}>
          <Glyph name="warn" />
          <span>{tf('session.over')}</span>
          <Glyph name="right" />
        </button>
      )}
      {newer.value !== null && (
        <button class="strip" type="button" onClick={takeNewer}>
          <span>{tf('newer')}</span>
          <b>{tf('newer.take')}</b>
        </button>
      )}
    </header>
  );
}

/** How the outbox stands: in words and a number, never by colour alone. */
function OutboxSign() {
  const waiting = open.value.length;
  const bad = conflicts.value.length;
  const away = reached.value === false || outbox.unreached.value > 0;
  const text =
    bad > 0
      ? tf('outbox.conflict', { count: bad })
      : waiting > 0
        ? tf(outbox.busy.value && !away ? 'outbox.sending' : 'outbox.waiting', { count: waiting })
        : tf(away ? 'outbox.offline' : 'outbox.clear');
  const standing = bad > 0 ? 'conflict' : away ? 'offline' : waiting > 0 ? 'waiting' : 'clear';
  return (
    <button
      class="outbox-sign"
      type="button"
      data-standing={standing}
      lang={language.value}
      onClick={() => go('queue')}
    >
      <Glyph name={bad > 0 ? 'warn' : away ? 'off' : waiting > 0 ? 'send' : 'done'} />
      <span>{text}</span>
    </button>
  );
}

/** Seen on every screen for as long as positions are taken. */
function Taking() {
  const at = shift.value;
  if (at === null) return null;
  const refused = trouble.value === 'refused' || trouble.value === 'unavailable';
  return (
    <button
      class="strip taking"
      type="button"
      data-state={!isTaken.value || refused ? 'not' : 'on'}
      onClick={() => go('notice')}
    >
      <span class="beat" aria-hidden="true" />
      <span>
        {!isTaken.value
          ? tf('taking.unread')
          : refused
            ? fieldNamed('trouble', trouble.value!)
            : tf('taking', { seconds: intervalS.value, since: shortTime(at.since, now.value) })}
        {waitingFixes.value > 1 && ` · ${tf('taking.waiting', { count: waitingFixes.value })}`}
      </span>
    </button>
  );
}

const GLYPHS: Record<(typeof TABS)[number], GlyphName> = {
  today: 'today',
  tasks: 'tasks',
  report: 'report',
  visits: 'visits',
  me: 'me',
};

export function Tabs() {
  const count = mine(now.value).length + toCheck(now.value).length;
  return (
    <nav class="tabs" aria-label={tf('tabs')}>
      {TABS.map((name) => (
        <button
          key={name}
          type="button"
          class={name === 'report' ? 'tab report' : 'tab'}
          aria-current={tab.value === name ? 'page' : undefined}
          onClick={() => go(name)}
        >
          <span class="mark">
            <Glyph name={GLYPHS[name]} />
            {name === 'tasks' && count > 0 && <b class="count">{count}</b>}
            {name === 'me' && conflicts.value.length > 0 && <b class="count">{conflicts.value.length}</b>}
          </span>
          {tf(`tab.${name}`)}
        </button>
      ))}
    </nav>
  );
}
