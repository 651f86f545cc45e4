/** What can be done with the chosen grid besides painting: split, merge, give a piece away, micro grids, remove. */
import { useSignal } from '@preact/signals';
import { number } from '../../../state/language.ts';
import { BANDS } from '../../../state/plan/band-words.ts';
import { level, tool } from '../../../state/plan/choice.ts';
import { addGrid, giveAwayParts, mergeChoicesOf, mergeGrids, removeGrid } from '../../../state/plan/grid-deeds.ts';
import { slotName } from '../../../state/plan/grid-names.ts';
import type { GridRow } from '../../../state/plan/grid-rows.ts';
import { revision } from '../../../state/plan/opened.ts';
import { BandTag } from '../../../ui/band-tag.tsx';
import { fixHere } from '../propose/fix-here.ts';
import { tp } from '../words.ts';

export function GridActions({ row }: { row: GridRow }) {
  const isMerging = useSignal(false);
  const isLocked = row.record.role === 'locked';
  if (row.numbers.cells === 0)
    return (
      <div class="actions">
        <button class="button" type="button" onClick={() => void removeGrid()}>
          {tp('card.remove')}
        </button>
      </div>
    );
  return (
    <div class="actions">
      {row.parts > 1 && !isLocked && (
        <button class="button primary" type="button" onClick={() => void giveAwayParts(row)}>
          {tp('card.giveAway')}
        </button>
      )}
      {level.value === 'grid' && row.record.role === 'free' && (row.band === 'under' || row.band === 'over') && (
        <button class="button primary" type="button" onClick={() => fixHere(row)}>
          {tp('card.fix')} <kbd class="key">F</kbd>
        </button>
      )}
      <button
        class="button"
        type="button"
        disabled={isLocked}
        onClick={() => {
          tool.value = 'split';
        }}
      >
        {tp('card.split')} <kbd class="key">X</kbd>
      </button>
      <button
        class="button"
        type="button"
        disabled={isLocked}
        aria-expanded={isMerging.value}
        onClick={() => {
          isMerging.value = !isMerging.value;
        }}
      >
        {tp('card.merge')} <kbd class="key">M</kbd>
      </button>
      {level.value === 'grid' && row.record.kind !== 'micro' && (
        <button class="button" type="button" onClick={() => void addGrid(row.community, row.slot)}>
          {tp('card.micro.make')}
        </button>
      )}
      {isMerging.value && <MergeChoices row={row} />}
    </div>
  );
}

function MergeChoices({ row }: { row: GridRow }) {
  void revision.value;
  const choices = mergeChoicesOf(row);
  if (choices.length === 0) return <p class="hint">{tp('card.mergeNone')}</p>;
  return (
    <ul class="choices">
      {choices.map((choice) => {
        const { slot, households, band } = choice;
        const word = band === null ? 'none' : BANDS[band.state];
        return (
          <li key={slot}>
            <button class="button" type="button" onClick={() => void mergeGrids(row, choice)}>
              <span>
                {tp('card.mergeInto', { name: slotName(row.community, level.value, slot), count: number(households) })}
              </span>
              {word !== 'none' && <BandTag result={word} />}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
