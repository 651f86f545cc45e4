/** 我的: the account, what waits, who looked, the notice, how the page looks, and leaving. */
import { useSignal } from '@preact/signals';
import { announce } from '../../state/announce.ts';
import { language, setLanguage } from '../../state/language.ts';
import { theme, toggleTheme } from '../../state/theme.ts';
import { Glyph, type GlyphName } from '../glyph.tsx';
import { Sheet } from '../sheet.tsx';
import { signOut } from '../state/account.ts';
import { install, isKept, offer } from '../state/install.ts';
import { login, me, worker } from '../state/me.ts';
import { conflicts, open, outbox } from '../state/outbox.ts';
import { gridOf, looks } from '../state/parts.ts';
import { waitingFixes } from '../state/position.ts';
import { go, type Screen } from '../state/route.ts';
import { shift } from '../state/shift.ts';
import { entryText, fieldNamed, otherLanguage, tf } from '../words.ts';
import { SignInForm } from './sign-in.tsx';

export function Me() {
  const leaving = useSignal(false);
  const waiting = open.value.length;
  const ask = () => {
    leaving.value = true;
    announce(waiting === 0 ? tf('leave.text') : tf('leave.unsent', { count: waiting }));
  };
  return (
    <div class="stack">
      <section class="panel who">
        <h2>{worker.value?.name ?? me.value?.name}</h2>
        <p class="hint">{login.value}</p>
        {worker.value?.posts.map(({ id, role, grid, gridName }) => (
          <p key={id}>
            {fieldNamed('role', role)} · {gridOf(grid)?.properties.name ?? gridName ?? grid}
          </p>
        ))}
      </section>
      {outbox.needsSignIn.value && (
        <section class="panel stack">
          <p class="note warn">{tf('session.over.text')}</p>
          <SignInForm known={login.value} />
        </section>
      )}
      <ul class="rows menu">
        <Way
          to="queue"
          glyph="send"
          label={tf('screen.queue')}
          more={
            conflicts.value.length > 0
              ? tf('outbox.conflict', { count: conflicts.value.length })
              : tf('me.waiting', { count: waiting })
          }
        />
        <Way
          to="looks"
          glyph="eye"
          label={tf('screen.looks')}
          more={looks.value === null ? '' : tf('me.looks', { count: looks.value.length })}
        />
        <Way to="notice" glyph="notice" label={tf('screen.notice')} more="" />
        <li>
          <button class="task-row" type="button" onClick={toggleTheme}>
            <Glyph name="half" />
            <span class="main">{tf('me.theme')}</span>
            <span class="hint">{tf(`theme.${theme.value}`)}</span>
          </button>
        </li>
        <li>
          <button
            class="task-row"
            type="button"
            onClick={() => void setLanguage(language.value === 'en' ? 'zh-CN' : 'en')}
          >
            <Glyph name="words" />
            <span class="main">{tf('me.language')}</span>
            <span class="hint" lang={language.value === 'en' ? 'zh-CN' : 'en'}>
              {otherLanguage()}
            </span>
          </button>
        </li>
      </ul>
      {offer.value !== null && (
        <button class="button wide" type="button" onClick={() => void install()}>
          {tf('me.install')}
        </button>
      )}
      <p class="hint">{tf(isKept.value ? 'me.kept' : 'me.notKept')}</p>
      <button class="button wide" type="button" onClick={ask}>
        <Glyph name="out" />
        {tf('leave')}
      </button>
      {leaving.value && (
        <Leaving
          close={() => {
            leaving.value = false;
          }}
        />
      )}
    </div>
  );
}

const Way = ({ to, glyph, label, more }: { to: Screen; glyph: GlyphName; label: string; more: string }) => (
  <li>
    <button class="task-row" type="button" onClick={() => go(to)}>
      <Glyph name={glyph} />
      <span class="main">{label}</span>
      <span class="hint">{more}</span>
      <Glyph name="right" />
    </button>
  </li>
);

/** What was not sent is said before anybody leaves: it stays on the phone, and goes when the same account is back. */
function Leaving({ close }: { close: () => void }) {
  const busy = useSignal(false);
  const waiting = open.value;
  return (
    <Sheet title={tf('leave')} close={close}>
      {shift.value !== null && <p class="note warn">{tf('leave.onDuty')}</p>}
      {waiting.length > 0 && (
        <div class="note bad" role="alert">
          <p>{tf('leave.unsent', { count: waiting.length })}</p>
          <ul class="plain-list">
            {waiting.slice(0, 5).map((entry) => (
              <li key={entry.id}>{entryText(entry)}</li>
            ))}
          </ul>
        </div>
      )}
      {waitingFixes.value > 0 && <p class="note warn">{tf('leave.fixes', { count: waitingFixes.value })}</p>}
      <p>{tf('leave.text')}</p>
      <div class="pair">
        <button class="button" type="button" onClick={close}>
          {tf('cancel')}
        </button>
        <button
          class="button primary"
          type="button"
          disabled={busy.value}
          onClick={() => {
            busy.value = true;
            void signOut();
          }}
        >
          {tf('leave')}
        </button>
      </div>
    </Sheet>
  );
}
