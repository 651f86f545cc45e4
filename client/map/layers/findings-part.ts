/** The audit's part of the map: findings follow the list, a click on a mark chooses, a click beside it lets go. */
import { effect } from '@preact/signals';
import type { Map as MapLibreMap, PointLike } from 'maplibre-gl';
import { county } from '../../state/areas.ts';
import { choose, chosen, chosenId, fileReport, marksHidden, preview, report, rows } from '../../state/audit.ts';
import { checkedShapes } from '../../state/audit-file.ts';
import type { MapPart } from '../../state/map-part.ts';
import { isBounds, roam } from '../../state/viewport.ts';
import { feedSource } from '../feed-source.ts';
import { clickMarks, type Marks } from './cluster-click.ts';
import { FINDING_SOURCES, findingLayers, LAST_CLUSTER_ZOOM } from './findings.ts';
import { FINDING_IMAGES } from './findings-images.ts';
import { repairShapes } from './findings-repair.ts';
import { chosenShapes, findingMarks, findingShapes } from './findings-shapes.ts';

const CLICKABLE = ['finding-mark', 'finding-cluster'];
const MARGIN_PX = 9;

const MARKS: Marks = {
  source: 'finding-marks',
  near: 17,
  last: LAST_CLUSTER_ZOOM,
  chosen: () => chosenId.peek(),
  choose: (id) => {
    const finding = report.peek()?.findings.find((one) => one.id === id);
    if (finding || id === null) choose(finding ?? null);
  },
};

function click(map: MapLibreMap, x: number, y: number): boolean {
  const box: [PointLike, PointLike] = [
    [x - MARGIN_PX, y - MARGIN_PX],
    [x + MARGIN_PX, y + MARGIN_PX],
  ];
  clickMarks(map, MARKS, map.queryRenderedFeatures(box, { layers: CLICKABLE }));
  return true;
}

/** A file may lie anywhere; the county's map may not be left. */
function keepInside(map: MapLibreMap): void {
  const box = county.value?.bbox;
  if (fileReport.value !== null || !isBounds(box)) {
    map.setMaxBounds(null);
    return;
  }
  const [w, s, e, n] = roam(box);
  map.setMaxBounds([w, s, e, n]);
}

/** What is gone when the repair on the screen is done. */
const mended = (): ReadonlySet<string> =>
  new Set(preview.value?.side === 'after' ? [preview.value.repair.finding, ...preview.value.repair.resolved] : []);
/** The findings of the list, as the map shows them. */
const marked = () => {
  if (marksHidden.value) return [];
  const gone = mended();
  return gone.size === 0 ? rows.value : rows.value.filter(({ id }) => !gone.has(id));
};

function follow(map: MapLibreMap): () => void {
  const point = () => {
    map.getCanvas().style.cursor = 'pointer';
  };
  const leave = () => {
    map.getCanvas().style.cursor = '';
  };
  const stops = [
    feedSource(map, 'checked-layer', () => checkedShapes.value),
    feedSource(map, 'findings', () => findingShapes(marked())),
    feedSource(map, 'finding-marks', () => findingMarks(marked())),
    feedSource(map, 'finding-chosen', () => chosenShapes(chosen.value, mended().has(chosen.value?.id ?? ''))),
    feedSource(map, 'repair', () => repairShapes(preview.value, chosen.value)),
    effect(() => keepInside(map)),
  ];
  for (const layer of CLICKABLE) {
    map.on('mouseenter', layer, point);
    map.on('mouseleave', layer, leave);
  }
  return () => {
    for (const stop of stops) stop();
    for (const layer of CLICKABLE) {
      map.off('mouseenter', layer, point);
      map.off('mouseleave', layer, leave);
    }
    leave();
  };
}

export const findingsPart: MapPart = {
  sources: FINDING_SOURCES,
  images: FINDING_IMAGES,
  layers: findingLayers,
  follow,
  click,
};
