/** One box for everything that has a name: combobox with a list, by keyboard, safe with Chinese input methods. */
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { announce } from '../../state/announce.ts';
import { problemText, t } from '../../state/language.ts';
import { fetched } from '../../ui/fetched.tsx';
import { Icon } from '../../ui/icon.tsx';
import { moveCursor } from '../../ui/list-cursor.ts';
import { chooseResult } from './choose.ts';
import { ask, search, stopSearch } from './search.ts';
import type { Result } from './search-results.ts';

/** On its way while the service looks for the first results. */
const ResultRows = fetched(() => import('./result-row.tsx').then((module) => module.ResultRows));

export function SearchBox() {
  const text = useSignal('');
  const open = useSignal(false);
  const active = useSignal(-1);
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const now = search.value;
  const results: readonly Result[] = 'results' in now ? now.results : [];
  const shown = open.value && now.state !== 'idle';

  useEffect(() => {
    if (now.state !== 'found' || !open.peek()) return;
    active.value = now.results.length > 0 ? 0 : -1;
    announce(t('search.count', { count: now.results.length }));
  }, [now]);

  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [active.value]);

  const choose = (result: Result) => {
    open.value = false;
    text.value = '';
    stopSearch();
    input.current?.blur();
    void chooseResult(result);
  };

  const type = (value: string, composing: boolean) => {
    text.value = value;
    open.value = true;
    active.value = -1;
    // half-typed pinyin is no question
    if (!composing) ask(value);
  };

  const press = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      if (text.value === '' && !shown) input.current?.blur();
      text.value = '';
      open.value = false;
      stopSearch();
      return;
    }
    if (event.key === 'Enter') {
      const result = results[active.value];
      if (now.state === 'found' && result) choose(result);
      else ask(text.value, true);
      return;
    }
    if (event.key === 'Home' || event.key === 'End') return;
    const next = moveCursor(event.key, active.value, results.length);
    if (next === null) return;
    event.preventDefault();
    open.value = true;
    active.value = next;
  };

  return (
    <search class="search">
      <div class="box">
        <Icon name="search" />
        <input
          ref={input}
          id="search"
          class="input"
          type="text"
          enterKeyHint="search"
          role="combobox"
          autocomplete="off"
          spellcheck={false}
          maxLength={60}
          aria-label={t('search.label')}
          aria-expanded={shown}
          aria-controls="search-results"
          aria-autocomplete="list"
          aria-activedescendant={active.value >= 0 && shown ? `result-${active.value}` : undefined}
          placeholder={t('search.placeholder')}
          value={text.value}
          onInput={(event) => type(event.currentTarget.value, (event as InputEvent).isComposing)}
          onCompositionEnd={(event) => type(event.currentTarget.value, false)}
          onKeyDown={press}
          onFocus={() => {
            open.value = true;
          }}
          onBlur={() => {
            open.value = false;
          }}
        />
        {text.value === '' ? (
          <kbd class="key">/</kbd>
        ) : (
          <button
            class="plain"
            type="button"
            aria-label={t('search.clear')}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => {
              text.value = '';
              stopSearch();
              input.current?.focus();
            }}
          >
            <Icon name="close" />
          </button>
        )}
      </div>
      <div
        ref={list}
        class="results"
        id="search-results"
        role="listbox"
        aria-label={t('search.results')}
        hidden={!shown}
        onMouseDown={(event) => event.preventDefault()}
      >
        {shown && now.state === 'refused' && <p class="say">{problemText(now.problem.code, now.problem.params)}</p>}
        {shown && now.state === 'asking' && results.length === 0 && <p class="say">{t('search.asking')}</p>}
        {shown && now.state === 'found' && results.length === 0 && <p class="say">{t('search.none')}</p>}
        {shown && (
          <ResultRows
            results={results}
            active={active.value}
            onPoint={(index) => {
              active.value = index;
            }}
            onChoose={choose}
          />
        )}
      </div>
    </search>
  );
}
