/** Looks for a building by name or address while it is typed; what is not found can be reported as it was written. */
import type { PlaceFeature } from '../../../server/contract/places.ts';
import { searchPlaces } from '../../api/atlas.ts';
import { countyCode } from '../../state/areas.ts';
import { showPlace } from '../../state/command/chosen.ts';
import { setWhere } from '../../state/command/draft.ts';
import { ChoiceBox } from './choice-box.tsx';
import { tcr } from './report-words.ts';
import { useLookup } from './use-lookup.ts';

const nameOf = ({ properties: { name, address, code } }: PlaceFeature): string =>
  [name, address].filter((text) => text !== null && text !== '').join(' · ') || code;

function choosePlace(place: PlaceFeature): void {
  const [lon = 0, lat = 0] = place.geometry.coordinates;
  setWhere({ by: 'place', code: place.properties.code, name: nameOf(place), lon, lat });
  showPlace(lon, lat);
}

export function AddressSearch() {
  const { text, found, ask } = useLookup((query, signal) =>
    searchPlaces(query.slice(0, 60), countyCode.peek(), null, signal),
  );
  const query = text.value.trim();
  const results = query === '' ? [] : (found.value ?? []);
  const asText = () => {
    const written = text.peek().trim();
    if (written !== '') setWhere({ by: 'address', text: written });
  };
  return (
    <ChoiceBox
      name="address"
      label={tcr('where.search')}
      placeholder={tcr('where.searchHint')}
      maxLength={300}
      text={text.value}
      onText={ask}
      choices={results.map((place) => ({ key: place.properties.code, value: place, text: nameOf(place) }))}
      onChoose={choosePlace}
      onEnter={asText}
    >
      {query !== '' && found.value !== null && (
        <>
          {results.length === 0 && <p class="hint">{tcr('where.none')}</p>}
          <button class="button" type="button" onClick={asText}>
            {tcr('where.asText', { text: query })}
          </button>
        </>
      )}
    </ChoiceBox>
  );
}
