/** Looks for a building by name or address while it is typed; what is not found can be reported as it was written. */
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { PlaceFeature } from '../../../server/contract/places.ts';
import { searchPlaces } from '../../api/atlas.ts';
import { isAbort } from '../../api/request.ts';
import { countyCode } from '../../state/areas.ts';
import { showPlace } from '../../state/command/chosen.ts';
import { setWhere } from '../../state/command/draft.ts';
import { moveCursor } from '../../ui/list-cursor.ts';
import { tcr } from './report-words.ts';

const REST_MS = 200;
const nameOf = ({ properties: { name, address, code } }: PlaceFeature): string =>
  [name, address].filter((text) => text !== null && text !== '').join(' · ') || code;

function choosePlace(place: PlaceFeature): void {
  const [lon = 0, lat = 0] = place.geometry.coordinates;
  setWhere({ by: 'place', code: place.properties.code, name: nameOf(place), lon, lat });
  showPlace(lon, lat);
}

export function AddressSearch() {
  const text = useSignal('');
  const found = useSignal<readonly PlaceFeature[] | null>(null);
  const active = useSignal(-1);
  const running = useRef<AbortController | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      running.current?.abort();
    },
    [],
  );

  const ask = (value: string) => {
    text.value = value;
    active.value = -1;
    clearTimeout(timer.current);
    running.current?.abort();
    const query = value.trim();
    if (query === '') {
      found.value = null;
      return;
    }
    timer.current = setTimeout(() => {
      const controller = new AbortController();
      running.current = controller;
      searchPlaces(query.slice(0, 60), countyCode.peek(), null, controller.signal).then(
        (places) => {
          found.value = places;
        },
        (error) => {
          if (!isAbort(error)) found.value = [];
        },
      );
    }, REST_MS);
  };
  const asText = () => setWhere({ by: 'address', text: text.peek().trim() });
  const query = text.value.trim();
  const results = query === '' ? [] : (found.value ?? []);
  const press = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      const place = results[active.value];
      if (place) choosePlace(place);
      else if (query !== '') asText();
      return;
    }
    if (event.key === 'Home' || event.key === 'End') return;
    const next = moveCursor(event.key, active.value, results.length);
    if (next === null) return;
    event.preventDefault();
    active.value = next;
  };
  const isOpen = results.length > 0;
  return (
    <div class="address-search">
      <input
        class="input"
        name="address"
        role="combobox"
        autocomplete="off"
        spellcheck={false}
        maxLength={300}
        aria-label={tcr('where.search')}
        aria-expanded={isOpen}
        aria-controls="address-results"
        aria-activedescendant={active.value >= 0 ? `address-${active.value}` : undefined}
        placeholder={tcr('where.searchHint')}
        value={text.value}
        onInput={(event) => {
          if ((event as InputEvent).isComposing) text.value = event.currentTarget.value;
          else ask(event.currentTarget.value);
        }}
        onCompositionEnd={(event) => ask(event.currentTarget.value)}
        onKeyDown={press}
      />
      <div id="address-results" role="listbox" aria-label={tcr('where.search')} hidden={!isOpen}>
        {results.map((place, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the field
          // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus
          <div
            key={place.properties.code}
            id={`address-${index}`}
            role="option"
            aria-selected={index === active.value}
            onClick={() => choosePlace(place)}
          >
            {nameOf(place)}
          </div>
        ))}
      </div>
      {query !== '' && found.value !== null && (
        <>
          {results.length === 0 && <p class="hint">{tcr('where.none')}</p>}
          <button class="button" type="button" onClick={asText}>
            {tcr('where.asText', { text: query })}
          </button>
        </>
      )}
    </div>
  );
}
