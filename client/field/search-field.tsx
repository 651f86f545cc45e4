/** A field that narrows a list while one writes. */
import type { Signal } from '@preact/signals';
import { Glyph } from './glyph.tsx';

export const SearchField = ({ label, words }: { label: string; words: Signal<string> }) => (
  <label class="search">
    <Glyph name="search" />
    <input
      class="input"
      type="search"
      aria-label={label}
      placeholder={label}
      value={words.value}
      onInput={({ currentTarget }) => {
        words.value = currentTarget.value;
      }}
    />
  </label>
);
