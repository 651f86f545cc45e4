/** A service without a county: what to do first, by who is signed in. */
import seal from '../../seal.svg';
import { t } from '../../state/language.ts';
import { go } from '../../state/route.ts';
import { mayImport, signedIn } from '../../state/who.ts';
import { tl } from './access-words.ts';

export function NoCounty() {
  return (
    <main class="full">
      <img src={seal} alt="" />
      <h2>{tl('empty.title')}</h2>
      <p>{tl(mayImport.value ? 'empty.import' : signedIn.value ? 'empty.role' : 'empty.signIn')}</p>
      <div class="row">
        {mayImport.value && (
          <button class="button primary" type="button" onClick={() => go('import')}>
            {t('workspace.import')}
          </button>
        )}
        {!signedIn.value && (
          <button class="button primary" type="button" onClick={() => go('access')}>
            {t('workspace.access')}
          </button>
        )}
      </div>
    </main>
  );
}
