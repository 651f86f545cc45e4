/**
 * A field above the list of what its text may mean. Keys move through the list while the field keeps the focus, Home and End stay
 * the text's, and half-typed pinyin is neither a question nor a choice. What the list shows is its owner's.
 */
import type { Signal } from '@preact/signals';
import type { ComponentChildren, JSX, RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { moveCursor } from './list-cursor.ts';

type Own = 'class' | 'role' | 'value' | 'list' | 'type' | 'onInput' | 'onCompositionEnd' | 'onKeyDown' | 'label';

interface FieldProps extends Omit<JSX.IntrinsicElements['input'], Own | 'ref'> {
  readonly field?: RefObject<HTMLInputElement | null>;
  /** Id of its list. */
  readonly list: string;
  /** Id of a choice in it. */
  readonly choiceId: (index: number) => string;
  readonly count: number;
  /** The choice that is pointed at, −1 for none. */
  readonly active: Signal<number>;
  readonly open: boolean;
  readonly text: string;
  /** `isHalf`: an input method is still at it. */
  readonly onText: (text: string, isHalf: boolean) => void;
  readonly onEnter: (event: KeyboardEvent) => void;
  readonly onEscape?: (event: KeyboardEvent) => void;
  readonly onMove?: () => void;
}

export function ComboField(props: FieldProps) {
  const { field, list, choiceId, count, active, open, text, onText, onEnter, onEscape, onMove, ...more } = props;
  const press = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    if (event.key === 'Enter') return onEnter(event);
    if (event.key === 'Escape') return onEscape?.(event);
    if (event.key === 'Home' || event.key === 'End') return;
    const next = moveCursor(event.key, active.value, count);
    if (next === null) return;
    event.preventDefault();
    onMove?.();
    active.value = next;
  };
  return (
    <input
      {...more}
      {...(field === undefined ? {} : { ref: field })}
      class="input"
      type="text"
      role="combobox"
      autocomplete="off"
      spellcheck={false}
      aria-expanded={open}
      aria-controls={list}
      aria-autocomplete="list"
      aria-activedescendant={open && active.value >= 0 ? choiceId(active.value) : undefined}
      value={text}
      onInput={(event) => onText(event.currentTarget.value, (event as InputEvent).isComposing)}
      onCompositionEnd={(event) => onText(event.currentTarget.value, false)}
      onKeyDown={press}
    />
  );
}

interface ListProps {
  readonly id: string;
  readonly label: string;
  readonly active: Signal<number>;
  readonly hidden: boolean;
  readonly class?: string;
  readonly children: ComponentChildren;
}

/** The choice that is pointed at stays in sight, and a click leaves the focus in the field. */
export function ComboList({ id, label, active, hidden, class: name, children }: ListProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [active.value]);
  return (
    <div
      ref={list}
      class={name}
      id={id}
      role="listbox"
      aria-label={label}
      hidden={hidden}
      onMouseDown={(event) => event.preventDefault()}
    >
      {children}
    </div>
  );
}
