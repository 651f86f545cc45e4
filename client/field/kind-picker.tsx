/** What kind of event: large buttons of those most used, and all of them by a part of their name. */
import { useSignal } from '@preact/signals';
import { Glyph } from './glyph.tsx';
import { SearchField } from './search-field.tsx';
import { categoryOf } from './state/parts.ts';
import { kindsByUse } from './state/used-kinds.ts';
import { tf } from './words.ts';

const OFTEN = 8;

export function KindPicker({ chosen, choose }: { chosen: string | null; choose: (code: string | null) => void }) {
  const words = useSignal('');
  const all = useSignal(false);
  const kinds = kindsByUse();
  const picked = chosen === null ? undefined : categoryOf(chosen);
  if (picked !== undefined)
    return (
      <p class="picked">
        <Glyph name="done" />
        <span>
          <b>{picked.name}</b> <span class="hint">{picked.majorName}</span>
        </span>
        <button class="button" type="button" onClick={() => choose(null)}>
          {tf('change')}
        </button>
      </p>
    );
  const wanted = words.value.trim().toLowerCase();
  const found = kinds.filter(
    ({ name, majorName, code }) => wanted === '' || `${name} ${majorName} ${code}`.toLowerCase().includes(wanted),
  );
  const shown = wanted === '' && !all.value ? found.slice(0, OFTEN) : found;
  return (
    <>
      {kinds.length === 0 && <p class="note">{tf('kind.never')}</p>}
      <ul class="kinds">
        {shown.map(({ code, name, majorName }) => (
          <li key={code}>
            <button class="button" type="button" data-category={code} onClick={() => choose(code)}>
              <b>{name}</b>
              <small>{majorName}</small>
            </button>
          </li>
        ))}
      </ul>
      {shown.length === 0 && kinds.length > 0 && <p class="hint">{tf('kind.none')}</p>}
      <div class="search-line">
        <SearchField label={tf('kind.search')} words={words} />
        {!all.value && wanted === '' && found.length > OFTEN && (
          <button
            class="button"
            type="button"
            onClick={() => {
              all.value = true;
            }}
          >
            {tf('kind.all', { count: found.length })}
          </button>
        )}
      </div>
    </>
  );
}
