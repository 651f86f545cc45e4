/** A workspace that is not for everybody: signed out there is a way to sign in, without a role in it there is a reason. */
import { t } from '../state/language.ts';
import { go } from '../state/route.ts';
import { signedIn } from '../state/who.ts';

export const Closed = ({ title, signIn, needRole }: { title: string; signIn: string; needRole: string }) => (
  <div class="panel">
    <h2>{title}</h2>
    <p class="note">{signedIn.value ? needRole : signIn}</p>
    {!signedIn.value && (
      <button class="button primary" type="button" onClick={() => go('access')}>
        {t('workspace.access')}
      </button>
    )}
  </div>
);
