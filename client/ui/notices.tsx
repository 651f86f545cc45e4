/** Nobody answers; and the line that says a part did not load. */
import seal from '../seal.svg';
import { problemText, t } from '../state/language.ts';
import { reload } from '../state/load.ts';
import { loadProblem, service } from '../state/service.ts';

const again = () => void reload();

export const Away = () => (
  <main class="full">
    <img src={seal} alt="" />
    <h2>{t('away.title')}</h2>
    <p role="alert">{t('away.text')}</p>
    <button class="button primary" type="button" onClick={again}>
      {t('away.again')}
    </button>
  </main>
);

export function Banner() {
  const problem = loadProblem.value;
  if (problem === null) return null;
  return (
    <div class="banner" role="alert">
      <span>{problemText(problem.code, problem.params)}</span>
      <button
        class="button"
        type="button"
        onClick={() => {
          loadProblem.value = null;
          service.value = 'starting';
          again();
        }}
      >
        {t('away.again')}
      </button>
    </div>
  );
}
