/** A field of a form whose text looks for one of a list of choices, each with a hint. */
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { ComboField, ComboList } from '../../ui/combo-box.tsx';
import '../../theme/choice-box.css';

export interface Choice<T> {
  readonly key: string;
  readonly value: T;
  readonly text: string;
  readonly hint?: string;
  /** Shown with its hint, which says why it cannot be chosen. */
  readonly barred?: boolean;
}

export function ChoiceBox<T>(props: {
  name: string;
  label: string;
  placeholder: string;
  /** Of the list; default: the label. */
  listLabel?: string;
  maxLength: number;
  text: string;
  onText: (text: string) => void;
  choices: readonly Choice<T>[];
  onChoose: (value: T) => void;
  /** Enter, while nothing of the list is pointed at. */
  onEnter?: () => void;
  children?: ComponentChildren;
}) {
  const { name, label, listLabel = label, text, onText, choices, onChoose, onEnter } = props;
  const typed = useSignal(text);
  const active = useSignal(-1);
  const take = (value: string, isHalf: boolean) => {
    typed.value = value;
    if (isHalf) return;
    active.value = -1;
    onText(value);
  };
  const choose = (choice: Choice<T> | undefined) => {
    if (choice !== undefined && !choice.barred) onChoose(choice.value);
  };
  const choiceId = (index: number) => `${name}-${index}`;
  return (
    <div class="choice-box">
      <ComboField
        name={name}
        maxLength={props.maxLength}
        aria-label={label}
        placeholder={props.placeholder}
        list={`${name}-choices`}
        choiceId={choiceId}
        count={choices.length}
        active={active}
        open={choices.length > 0}
        text={typed.value}
        onText={take}
        onEnter={(event) => {
          event.preventDefault();
          if (active.value >= 0) choose(choices[active.value]);
          else onEnter?.();
        }}
      />
      <ComboList id={`${name}-choices`} label={listLabel} active={active} hidden={choices.length === 0}>
        {choices.map((choice, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the field
          // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus
          <div
            key={choice.key}
            id={choiceId(index)}
            role="option"
            aria-selected={index === active.value}
            aria-disabled={choice.barred === true}
            onClick={() => choose(choice)}
          >
            <span>{choice.text}</span>
            {choice.hint !== undefined && <span class="hint">{choice.hint}</span>}
          </div>
        ))}
      </ComboList>
      {props.children}
    </div>
  );
}

/** What was chosen of such a list, and the way back to it. */
export const Chosen = ({
  text,
  hint,
  change,
  onChange,
}: {
  text: string;
  hint: string;
  change: string;
  onChange: () => void;
}) => (
  <div class="choice-chosen">
    <span>
      {text}
      <span class="hint">{hint}</span>
    </span>
    <button class="button" type="button" onClick={onChange}>
      {change}
    </button>
  </div>
);
