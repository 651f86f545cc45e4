/** Every position of a GeoJSON geometry, changed. Pure. */
import type { ReferenceSystem } from './reference-systems.ts';

type Nested = number[] | Nested[];

export interface PlainGeometry {
  readonly type: 'Point' | 'Polygon' | 'MultiPolygon';
  readonly coordinates: Nested;
}

/** A geometry in degrees in another system. `order`: axes as the registry has them, or x first whatever it says. */
export function inSystem(
  geometry: PlainGeometry,
  system: ReferenceSystem,
  order: 'registry' | 'x-first',
): PlainGeometry {
  const { forward, decimals, northFirst } = system;
  const turn = northFirst && order === 'registry';
  const scale = 10 ** decimals;
  const rounded = (value: number): number => Math.round(value * scale) / scale;
  const change = (nested: Nested): Nested => {
    if (typeof nested[0] !== 'number') return (nested as Nested[]).map(change);
    const [x, y] = forward(nested[0], nested[1] as number);
    return turn ? [rounded(y), rounded(x)] : [rounded(x), rounded(y)];
  };
  return { type: geometry.type, coordinates: change(geometry.coordinates) };
}

/** The text of a geometry from the database as text in another system; degrees with longitude first stay as they are. */
export function textInSystem(text: string | null, system: ReferenceSystem, order: 'registry' | 'x-first'): string {
  if (text === null) return 'null';
  if (system.kind === 'degrees' && !(system.northFirst && order === 'registry')) return text;
  return JSON.stringify(inSystem(JSON.parse(text) as PlainGeometry, system, order));
}
