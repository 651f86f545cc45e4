/** Buildings by how long nobody has been there, never visited first; linked with their layer of the map. */
import { useEffect, useRef } from 'preact/hooks';
import type { UnvisitedPlace } from '../../../../server/contract/visits.ts';
import { scope } from '../../../state/areas.ts';
import {
  chosenPlace,
  hasMoreUnvisited,
  loadUnvisited,
  presenceProblem,
  unvisited,
  unvisitedBusy,
} from '../../../state/audit-presence.ts';
import { gridByCode } from '../../../state/grids.ts';
import { number } from '../../../state/language.ts';
import { flyTo } from '../../../state/viewport.ts';
import { tv } from './presence-words.ts';

const NEAR_ZOOM = 17;

export function UnvisitedListView() {
  const area = scope.value?.code;
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    unvisited.value = null;
    chosenPlace.value = null;
    if (area === undefined) return;
    const gone = new AbortController();
    void loadUnvisited(area, false, gone.signal);
    return () => gone.abort();
  }, [area]);
  const chosen = chosenPlace.value;
  // chosen on the map, it is looked for in the list
  useEffect(() => {
    list.current?.querySelector('[aria-pressed="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  const places = unvisited.value;
  if (places === null) return presenceProblem.value === null ? <p class="hint">{tv('unvisited.loading')}</p> : null;
  if (places.length === 0) return <p class="empty">{tv('unvisited.none')}</p>;
  return (
    <>
      <p class="hint">
        {tv('unvisited.about')} {tv('unvisited.shown', { count: number(places.length) })}
      </p>
      <ol class="unvisited" ref={list} aria-label={tv('unvisited.list')}>
        {places.map((one) => (
          <Place key={one.place} one={one} isChosen={one.place === chosen} />
        ))}
      </ol>
      {hasMoreUnvisited.value && (
        <button
          class="button"
          type="button"
          disabled={unvisitedBusy.value}
          onClick={() => {
            if (area !== undefined) void loadUnvisited(area, true);
          }}
        >
          {tv('unvisited.more')}
        </button>
      )}
    </>
  );
}

function Place({ one, isChosen }: { one: UnvisitedPlace; isChosen: boolean }) {
  const { place, name, grid, households, days, lon, lat } = one;
  const where = grid === null ? tv('unvisited.noGrid') : (gridByCode.value.get(grid)?.properties.name ?? grid);
  return (
    <li>
      <button
        type="button"
        aria-pressed={isChosen}
        data-place={place}
        onClick={() => {
          chosenPlace.value = place;
          flyTo({ lon, lat, zoom: NEAR_ZOOM });
        }}
      >
        <span class="dot" data-never={days === null} aria-hidden="true" />
        <span class="name">{name}</span>
        <span class="right">
          {days === null
            ? tv('unvisited.never')
            : days === 0
              ? tv('unvisited.today')
              : tv('unvisited.days', { n: days })}
        </span>
        <span class="hint">
          {where}
          {households !== null && <> · {tv('unvisited.households', { count: households })}</>}
        </span>
      </button>
    </li>
  );
}
