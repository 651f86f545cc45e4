/**
 * The buildings of the chosen grid, the largest first, each with a way to another grid: what the brush does, without a map and
 * without a drag. One that alone has more than the standard explains why the grid cannot be smaller.
 */
import { useComputed, useSignal } from '@preact/signals';
import { number } from '../../../state/language.ts';
import { level } from '../../../state/plan/choice.ts';
import { giveCells, mergeChoicesOf } from '../../../state/plan/grid-deeds.ts';
import { gridName } from '../../../state/plan/grid-names.ts';
import { type GridRow, gridRows } from '../../../state/plan/grid-rows.ts';
import { mayEdit, planSession } from '../../../state/plan/opened.ts';
import { placeName } from '../../../state/plan/place-names.ts';
import { tp } from '../words.ts';

const PAGE = 12;

interface Building {
  readonly cell: number;
  readonly name: string;
  readonly households: number;
}

export function GridBuildings({ row }: { row: GridRow }) {
  const isOpen = useSignal(false);
  if (row.numbers.cells === 0) return null;
  return (
    <details
      class="buildings"
      open={isOpen.value}
      onToggle={(event) => {
        isOpen.value = event.currentTarget.open;
      }}
    >
      <summary>{tp('card.buildings')}</summary>
      {isOpen.value && <Buildings row={row} />}
    </details>
  );
}

function Buildings({ row }: { row: GridRow }) {
  const shown = useSignal(PAGE);
  const community = planSession.value?.community(row.community);
  if (community === undefined) return null;
  const buildings = community.divisions[level.value].numbers
    .cellsOf(row.slot)
    .flatMap((cell): Building[] => {
      const { places, households } = community.layer.cells[cell]!;
      const names = places.map((place) => placeName(place));
      return places.length === 0 ? [] : [{ cell, name: names.join('、'), households }];
    })
    .sort((a, b) => b.households - a.households || a.cell - b.cell);
  const [largest] = buildings;
  const max = planSession.value?.standard.max ?? Infinity;
  return (
    <>
      {largest !== undefined && row.band === 'over' && largest.households > max && (
        <p class="note">{tp('card.why.over', { name: largest.name, count: largest.households, max })}</p>
      )}
      <ul>
        {buildings.slice(0, shown.value).map((building) => (
          <li key={building.cell}>
            <span class="name">{building.name}</span>
            <span class="households">{building.households < 0 ? '–' : number(building.households)}</span>
            {mayEdit.value && row.record.role !== 'locked' && <Move row={row} building={building} />}
          </li>
        ))}
      </ul>
      {buildings.length > shown.value && (
        <button
          class="button"
          type="button"
          onClick={() => {
            shown.value += 10 * PAGE;
          }}
        >
          {tp('card.buildings.more', { count: buildings.length - shown.value })}
        </button>
      )}
    </>
  );
}

function Move({ row, building: { cell, name } }: { row: GridRow; building: Building }) {
  const others = useComputed(() => {
    const near = new Set(mergeChoicesOf(row).map(({ slot }) => slot));
    const rows = gridRows.value.filter(({ community, slot }) => community === row.community && slot !== row.slot);
    return [...rows].sort((a, b) => Number(near.has(b.slot)) - Number(near.has(a.slot)));
  });
  return (
    <select
      class="input"
      aria-label={tp('card.buildings.moveLabel', { name })}
      value=""
      onChange={(event) => {
        const { value } = event.currentTarget;
        event.currentTarget.value = '';
        if (value !== '') giveCells(row.community, [cell], Number(value));
      }}
    >
      <option value="">{tp('card.buildings.move')}</option>
      {others.value.map((other) => (
        <option key={other.slot} value={other.slot}>
          {gridName(other.record, other.slot)}
        </option>
      ))}
    </select>
  );
}
