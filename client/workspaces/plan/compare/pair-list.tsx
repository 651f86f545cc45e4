// biome-ignore-all lint/a11y/useSemanticElements: rows of a long list are placed by hand, which a table element cannot do
// biome-ignore-all lint/a11y/useFocusableInteractive: one row is in the tab order, cells and headings are not
/** From which grid to which, most households first. Choosing a pair shows it on the map and narrows the list of buildings. */
import { number } from '../../../state/language.ts';
import { choosePair, chosenPair, pairs } from '../../../state/plan/compare.ts';
import { isSamePair, pairText } from '../../../state/plan/compare-moves.ts';
import { moveText, tc } from '../../../state/plan/compare-words.ts';
import { useLongList } from '../../../ui/long-list.ts';

export function PairList() {
  const shown = pairs.value;
  const now = chosenPair.value;
  const list = useLongList({
    count: shown.length,
    chosen: now === null ? -1 : shown.findIndex((pair) => isSamePair(pair, now)),
    rows: shown,
    onEnter: (index) => choosePair(shown[index] ?? null),
  });
  return (
    <div class="table pairs" role="grid" aria-label={tc('compare.pairList')} aria-rowcount={shown.length + 1}>
      <div class="head" role="row" aria-rowindex={1}>
        <span role="columnheader">{tc('compare.move')}</span>
        <span class="right" role="columnheader">
          {tc('compare.buildingHead')}
        </span>
        <span class="right" role="columnheader">
          {tc('compare.households')}
        </span>
      </div>
      <div class="rows" role="rowgroup" ref={list.body} onScroll={list.measure} onKeyDown={list.press}>
        <div class="spacer" role="presentation" style={{ height: `${list.height}px` }} />
        {list.drawn.map((index) => {
          const pair = shown[index];
          if (!pair) return null;
          const isChosen = now !== null && isSamePair(pair, now);
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the list
            <div
              key={pairText(pair)}
              role="row"
              aria-rowindex={index + 2}
              aria-selected={isChosen}
              data-pair={pairText(pair)}
              tabIndex={index === list.at ? 0 : -1}
              style={{ top: `${index * list.row}px` }}
              onClick={() => {
                list.moveTo(index);
                choosePair(isChosen ? null : pair);
              }}
            >
              <span role="gridcell" class="name">
                {moveText(pair)}
              </span>
              <span class="right" role="gridcell">
                {number(pair.buildings)}
              </span>
              <span class="right" role="gridcell">
                {number(pair.households)}
              </span>
            </div>
          );
        })}
      </div>
    </div>
  );
}
