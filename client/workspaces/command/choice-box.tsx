/**
 * A field that is typed into above the list of what it may mean. Keys move through the list while the field keeps the focus, and
 * half-typed pinyin asks nothing.
 */
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { moveCursor } from '../../ui/list-cursor.ts';
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
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [active.value]);
  const take = (value: string) => {
    typed.value = value;
    active.value = -1;
    onText(value);
  };
  const choose = (choice: Choice<T> | undefined) => {
    if (choice !== undefined && !choice.barred) onChoose(choice.value);
  };
  const press = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      if (active.value >= 0) choose(choices[active.value]);
      else onEnter?.();
      return;
    }
    if (event.key === 'Home' || event.key === 'End') return;
    const next = moveCursor(event.key, active.value, choices.length);
    if (next === null) return;
    event.preventDefault();
    active.value = next;
  };
  return (
    <div class="choice-box">
      <input
        class="input"
        name={name}
        role="combobox"
        autocomplete="off"
        spellcheck={false}
        maxLength={props.maxLength}
        aria-label={label}
        aria-expanded={choices.length > 0}
        aria-controls={`${name}-choices`}
        aria-autocomplete="list"
        aria-activedescendant={active.value >= 0 ? `${name}-${active.value}` : undefined}
        placeholder={props.placeholder}
        value={typed.value}
        onInput={(event) => {
          if ((event as InputEvent).isComposing) typed.value = event.currentTarget.value;
          else take(event.currentTarget.value);
        }}
        onCompositionEnd={(event) => take(event.currentTarget.value)}
        onKeyDown={press}
      />
      <div ref={list} id={`${name}-choices`} role="listbox" aria-label={listLabel} hidden={choices.length === 0}>
        {choices.map((choice, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the field
          // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus
          <div
            key={choice.key}
            id={`${name}-${index}`}
            role="option"
            aria-selected={index === active.value}
            aria-disabled={choice.barred === true}
            onClick={() => choose(choice)}
          >
            <span>{choice.text}</span>
            {choice.hint !== undefined && <span class="hint">{choice.hint}</span>}
          </div>
        ))}
      </div>
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
