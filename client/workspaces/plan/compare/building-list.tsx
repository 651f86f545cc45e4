// biome-ignore-all lint/a11y/useSemanticElements: rows of a long list are placed by hand, which a table element cannot do
// biome-ignore-all lint/a11y/useFocusableInteractive: one row is in the tab order, cells and headings are not
/** Every building that changes grid: address, households, old and new grid with the worker of each. Linked with the map. */
import type { MovedBuilding } from '../../../../server/contract/plan-compare.ts';
import { number } from '../../../state/language.ts';
import {
  buildingOrder,
  buildings,
  chooseBuilding,
  choosePair,
  chosenPair,
  chosenPlace,
  compared,
  pairs,
  pointedPlace,
} from '../../../state/plan/compare.ts';
import { type BuildingSort, pairText, readPair } from '../../../state/plan/compare-moves.ts';
import { buildingName, moveText, tc, workerOf } from '../../../state/plan/compare-words.ts';
import { useLongList } from '../../../ui/long-list.ts';
import { LongRows, type RowPlace } from '../../../ui/long-rows.tsx';
import { SortHead } from '../../../ui/sort-head.tsx';

const HEADS = [
  { by: 'address', label: 'compare.building', right: false },
  { by: 'pair', label: 'compare.move', right: false },
  { by: 'households', label: 'compare.households', right: true },
] as const;

function sortBy(by: BuildingSort): void {
  const { sortBy: now, descending } = buildingOrder.value;
  buildingOrder.value = { sortBy: by, descending: by === now ? !descending : by === 'households' };
}

export function BuildingList() {
  const shown = buildings.value;
  const list = useLongList({
    count: shown.length,
    chosen: chosenPlace.value === null ? -1 : shown.findIndex(({ place }) => place === chosenPlace.value),
    rows: shown,
    onEnter: (index) => chooseBuilding(shown[index] ?? null),
  });
  if (compared.value?.moved.buildings === 0) return <p class="empty">{tc('compare.noneMoved')}</p>;
  return (
    <>
      <PairFilter />
      <div class="table moved" role="grid" aria-label={tc('compare.list')} aria-rowcount={shown.length + 1}>
        <div class="head" role="row" aria-rowindex={1}>
          {HEADS.map(({ by, label, right }) => (
            <SortHead key={by} {...{ by, right }} label={tc(label)} sorting={buildingOrder.value} onSort={sortBy} />
          ))}
        </div>
        <LongRows
          list={list}
          rows={shown}
          onChoose={chooseBuilding}
          onLeave={() => {
            pointedPlace.value = null;
          }}
        >
          {(building, place) => <Row key={building.place} building={building} {...place} />}
        </LongRows>
      </div>
      <p class="hint compare-note">{tc('compare.workersNote')}</p>
    </>
  );
}

function PairFilter() {
  const now = chosenPair.value;
  return (
    <div class="filter">
      <select
        class="input"
        aria-label={tc('compare.filter')}
        value={now === null ? '' : pairText(now)}
        onChange={(event) => choosePair(readPair(event.currentTarget.value))}
      >
        <option value="">{tc('compare.allPairs', { count: compared.value?.moved.buildings ?? 0 })}</option>
        {pairs.value.map((pair) => (
          <option key={pairText(pair)} value={pairText(pair)}>
            {tc('compare.pairOption', { pair: moveText(pair), count: pair.buildings })}
          </option>
        ))}
      </select>
    </div>
  );
}

function Row({ building, index, top, reachable, onChoose }: RowPlace & { building: MovedBuilding }) {
  const { place, households, from, to } = building;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the list
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={place === chosenPlace.value}
      data-place={place}
      data-hover={place === pointedPlace.value}
      tabIndex={reachable ? 0 : -1}
      style={{ top: `${top}px` }}
      onClick={onChoose}
      onMouseEnter={() => {
        pointedPlace.value = place;
      }}
    >
      <span role="gridcell" class="name">
        {buildingName(building)}
      </span>
      <span role="gridcell" class="move">
        {moveText(building)}
      </span>
      <span role="gridcell" class="right count">
        {households === null ? tc('compare.unknown') : number(households)}
      </span>
      <span role="gridcell" class="workers">
        {tc('compare.worker')} {workerOf(from) ?? tc('compare.nobody')} → {workerOf(to) ?? tc('compare.nobody')}
      </span>
    </div>
  );
}
