/** The field for a name. In a hall it is filled by the keypad below it; on a phone by the phone's own keyboard, Chinese too. */
import { useSignal } from '@preact/signals';
import { exampleOf } from '../example.ts';
import { Glyph } from '../glyph.tsx';
import { atlas } from '../state/atlas.ts';
import { query } from '../state/choice.ts';
import { isLarge } from '../state/layout.ts';
import { tk } from '../words.ts';
import { Keypad } from './keypad.tsx';
import { Results } from './results.tsx';

export function Search() {
  const wanted = useSignal(false);
  const example = atlas.value === null ? null : exampleOf(atlas.value);
  const hasKeypad = isLarge.value || wanted.value;
  return (
    <section class="search" data-large={isLarge.value}>
      <div class="search-line">
        <Glyph name="search" />
        <label class="hidden-text" for="name">
          {tk('search.label')}
        </label>
        <input
          id="name"
          type="search"
          autocomplete="off"
          spellcheck={false}
          maxLength={30}
          inputMode={isLarge.value ? 'none' : 'text'}
          placeholder={
            isLarge.value
              ? tk('search.placeholder', { example: example?.typed ?? 'XFL' })
              : tk('search.placeholder.phone')
          }
          value={isLarge.value ? query.value.toUpperCase() : query.value}
          onFocus={({ currentTarget }) => {
            // the phone's keyboard covers the lower half: what is found must stand above it
            if (!isLarge.value) currentTarget.closest('.search')?.scrollIntoView({ block: 'start' });
          }}
          onInput={(event) => {
            query.value = event.currentTarget.value;
          }}
        />
        {query.value !== '' && (
          <button
            type="button"
            class="clear"
            aria-label={tk('search.clear')}
            onClick={() => {
              query.value = '';
            }}
          >
            <Glyph name="close" />
          </button>
        )}
      </div>
      {query.value === '' && example !== null && (
        <p class="search-hint">{tk('search.hint', { name: example.name, example: example.typed })}</p>
      )}
      {!isLarge.value && (
        <button
          type="button"
          class="big"
          aria-expanded={wanted.value}
          onClick={() => {
            wanted.value = !wanted.value;
          }}
        >
          <Glyph name="keypad" />
          <span>{tk(wanted.value ? 'keypad.hide' : 'keypad.show')}</span>
        </button>
      )}
      {!isLarge.value && hasKeypad && <Keypad />}
      <Results />
      {isLarge.value && <Keypad />}
    </section>
  );
}
