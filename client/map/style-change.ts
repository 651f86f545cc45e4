/**
 * From one style to another of the same layers: only the paint and layout values, filters and ranges of zoom that differ, and the
 * layers whose features come from elsewhere. A full setStyle would drop every feature-state.
 */
import type { Map as MapLibreMap, StyleSpecification, VectorTileSource } from 'maplibre-gl';

export interface Change {
  readonly layer: string;
  readonly part: 'paint' | 'layout' | 'filter' | 'zoom';
  /** Empty for a filter and for a range of zoom, whose value is its two ends. */
  readonly name: string;
  /** undefined: back to the default. */
  readonly value: unknown;
}

type Bag = Record<string, unknown>;
const bag = (layer: object | undefined, part: 'paint' | 'layout'): Bag =>
  ((layer as Record<string, Bag>)?.[part] ?? {}) as Bag;

type Layered = Pick<StyleSpecification, 'layers'>;
type Layer = Layered['layers'][number];

const isAlike = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
const origin = (layer: Layer): string =>
  'source' in layer ? `${layer.source} ${layer['source-layer'] ?? ''}` : layer.type;
const byId = ({ layers }: Layered): Map<string, Layer> => new Map(layers.map((layer) => [layer.id, layer]));

/** Layers that take their features from another source, or another layer of it. */
export function resourced(from: Layered, to: Layered): Layer[] {
  const before = byId(from);
  return to.layers.filter((layer) => {
    const old = before.get(layer.id);
    return old !== undefined && origin(old) !== origin(layer);
  });
}

/** Of layers whose features come from where they came from. */
export function changes(from: Layered, to: Layered): Change[] {
  const before = byId(from);
  const replaced = new Set(resourced(from, to));
  return to.layers
    .filter((layer) => !replaced.has(layer))
    .flatMap((layer) => {
      const old = before.get(layer.id);
      const values = (['paint', 'layout'] as const).flatMap((part) => {
        const [was, now] = [bag(old, part), bag(layer, part)];
        const names = [...new Set([...Object.keys(was), ...Object.keys(now)])];
        return names
          .filter((name) => !isAlike(was[name], now[name]))
          .map((name): Change => ({ layer: layer.id, part, name, value: now[name] }));
      });
      const whole = (part: 'filter' | 'zoom', of: (one: Layer | undefined) => unknown): Change[] => {
        const value = of(layer);
        return isAlike(of(old), value) ? [] : [{ layer: layer.id, part, name: '', value }];
      };
      return [...values, ...whole('filter', filterOf), ...whole('zoom', rangeOf)];
    });
}

const filterOf = (layer: Layer | undefined): unknown => (layer as { filter?: unknown } | undefined)?.filter;
const rangeOf = (layer: Layer | undefined): readonly [number, number] => [layer?.minzoom ?? 0, layer?.maxzoom ?? 24];

/** A layer with another source is another layer of the same name, in the same place. */
function replace(map: MapLibreMap, layer: Layer): void {
  const order = map.getLayersOrder();
  const above = order[order.indexOf(layer.id) + 1];
  map.removeLayer(layer.id);
  map.addLayer(layer, above);
}

export function applyChanges(map: MapLibreMap, from: Layered, to: Layered): void {
  for (const layer of resourced(from, to)) replace(map, layer);
  for (const { layer, part, name, value } of changes(from, to)) {
    if (part === 'paint') map.setPaintProperty(layer, name as never, value as never);
    else if (part === 'layout') map.setLayoutProperty(layer, name as never, value as never);
    else if (part === 'filter') map.setFilter(layer, (value ?? null) as never);
    else map.setLayerZoomRange(layer, ...(value as readonly [number, number]));
  }
}

/** Sources that are new are added, tiles with another address are asked for there. What no layer asks for is not loaded. */
export function applySources(map: MapLibreMap, { sources }: Pick<StyleSpecification, 'sources'>): void {
  for (const [name, wanted] of Object.entries(sources)) {
    const source = map.getSource<VectorTileSource>(name);
    if (source === undefined) map.addSource(name, wanted);
    else if (wanted.type === 'vector' && !isAlike(source.tiles, wanted.tiles)) source.setTiles(wanted.tiles ?? []);
  }
}
