/** Painting: how the plan stands, its grids, its problems, what was done. The tools lie on the map. */
import { useSignal } from '@preact/signals';
import { type ComponentType, Fragment } from 'preact';
import { useEffect } from 'preact/hooks';
import { planPart } from '../../map/layers/plan-part.ts';
import { BAND_SIGNS } from '../../state/band-signs.ts';
import { number } from '../../state/language.ts';
import { mapPart } from '../../state/map-part.ts';
import { chosen, level } from '../../state/plan/choice.ts';
import { dropCut } from '../../state/plan/cut-question.ts';
import { addGrid } from '../../state/plan/grid-deeds.ts';
import { bandCounts, gridCount } from '../../state/plan/grid-rows.ts';
import { plan } from '../../state/plan/head.ts';
import { mayEdit, planSession } from '../../state/plan/opened.ts';
import { problemCount } from '../../state/plan/problem-list.ts';
import { workspaceKeys } from '../../ui/keys.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { DRAW_KEYS } from './draw/draw-keys.ts';
import { GridList } from './draw/grid-list.tsx';
import { History } from './draw/history.tsx';
import { ProblemList } from './draw/problem-list.tsx';
import { RuleList } from './draw/rule-list.tsx';
import { FIX_KEY, GHOST_KEYS } from './propose/ghost-keys.ts';
import { tp } from './words.ts';

const TABS = ['grids', 'problems', 'rules', 'history'] as const;
type Tab = (typeof TABS)[number];
const PANELS: Record<Tab, ComponentType> = {
  grids: GridList,
  problems: ProblemList,
  rules: RuleList,
  history: History,
};

export function DrawView() {
  const tab = useSignal<Tab>('grids');
  useEffect(() => {
    workspaceKeys.value = [...GHOST_KEYS, FIX_KEY, ...DRAW_KEYS];
    mapPart.value = planPart;
    return () => {
      mapPart.value = null;
      workspaceKeys.value = [];
      dropCut();
    };
  }, []);
  const Panel = PANELS[tab.value];
  return (
    <>
      <Summary />
      <div class="plan-tabs">
        <Segmented
          label={tp('tabs')}
          value={tab.value}
          onChoose={(next) => {
            tab.value = next;
          }}
          choices={TABS.map((value) => ({
            value,
            label: tp(`tab.${value}`),
            ...(value === 'problems' ? { count: number(problemCount.value) } : {}),
          }))}
        />
      </div>
      <Panel />
    </>
  );
}

const ORDER = ['in', 'under', 'over', 'none'] as const;

function Summary() {
  const { min, max } = planSession.value?.standard ?? { min: 0, max: 0 };
  const isMicro = level.value === 'micro';
  const undrawn = plan.value?.communities.filter(({ drawn }) => !drawn) ?? [];
  return (
    <div class="plan-summary">
      <div class="line">
        <Segmented
          label={tp('level')}
          value={level.value}
          onChoose={(next) => {
            level.value = next;
            chosen.value = null;
          }}
          choices={[
            { value: 'grid', label: tp('level.grid') },
            { value: 'micro', label: tp('level.micro') },
          ]}
        />
        {mayEdit.value && level.value === 'grid' && <AddGrid />}
      </div>
      <p>{tp(isMicro ? 'summary.micro' : 'summary', { grids: gridCount.value, min, max })}</p>
      {!isMicro && (
        <p class="bands">
          {ORDER.map((band) => {
            const count = bandCounts.value[band];
            if (count === 0) return <Fragment key={band} />;
            return (
              <span class={`tag ${band}`} key={band}>
                <span aria-hidden="true">{BAND_SIGNS[band]}</span>
                {tp(`summary.${band}`, { count })}
              </span>
            );
          })}
        </p>
      )}
      {undrawn.length > 0 && <p class="hint">{tp('undrawn', { names: undrawn.map(({ name }) => name) })}</p>}
      {!mayEdit.value && <p class="hint">{tp('readOnly')}</p>}
    </div>
  );
}

/** In the community of the chosen grid, else in the only one there is. */
function AddGrid() {
  const codes = planSession.value === null ? [] : [...planSession.value.plan.communities.keys()];
  const community = chosen.value?.community ?? (codes.length === 1 ? codes[0] : undefined);
  if (community === undefined) return null;
  return (
    <button class="button" type="button" onClick={() => void addGrid(community)}>
      {tp('card.addGrid')} <kbd class="key">A</kbd>
    </button>
  );
}
