/** The pair that is looked at, with the way to its buildings and out of it. */
import { choosePair, chooseTab, chosenPair } from '../../../state/plan/compare.ts';
import { moveText, tc } from '../../../state/plan/compare-words.ts';
import { Icon } from '../../../ui/icon.tsx';

export function PairLine() {
  const pair = chosenPair.value;
  if (pair === null) return null;
  return (
    <div class="compare-pair">
      <strong>{moveText(pair)}</strong>
      <button class="button" type="button" onClick={() => chooseTab('buildings')}>
        {tc('compare.showBuildings')}
      </button>
      <button
        class="plain"
        type="button"
        aria-label={tc('compare.clearPair')}
        title={tc('compare.clearPair')}
        onClick={() => choosePair(null)}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}
