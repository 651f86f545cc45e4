// biome-ignore-all lint/a11y/useSemanticElements: rows of a long list are placed by hand, which a table element cannot do
// biome-ignore-all lint/a11y/useFocusableInteractive: one row is in the tab order, cells are not
/** Workers on duty by name, linked with the map both ways. */
import { useMemo } from 'preact/hooks';
import type { WorkerPosition } from '../../../../server/contract/positions.ts';
import { announce } from '../../../state/announce.ts';
import { ahead, second } from '../../../state/command/clock.ts';
import { shownPeople, stand, wanted } from '../../../state/command/people/people-list.ts';
import { chosenWorker, pointedWorker } from '../../../state/command/people/positions.ts';
import { areaName, gridName } from '../../../state/command/row-words.ts';
import { flyTo, viewport } from '../../../state/viewport.ts';
import { useLongList } from '../../../ui/long-list.ts';
import { LongRows, type RowPlace } from '../../../ui/long-rows.tsx';
import { agoText, tp } from './people-words.ts';
import { PersonMark } from './person-mark.tsx';

const NEAR_ZOOM = 15.5;
export const showPerson = ({ lon, lat }: Pick<WorkerPosition, 'lon' | 'lat'>): void =>
  flyTo({ lon, lat, zoom: Math.max(NEAR_ZOOM, viewport.peek()?.zoom ?? 0) });

export function choosePerson(one: WorkerPosition): void {
  chosenWorker.value = one.worker;
  showPerson(one);
  announce(tp('spoken.chosen', { name: one.name, fresh: tp(`fresh.${one.fresh}`), place: tp(`place.${one.place}`) }));
}

export function PeopleList() {
  const rows = shownPeople.value;
  // rows move with every position: the chosen one is looked for again only when the list is another one
  const which = useMemo(() => ({}), [stand.value, wanted.value]);
  const list = useLongList({
    count: rows.length,
    chosen: rows.findIndex(({ worker }) => worker === chosenWorker.value),
    rows: which,
    onEnter: (index) => {
      const row = rows[index];
      if (row) choosePerson(row);
    },
  });
  return (
    <div class="table people-table" role="grid" aria-label={tp('list')} aria-rowcount={rows.length}>
      <LongRows
        list={list}
        rows={rows}
        onChoose={choosePerson}
        onLeave={() => {
          pointedWorker.value = null;
        }}
      >
        {(one, place) => <PersonRow key={one.worker} one={one} {...place} />}
      </LongRows>
    </div>
  );
}

function PersonRow({ one, index, top, reachable, onChoose }: { one: WorkerPosition } & RowPlace) {
  const { worker, name, grid, area, fresh, place, at } = one;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the list
    <div
      role="row"
      aria-rowindex={index + 1}
      aria-selected={worker === chosenWorker.value}
      data-worker={worker}
      data-fresh={fresh}
      data-hover={worker === pointedWorker.value}
      tabIndex={reachable ? 0 : -1}
      style={{ top: `${top}px` }}
      onClick={onChoose}
      onMouseEnter={() => {
        pointedWorker.value = worker;
      }}
    >
      <span role="gridcell" class="sign">
        <PersonMark fresh={fresh} place={place} />
      </span>
      <span role="gridcell" class="what">
        <span class="name">{name}</span>
        <span class="code">
          {grid === null ? tp('person.noGrid') : gridName(grid)} · {areaName(area)}
        </span>
      </span>
      <span role="gridcell" class="right">
        <span class={`fresh-tag ${fresh}`}>{tp(`fresh.${fresh}`)}</span>
        <span class="hint">{agoText(at, second.value + ahead.value)}</span>
      </span>
    </div>
  );
}
