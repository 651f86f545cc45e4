/** 首次启动: the one-time link of the first start makes the first admin. `#/setup&link=…`. */
import { useSignal } from '@preact/signals';
import { type ApiError, asApiError } from '../../api/request.ts';
import { setUp } from '../../api/session.ts';
import { problemText } from '../../state/language.ts';
import { go, parameter } from '../../state/route.ts';
import { session } from '../../state/who.ts';
import type { Workspace } from '../../ui/workspace.ts';
import { tl } from './access-words.ts';
import '../../theme/pages.css';

const link = parameter('link');

const FIELDS = [
  { name: 'login', secret: false, autocomplete: 'username' },
  { name: 'name', secret: false, autocomplete: 'name' },
  { name: 'password', secret: true, autocomplete: 'new-password' },
  { name: 'again', secret: true, autocomplete: 'new-password' },
] as const;

function Side() {
  const values = useSignal({ login: '', name: '', password: '', again: '' });
  const problem = useSignal<ApiError | null>(null);
  const differ = useSignal(false);
  const submit = async () => {
    const { again, ...account } = values.value;
    differ.value = again !== account.password;
    problem.value = null;
    if (differ.value) return;
    try {
      session.value = await setUp({ link: link.value ?? '', ...account });
      go('map');
    } catch (error) {
      problem.value = asApiError(error);
    }
  };
  return (
    <div class="panel">
      <div>
        <h2>{tl('setup.title')}</h2>
        <p class="lead">{tl('setup.lead')}</p>
      </div>
      {link.value === null ? (
        <p class="note bad">{tl('setup.noLink')}</p>
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void submit();
          }}
        >
          {FIELDS.map(({ name, secret, autocomplete }) => (
            <div class="field" key={name}>
              <label for={`setup-${name}`}>{tl(`setup.${name}`)}</label>
              <input
                id={`setup-${name}`}
                class="input"
                {...(secret ? ({ type: 'password' } as const) : {})}
                autocomplete={autocomplete}
                required
                value={values.value[name]}
                onInput={(event) => {
                  values.value = { ...values.value, [name]: event.currentTarget.value };
                }}
              />
            </div>
          ))}
          {differ.value && (
            <p class="note bad" role="alert">
              {tl('setup.differ')}
            </p>
          )}
          {problem.value !== null && (
            <p class="note bad" role="alert">
              {problemText(problem.value.code, problem.value.params)}
            </p>
          )}
          <button class="button primary" type="submit">
            {tl('setup.make')}
          </button>
        </form>
      )}
    </div>
  );
}

export const setupWorkspace: Workspace = { Side };
