/** 登录: sign in; in the demo county its users can be taken with one touch, and the screen says what they are. */
import { useSignal } from '@preact/signals';
import { type ApiError, asApiError } from '../../api/request.ts';
import { signIn } from '../../api/session.ts';
import { announce } from '../../state/announce.ts';
import { problemText, t } from '../../state/language.ts';
import { go } from '../../state/route.ts';
import { isDemo, session, signedIn } from '../../state/who.ts';
import type { Workspace } from '../../ui/workspace.ts';
import { tl } from './access-words.ts';
import { DEMO_USERS } from './demo-users.ts';
import '../../theme/pages.css';

function Side() {
  const login = useSignal('');
  const password = useSignal('');
  const problem = useSignal<ApiError | null>(null);
  const waiting = useSignal(false);
  const enter = async (name: string, word: string) => {
    waiting.value = true;
    problem.value = null;
    try {
      session.value = await signIn(name.trim(), word);
      announce(tl('access.welcome', { name: session.value.name ?? name }));
      go('map');
    } catch (error) {
      problem.value = asApiError(error);
      password.value = '';
    } finally {
      waiting.value = false;
    }
  };
  return (
    <div class="panel">
      <div>
        <h2>{t('workspace.access')}</h2>
        <p class="lead">{tl('access.lead')}</p>
      </div>
      {signedIn.value && <p class="note">{tl('access.already', { name: session.value?.name ?? '' })}</p>}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void enter(login.value, password.value);
        }}
      >
        <div class="field">
          <label for="login">{tl('access.login')}</label>
          <input
            id="login"
            class="input"
            autocomplete="username"
            autocapitalize="none"
            spellcheck={false}
            required
            value={login.value}
            onInput={(event) => {
              login.value = event.currentTarget.value;
            }}
          />
        </div>
        <div class="field">
          <label for="password">{tl('access.password')}</label>
          <input
            id="password"
            class="input"
            type="password"
            autocomplete="current-password"
            required
            value={password.value}
            onInput={(event) => {
              password.value = event.currentTarget.value;
            }}
          />
        </div>
        {problem.value !== null && (
          <p class="note bad" role="alert">
            {problemText(problem.value.code, problem.value.params)}
          </p>
        )}
        <button class="button primary" type="submit" disabled={waiting.value}>
          {tl('access.signIn')}
        </button>
      </form>
      {isDemo.value && (
        <section>
          <h3>{tl('access.demo')}</h3>
          <p class="hint">{tl('access.demoText')}</p>
          <ul class="demo-users">
            {DEMO_USERS.map((user) => (
              <li key={user.login}>
                <button type="button" disabled={waiting.value} onClick={() => void enter(user.login, user.password)}>
                  <span>
                    <strong>{tl(`role.${user.role}`)}</strong> <code>{user.login}</code>
                  </span>
                  <span class="hint">{tl('access.enter')}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

export const accessWorkspace: Workspace = { Side };
