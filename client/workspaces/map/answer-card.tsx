/** The card on the map: a word on how to ask, until something is asked. */
import { answer } from '../../state/answer.ts';
import { t } from '../../state/language.ts';
import { fetched } from '../../ui/fetched.tsx';
import { Icon } from '../../ui/icon.tsx';

/** On its way while the service looks for the answer. */
const Answer = fetched(() => import('./answer.tsx').then((module) => module.Answer));

export function AnswerCard() {
  if (answer.value.state !== 'none') return <Answer />;
  return (
    <p class="float card hint-card">
      <Icon name="touch" />
      {t('answer.hint')}
    </p>
  );
}
