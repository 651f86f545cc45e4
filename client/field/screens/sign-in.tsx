/** 登录 of the field page, and again when the session is over; in the demo county its worker and dispatcher at one touch. */
import { useSignal } from '@preact/signals';
import { type ApiError, asApiError } from '../../api/request.ts';
import { announce } from '../../state/announce.ts';
import { language, problemText, setLanguage } from '../../state/language.ts';
import { DEMO_USERS } from '../demo-users.ts';
import { isDemo, signIn } from '../state/account.ts';
import { me } from '../state/me.ts';
import { foreign } from '../state/outbox.ts';
import { fieldNamed, otherLanguage, tf } from '../words.ts';

export const SignIn = () => (
  <main class="screen sign-in">
    <div class="hello">
      <img src="./field-icon.svg" alt="" width="72" height="72" />
      <h1>{tf('app.name')}</h1>
      <p>{tf('signIn.lead')}</p>
    </div>
    <SignInForm />
    <button
      class="plain language"
      type="button"
      lang={language.value === 'en' ? 'zh-CN' : 'en'}
      onClick={() => void setLanguage(language.value === 'en' ? 'zh-CN' : 'en')}
    >
      {otherLanguage()}
    </button>
  </main>
);

/** `known`: the account whose session is over; another one may not take its place without leaving first. */
export function SignInForm({ known = null }: { known?: string | null }) {
  const name = useSignal(known ?? '');
  const password = useSignal('');
  const problem = useSignal<ApiError | null>(null);
  const busy = useSignal(false);
  const enter = async (login: string, word: string) => {
    busy.value = true;
    problem.value = null;
    try {
      await signIn(login.trim(), word);
      announce(tf('signIn.done', { name: me.value?.name ?? login }));
    } catch (error) {
      problem.value = asApiError(error);
      password.value = '';
    } finally {
      busy.value = false;
    }
  };
  const offered = DEMO_USERS.filter(({ login }) => known === null || login === known);
  return (
    <>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void enter(name.value, password.value);
        }}
      >
        <label class="field">
          <span class="label">{tf('signIn.login')}</span>
          <input
            class="input"
            name="login"
            autocomplete="username"
            autocapitalize="none"
            spellcheck={false}
            required
            readOnly={known !== null}
            value={name.value}
            onInput={({ currentTarget }) => {
              name.value = currentTarget.value;
            }}
          />
        </label>
        <label class="field">
          <span class="label">{tf('signIn.password')}</span>
          <input
            class="input"
            name="password"
            type="password"
            autocomplete="current-password"
            required
            value={password.value}
            onInput={({ currentTarget }) => {
              password.value = currentTarget.value;
            }}
          />
        </label>
        {problem.value !== null && (
          <p class="note bad" role="alert">
            {problemText(problem.value.code, problem.value.params)}
          </p>
        )}
        <button class="button primary wide" type="submit" disabled={busy.value}>
          {tf(busy.value ? 'signIn.busy' : 'signIn.enter')}
        </button>
      </form>
      {foreign.value > 0 && known === null && <p class="note warn">{tf('signIn.left', { count: foreign.value })}</p>}
      {isDemo.value && offered.length > 0 && (
        <section class="stack demo-users">
          <h2>{tf('signIn.demo')}</h2>
          {offered.map((user) => (
            <button
              key={user.login}
              class="button wide"
              type="button"
              disabled={busy.value}
              onClick={() => void enter(user.login, user.password)}
            >
              <span>{fieldNamed('role', user.role)}</span>
              <code>{user.login}</code>
            </button>
          ))}
          <p class="hint">{tf('demo.line')}</p>
        </section>
      )}
    </>
  );
}
