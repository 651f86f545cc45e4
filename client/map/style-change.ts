/**
 * From one style to another of the same layers: only the paint and layout values that differ. A full setStyle would drop
 * every feature-state.
 */
import type { Map as MapLibreMap, StyleSpecification } from 'maplibre-gl';

export interface Change {
  readonly layer: string;
  readonly part: 'paint' | 'layout';
  readonly name: string;
  /** undefined: back to the default. */
  readonly value: unknown;
}

type Bag = Record<string, unknown>;
const bag = (layer: object | undefined, part: 'paint' | 'layout'): Bag =>
  ((layer as Record<string, Bag>)?.[part] ?? {}) as Bag;

type Layered = Pick<StyleSpecification, 'layers'>;

export function changes(from: Layered, to: Layered): Change[] {
  const before = new Map(from.layers.map((layer) => [layer.id, layer]));
  return to.layers.flatMap((layer) =>
    (['paint', 'layout'] as const).flatMap((part) => {
      const old = bag(before.get(layer.id), part);
      const now = bag(layer, part);
      const names = [...new Set([...Object.keys(old), ...Object.keys(now)])];
      return names
        .filter((name) => JSON.stringify(old[name]) !== JSON.stringify(now[name]))
        .map((name): Change => ({ layer: layer.id, part, name, value: now[name] }));
    }),
  );
}

export function applyChanges(map: MapLibreMap, from: Layered, to: Layered): void {
  for (const { layer, part, name, value } of changes(from, to)) {
    if (part === 'paint') map.setPaintProperty(layer, name as never, value as never);
    else map.setLayoutProperty(layer, name as never, value as never);
  }
}
