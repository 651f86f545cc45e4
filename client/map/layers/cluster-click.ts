/** A click on a disc that stands for several marks: nearer, and where that tells them apart no more, one after the other. */
import type { Position } from 'geojson';
import type { GeoJSONSource, MapGeoJSONFeature, Map as MapLibreMap } from 'maplibre-gl';
import { flyTo } from '../../state/viewport.ts';

const MOST_AT_ONE_PLACE = 1000;

export interface Marks {
  /** Of the marks, gathered into discs. */
  readonly source: string;
  /** From here on a disc is opened by going through what it holds, not by going nearer. */
  readonly near: number;
  /** Beyond it nothing is gathered. */
  readonly last: number;
  readonly chosen: () => string | null;
  readonly choose: (id: string | null) => void;
}

/** Of several at one place: the one after the chosen one, so that clicking again goes round. */
export function nextOf(ids: readonly string[], now: string | null): string | undefined {
  const sorted = [...ids].sort();
  return sorted[(sorted.indexOf(now ?? '') + 1) % sorted.length];
}

/** `hits`: what lies at the click; nothing lets go of the chosen one. */
export function clickMarks(map: MapLibreMap, marks: Marks, hits: readonly MapGeoJSONFeature[]): void {
  const { chosen, choose } = marks;
  const cluster = hits.find((hit) => hit.properties.cluster === true);
  const ids = hits.flatMap((hit) => (typeof hit.properties.id === 'string' ? [hit.properties.id] : []));
  if (ids.length > 0) choose(nextOf([...new Set(ids)], chosen()) ?? null);
  else if (cluster?.geometry.type === 'Point')
    void openCluster(map, marks, Number(cluster.properties.cluster_id), cluster.geometry.coordinates);
  else choose(null);
}

async function openCluster(map: MapLibreMap, marks: Marks, cluster: number, at: Position): Promise<void> {
  const source = map.getSource<GeoJSONSource>(marks.source);
  if (!source) return;
  const zoom = await source.getClusterExpansionZoom(cluster);
  if (map.getZoom() < marks.near && zoom <= marks.last) {
    const [lon = 0, lat = 0] = at;
    flyTo({ lon, lat, zoom: Math.max(zoom, map.getZoom() + 1) });
    return;
  }
  const leaves = await source.getClusterLeaves(cluster, MOST_AT_ONE_PLACE, 0);
  marks.choose(
    nextOf(
      leaves.map((leaf) => String(leaf.properties?.id)),
      marks.chosen(),
    ) ?? null,
  );
}
