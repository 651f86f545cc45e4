/** Sources and layers of a base map of pictures: the ground under everything, its words above the fills. Pure. */
import type { RasterLayerSpecification, RasterSourceSpecification } from 'maplibre-gl';
import type { BaseMap, TileSet } from '../../../server/contract/base-map.ts';
import type { Placed } from '../layer-order.ts';

export const GROUND = 'base-map';
export const LABELS = 'base-map-labels';

export interface BaseMapView {
  readonly theme: 'light' | 'dark';
  readonly strength: number;
  readonly isOn: boolean;
}

export function rasterSource(base: BaseMap, { tiles, scheme }: TileSet): RasterSourceSpecification {
  const { minZoom, maxZoom, tilePx } = base;
  return { type: 'raster', tiles, scheme, tileSize: tilePx, minzoom: minZoom, maxzoom: maxZoom };
}

/** Fills and lines of the grids must stand out: paler when wished, less bright on a dark screen. */
export function rasterPaint(look: BaseMap['look'], view: BaseMapView): NonNullable<RasterLayerSpecification['paint']> {
  const isDark = view.theme === 'dark';
  return {
    'raster-opacity': view.strength,
    'raster-saturation': { grey: -1, pale: -0.5, colour: isDark ? -0.3 : 0 }[look],
    'raster-contrast': look === 'pale' ? -0.25 : 0,
    'raster-brightness-max': isDark ? 0.5 : 1,
    'raster-brightness-min': look === 'pale' && !isDark ? 0.2 : 0,
    'raster-fade-duration': 120,
  };
}

export function rasterLayers(base: BaseMap, view: BaseMapView): Placed[] {
  const layer = (id: string): RasterLayerSpecification => ({
    id,
    type: 'raster',
    source: id,
    layout: { visibility: view.isOn ? 'visible' : 'none' },
    paint: rasterPaint(base.look, view),
  });
  return [
    { below: 'a-base', layer: layer(GROUND) },
    ...(base.labels === null ? [] : [{ below: 'a-line' as const, layer: layer(LABELS) }]),
  ];
}
