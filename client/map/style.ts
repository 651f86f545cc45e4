/** The whole style as a pure function of the view: sources, then every layer in its order. No glyphs, no sprite, no URL but of our own tiles. */
import type { StyleSpecification } from 'maplibre-gl';
import { inOrder } from './layer-order.ts';
import { areaLayers } from './layers/areas.ts';
import { bandLayers } from './layers/band.ts';
import { baseLayers } from './layers/base.ts';
import { buildingLayers } from './layers/buildings.ts';
import { gridLayers } from './layers/grids.ts';
import { locatedLayers } from './layers/located.ts';
import { problemLayers } from './layers/problems.ts';
import { sources, tileSources } from './sources.ts';
import type { MapView } from './view.ts';

export function mapStyle(view: MapView): StyleSpecification {
  return {
    version: 8,
    name: 'gezhong-paper',
    sources: { ...sources(), ...tileSources(view.tiles) },
    layers: inOrder([
      ...baseLayers(view),
      ...gridLayers(view),
      ...bandLayers(view),
      ...areaLayers(view),
      ...buildingLayers(view),
      ...problemLayers(view),
      ...locatedLayers(view),
    ]),
  };
}
