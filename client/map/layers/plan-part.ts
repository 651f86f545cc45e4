/** The plan's part of the map: what is drawn, what follows the work on it, and the hand that works. */
import { computed, effect, untracked } from '@preact/signals';
import type { Feature, FeatureCollection } from 'geojson';
import type { Map as MapLibreMap } from 'maplibre-gl';
import { UNASSIGNED } from '../../../server/partition/plan/cell-ranges.ts';
import { boundaries } from '../../state/areas.ts';
import { grids } from '../../state/grids.ts';
import { language } from '../../state/language.ts';
import type { MapPart } from '../../state/map-part.ts';
import { chosen, level, pointed, tool } from '../../state/plan/choice.ts';
import { ghost } from '../../state/plan/ghost.ts';
import { coversGrids, lastChange, planSession, revision } from '../../state/plan/opened.ts';
import { gridsCovered } from '../../state/view.ts';
import { feedSource } from '../feed-source.ts';
import { enterPlan, planPointer } from '../interact/plan-pointer.ts';
import { PLAN_SOURCES, planLayers } from './plan.ts';
import { followHand } from './plan-hand.ts';
import { PLAN_IMAGES } from './plan-images.ts';
import { followMarks } from './plan-marks-follow.ts';
import { isVast, PlanPainter } from './plan-painter.ts';

/** Communities of the county that the plan is not about lie under a veil. */
function veil(): FeatureCollection {
  const own = planSession.value?.plan.communities;
  const others =
    own === undefined
      ? []
      : [...boundaries.value.values()].filter(({ code, level }) => level === 'community' && !own.has(code));
  return {
    type: 'FeatureCollection',
    features: others.flatMap(({ boundary }): Feature[] =>
      boundary ? [{ type: 'Feature', properties: {}, geometry: boundary as Feature['geometry'] }] : [],
    ),
  };
}

function followPainter(painter: PlanPainter): () => void {
  let seen = -1;
  let session = planSession.peek();
  return effect(() => {
    const now = planSession.value;
    const at = revision.value;
    // colours of the grids in force may arrive later than the plan
    void grids.value;
    const of = level.value;
    untracked(() => {
      const touched = lastChange.value;
      const isNext = now === session && at === seen + 1 && touched !== null;
      if (now !== session || seen < 0) painter.open(now);
      const isSame = now === session && at === seen;
      painter.paint(of, isNext && !isSame ? touched : null);
      session = now;
      seen = at;
    });
  });
}

function follow(map: MapLibreMap): () => void {
  const painter = new PlanPainter(map);
  const stops = [
    effect(() => {
      gridsCovered.value = coversGrids.value;
    }),
    followPainter(painter),
    effect(() => {
      void language.value;
      painter.rename();
    }),
    feedSource(map, 'plan-veil', veil),
    followHand(map, painter),
    followMarks(map, painter),
    planPointer(map),
  ];
  return () => {
    for (const stop of stops) stop();
    painter.stop();
    gridsCovered.value = false;
  };
}

const isTouched = computed(() => pointed.value !== null && tool.value === 'pick');
const isChosen = computed(() => chosen.value !== null);
const communities = computed(() => [...(planSession.value?.plan.communities.values() ?? [])]);
const hasLocked = computed(() => {
  void revision.value;
  return communities.value.some(({ divisions }) =>
    [divisions.grid, divisions.micro].some(({ slots }) => slots.some((record) => record?.role === 'locked')),
  );
});
const hasUnassigned = computed(() => {
  void revision.value;
  return communities.value.some(({ divisions }) => divisions.grid.numbers.numbers(UNASSIGNED).cells > 0);
});
const vast = computed(() => isVast(planSession.value));
const hasGhost = computed(() => ghost.value !== null);

export const planPart: MapPart = {
  sources: PLAN_SOURCES,
  images: PLAN_IMAGES,
  layers: (view) =>
    planLayers(view, {
      touched: isTouched.value,
      chosen: isChosen.value,
      ghost: hasGhost.value,
      locked: hasLocked.value,
      unassigned: hasUnassigned.value,
      vast: vast.value,
    }),
  follow,
  // What a press on the plan means is plan-pointer's; without a plan a click asks about the ground as elsewhere.
  click: () => planSession.peek() !== null,
  enter: enterPlan,
};
