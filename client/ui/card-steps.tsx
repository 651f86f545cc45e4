/** The head of a card that is one of a list: where in it, to the one before and after, and away. */
import { t } from '../state/language.ts';
import { Icon } from './icon.tsx';

interface StepOf {
  readonly label: string;
  /** That does the same. */
  readonly key: string;
}

export function CardSteps(props: {
  position: string;
  previous: StepOf;
  next: StepOf;
  onStep: (by: 1 | -1) => void;
  onClose: () => void;
}) {
  const button = (by: 1 | -1, { label, key }: StepOf) => (
    <button class="plain" type="button" aria-label={label} title={`${label} (${key})`} onClick={() => props.onStep(by)}>
      <Icon name={by === 1 ? 'down' : 'up'} />
    </button>
  );
  return (
    <>
      <span class="hint">{props.position}</span>
      <span class="steps">
        {button(-1, props.previous)}
        {button(1, props.next)}
        <button
          class="plain"
          type="button"
          aria-label={t('close')}
          title={`${t('close')} (Esc)`}
          onClick={props.onClose}
        >
          <Icon name="close" />
        </button>
      </span>
    </>
  );
}
