/** Marks of a plan follow what they tell of: parted grids after each change, the last refusal, the proposal on the screen. */
import { computed, effect } from '@preact/signals';
import type { Feature } from 'geojson';
import type { Map as MapLibreMap } from 'maplibre-gl';
import { level, stroke } from '../../state/plan/choice.ts';
import { ghost } from '../../state/plan/ghost.ts';
import { lastChange, planSession, refusal, revision } from '../../state/plan/opened.ts';
import { feedSource } from '../feed-source.ts';
import { stateKeeper } from './plan-hand.ts';
import { ghostBorders, ghostChanges, type PlanMark, partedCells, refusedCells, refusedPlace } from './plan-marks.ts';
import { NO_COLOUR } from './plan-paint.ts';
import type { PlanPainter } from './plan-painter.ts';
import { featureId } from './plan-shapes.ts';

export function followMarks(map: MapLibreMap, painter: PlanPainter): () => void {
  const parted = new Map<string, readonly number[]>();
  let shown: readonly { readonly code: string; readonly cell: number }[] = [];
  let of: object | null = null;
  let partedLevel = level.peek();
  /** Looked for again only where something has changed; the same list as long as the same cells are parted. */
  const partedNow = computed(() => {
    void revision.value;
    const session = planSession.value;
    const touched = lastChange.peek();
    const isKept = session === of && level.value === partedLevel && touched !== null;
    if (!isKept) parted.clear();
    for (const { community } of touched ?? []) parted.delete(community);
    of = session;
    partedLevel = level.value;
    for (const community of session?.plan.communities.values() ?? []) {
      if (!parted.has(community.code)) parted.set(community.code, partedCells(community, level.value));
    }
    const found = [...parted].flatMap(([code, cells]) => cells.map((cell) => ({ code, cell })));
    // cells that were cut have other shapes
    const isSame =
      isKept &&
      touched.every(({ layer }) => !layer) &&
      found.length === shown.length &&
      found.every(({ code, cell }, i) => shown[i]!.code === code && shown[i]!.cell === cell);
    if (!isSame) shown = found;
    return shown;
  });

  const marks = computed((): Feature[] => {
    const mark = (name: PlanMark, code: string, cell: number, colour?: number): Feature[] => {
      const geometry = painter.shapeOf(code, cell);
      return geometry === undefined ? [] : [{ type: 'Feature', properties: { mark: name, colour }, geometry }];
    };
    const session = planSession.value;
    const proposed = (ghost.value?.parts ?? []).flatMap((part) => {
      const community = session?.community(part.community);
      if (community === undefined) return [];
      const colours = painter.proposed(community, part);
      return ghostChanges(community, part).flatMap(({ cell, slot }) =>
        mark('ghost', part.community, cell, colours[slot] ?? NO_COLOUR),
      );
    });
    const now = painter.isFar ? stroke.value : null;
    const inHand = [...(now?.cells ?? [])].flatMap((cell) => {
      const { community, slot, to } = now!;
      return mark('hand', community, cell, painter.colourOf(community, level.value, to?.get(cell) ?? slot));
    });
    const code = refusal.value?.community ?? '';
    const place = refusedPlace(refusal.value);
    return [
      ...partedNow.value.flatMap(({ code, cell }) => mark('parted', code, cell)),
      ...proposed,
      ...inHand,
      ...refusedCells(refusal.value, code).flatMap((cell) => mark('refused', code, cell)),
      ...(place === null ? [] : [place]),
    ];
  });

  const proposedBorders = stateKeeper<boolean>((id, value) =>
    map.setFeatureState({ source: 'plan-arcs', id }, { g: value ?? false }),
  );
  const stops = [
    feedSource(map, 'plan-marks', () => marks.value),
    effect(() => {
      void revision.value;
      const session = planSession.value;
      const arcs = (ghost.value?.parts ?? []).flatMap((part) => {
        const community = session?.community(part.community);
        const index = painter.indexOf(part.community);
        if (community === undefined || index === undefined) return [];
        return ghostBorders(community, part).map((arc) => featureId(index, arc));
      });
      proposedBorders(new Map(arcs.map((id) => [id, true])));
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
