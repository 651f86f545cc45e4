/** A building of the own grid, from a list that needs no network: the nearest first, or by a part of its name. */
import { useSignal } from '@preact/signals';
import { byName } from '../state/name-order.ts';
import { SearchField } from './search-field.tsx';
import { metresBetween } from './state/ground.ts';
import { type Building, buildings } from './state/parts.ts';
import { here } from './state/position.ts';
import { distanceText, tf } from './words.ts';

const MOST = 60;

export function BuildingPicker({ choose }: { choose: (building: Building) => void }) {
  const words = useSignal('');
  const at = here.value;
  const wanted = words.value.trim().toLowerCase();
  const found = (buildings.value ?? [])
    .filter(({ name, code }) => wanted === '' || `${name} ${code}`.toLowerCase().includes(wanted))
    .map((building) => ({
      building,
      away: at === null ? null : metresBetween(at.lon, at.lat, building.lon, building.lat),
    }))
    .sort((a, b) => (a.away ?? 0) - (b.away ?? 0) || byName(a.building.name, b.building.name));
  if (buildings.value === null || buildings.value.length === 0) return <p class="note">{tf('buildings.none')}</p>;
  return (
    <>
      <SearchField label={tf('buildings.search')} words={words} />
      <ul class="rows pick">
        {found.slice(0, MOST).map(({ building, away }) => (
          <li key={building.code}>
            <button class="task-row" type="button" data-place={building.code} onClick={() => choose(building)}>
              <span class="main">
                <b>{building.name}</b>
              </span>
              {away !== null && <span class="hint">{distanceText(away)}</span>}
            </button>
          </li>
        ))}
      </ul>
      {found.length === 0 && <p class="hint">{tf('buildings.no')}</p>}
    </>
  );
}
