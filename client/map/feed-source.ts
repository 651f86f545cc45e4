/** A GeoJSON source that follows signals. */
import { effect } from '@preact/signals';
import type { Feature, FeatureCollection } from 'geojson';
import type { GeoJSONSource, Map as MapLibreMap } from 'maplibre-gl';

export type Shapes = () => FeatureCollection | readonly Feature[];

/**
 * From now on, until the answer is called. Nothing in place of nothing is not sent: sources are made empty, and whatever is sent has every
 * tile of them read anew.
 */
export function feedSource(map: MapLibreMap, name: string, shapes: Shapes): () => void {
  let wasEmpty = true;
  return effect(() => {
    const now = shapes();
    const features = 'features' in now ? now.features : [...now];
    const isEmpty = features.length === 0;
    if (!(isEmpty && wasEmpty)) map.getSource<GeoJSONSource>(name)?.setData({ type: 'FeatureCollection', features });
    wasEmpty = isEmpty;
  });
}
