/** Two plans or editions side by side: what is better, who moves, which grids change. */
import { useSignalEffect } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';
import { comparePart } from '../../map/layers/compare-part.ts';
import { announce } from '../../state/announce.ts';
import { problemText } from '../../state/language.ts';
import { mapPart } from '../../state/map-part.ts';
import {
  COMPARE_TABS,
  type CompareTab,
  chooseTab,
  chosenBuilding,
  chosenPair,
  compareAgain,
  compared,
  compareTab,
  comparison,
  followComparison,
  isSame,
  showChanges,
} from '../../state/plan/compare.ts';
import { buildingName, moveText, tc } from '../../state/plan/compare-words.ts';
import { workspaceKeys } from '../../ui/keys.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { BuildingList } from './compare/building-list.tsx';
import { compareKeys } from './compare/compare-keys.ts';
import { Files } from './compare/files.tsx';
import { GridChanges } from './compare/grid-changes.tsx';
import { MapKey } from './compare/map-key.tsx';
import { MetricsTable } from './compare/metrics-table.tsx';
import { Moves } from './compare/moves.tsx';
import { BackToOwn, Notices, Same } from './compare/notices.tsx';
import { PairLine } from './compare/pair-line.tsx';
import { Sides } from './compare/sides.tsx';
import { Tally } from './compare/tally.tsx';
import '../../theme/plan-compare.css';
import '../../theme/plan-compare-tables.css';

const PANELS: Record<CompareTab, ComponentType> = {
  metrics: MetricsTable,
  moves: Moves,
  buildings: BuildingList,
  grids: GridChanges,
};

function useComparison(): void {
  useEffect(() => {
    mapPart.value = comparePart;
    workspaceKeys.value = compareKeys;
    const stop = followComparison();
    return () => {
      stop();
      mapPart.value = null;
      workspaceKeys.value = [];
    };
  }, []);
  useSignalEffect(() => {
    const found = compared.value;
    if (found === null) return;
    const { buildings, households } = found.moved;
    showChanges(window.matchMedia('(max-width: 48rem)').matches);
    announce(isSame.value ? tc('compare.same') : tc('compare.movedSaid', { buildings, households }));
  });
  useSignalEffect(() => {
    const one = chosenBuilding.value;
    if (one !== null) announce(tc('compare.chosen', { name: buildingName(one), move: moveText(one) }));
  });
}

export function CompareView() {
  useComparison();
  const { found, loading, problem } = comparison.value;
  return (
    <div class="compare list" aria-busy={loading}>
      <div class="compare-top">
        <Sides />
        {loading && <p class="hint">{tc(found === null ? 'compare.loading' : 'compare.updating')}</p>}
        {problem !== null && (
          <div class="note bad" role="alert">
            <p>{problemText(problem.code, problem.params, 'problem.other')}</p>
            <div class="row">
              <button class="button" type="button" onClick={compareAgain}>
                {tc('compare.again')}
              </button>
              <BackToOwn />
            </div>
          </div>
        )}
        {found !== null && <Notices />}
        {found !== null && !isSame.value && <Tally />}
        {found !== null && !isSame.value && <MapKey />}
      </div>
      {found !== null && (isSame.value ? <Same /> : <Found />)}
    </div>
  );
}

function Found() {
  const Panel = PANELS[compareTab.value];
  return (
    <>
      <div class="compare-tabs">
        <Segmented
          label={tc('compare.tabs')}
          value={compareTab.value}
          onChoose={chooseTab}
          choices={COMPARE_TABS.map((value) => ({ value, label: tc(`tab.compare.${value}`) }))}
        />
      </div>
      {chosenPair.value !== null && compareTab.value === 'moves' && <PairLine />}
      <Panel key={compareTab.value} />
      <Files />
    </>
  );
}
