/** One box for everything that has a name: combobox with a list, by keyboard, safe with Chinese input methods. */
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { announce } from '../../state/announce.ts';
import { problemText, t } from '../../state/language.ts';
import { ComboField, ComboList } from '../../ui/combo-box.tsx';
import { fetched } from '../../ui/fetched.tsx';
import { Icon } from '../../ui/icon.tsx';
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
  const now = search.value;
  const results: readonly Result[] = 'results' in now ? now.results : [];
  const shown = open.value && now.state !== 'idle';

  useEffect(() => {
    if (now.state !== 'found' || !open.peek()) return;
    active.value = now.results.length > 0 ? 0 : -1;
    announce(t('search.count', { count: now.results.length }));
  }, [now]);

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

  const clear = (event: KeyboardEvent) => {
    event.preventDefault();
    event.stopPropagation();
    if (text.value === '' && !shown) input.current?.blur();
    text.value = '';
    open.value = false;
    stopSearch();
  };

  const take = () => {
    const result = results[active.value];
    if (now.state === 'found' && result) choose(result);
    else ask(text.value, true);
  };

  return (
    <search class="search">
      <div class="box">
        <Icon name="search" />
        <ComboField
          field={input}
          id="search"
          enterKeyHint="search"
          maxLength={60}
          aria-label={t('search.label')}
          placeholder={t('search.placeholder')}
          list="search-results"
          choiceId={(index) => `result-${index}`}
          count={results.length}
          active={active}
          open={shown}
          text={text.value}
          onText={type}
          onEnter={take}
          onEscape={clear}
          onMove={() => {
            open.value = true;
          }}
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
      <ComboList class="results" id="search-results" label={t('search.results')} active={active} hidden={!shown}>
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
      </ComboList>
    </search>
  );
}
