/** The audit's part of the map: findings follow the list, a click on a mark chooses, a click beside it lets go. */
import { effect } from '@preact/signals';
import type { FeatureCollection, Position } from 'geojson';
import type { GeoJSONSource, Map as MapLibreMap, PointLike } from 'maplibre-gl';
import { county } from '../../state/areas.ts';
import { choose, chosen, chosenId, fileReport, marksHidden, preview, report, rows } from '../../state/audit.ts';
import { checkedShapes } from '../../state/audit-file.ts';
import type { MapPart } from '../../state/map-part.ts';
import { flyTo, isBounds, roam } from '../../state/viewport.ts';
import { FINDING_SOURCES, findingLayers, LAST_CLUSTER_ZOOM } from './findings.ts';
import { FINDING_IMAGES } from './findings-images.ts';
import { repairShapes } from './findings-repair.ts';
import { chosenShapes, findingMarks, findingShapes } from './findings-shapes.ts';

const CLICKABLE = ['finding-mark', 'finding-cluster'];
/** From here on a disc of several is opened by going through its findings, not by going nearer. */
const NEAR = 17;
const MARGIN_PX = 9;

const chooseById = (id: string | undefined): void => {
  const finding = report.peek()?.findings.find((one) => one.id === id);
  if (finding) choose(finding);
};

/** Of several at one place: the one after the chosen one, so that clicking again goes round. */
export function nextOf(ids: readonly string[], now: string | null): string | undefined {
  const sorted = [...ids].sort();
  return sorted[(sorted.indexOf(now ?? '') + 1) % sorted.length];
}

async function openCluster(map: MapLibreMap, cluster: number, at: Position): Promise<void> {
  const source = map.getSource<GeoJSONSource>('finding-marks');
  if (!source) return;
  const zoom = await source.getClusterExpansionZoom(cluster);
  if (map.getZoom() < NEAR && zoom <= LAST_CLUSTER_ZOOM) {
    const [lon = 0, lat = 0] = at;
    flyTo({ lon, lat, zoom: Math.max(zoom, map.getZoom() + 1) });
    return;
  }
  const leaves = await source.getClusterLeaves(cluster, 1000, 0);
  chooseById(
    nextOf(
      leaves.map((leaf) => String(leaf.properties?.id)),
      chosenId.peek(),
    ),
  );
}

function click(map: MapLibreMap, x: number, y: number): boolean {
  const box: [PointLike, PointLike] = [
    [x - MARGIN_PX, y - MARGIN_PX],
    [x + MARGIN_PX, y + MARGIN_PX],
  ];
  const hits = map.queryRenderedFeatures(box, { layers: CLICKABLE });
  const cluster = hits.find((hit) => hit.properties.cluster === true);
  const ids = hits.flatMap((hit) => (typeof hit.properties.id === 'string' ? [hit.properties.id] : []));
  if (ids.length > 0) chooseById(nextOf([...new Set(ids)], chosenId.peek()));
  else if (cluster?.geometry.type === 'Point')
    void openCluster(map, Number(cluster.properties.cluster_id), cluster.geometry.coordinates);
  else choose(null);
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
  const set = (name: string, data: () => FeatureCollection): (() => void) =>
    effect(() => {
      const collection = data();
      map.getSource<GeoJSONSource>(name)?.setData(collection);
    });
  const point = () => {
    map.getCanvas().style.cursor = 'pointer';
  };
  const leave = () => {
    map.getCanvas().style.cursor = '';
  };
  const stops = [
    set('checked-layer', () => checkedShapes.value),
    set('findings', () => findingShapes(marked())),
    set('finding-marks', () => findingMarks(marked())),
    set('finding-chosen', () => chosenShapes(chosen.value, mended().has(chosen.value?.id ?? ''))),
    set('repair', () => repairShapes(preview.value, chosen.value)),
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
