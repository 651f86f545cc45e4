/** A geometry as WKT. Pure. */
import type { PlainGeometry } from '../features/positions.ts';

type Nested = number[] | Nested[];

export function wktOf({ type, coordinates }: PlainGeometry): string {
  const text = written(coordinates);
  return `${type.toUpperCase()}${type === 'Point' ? `(${text})` : text}`;
}

function written(nested: Nested): string {
  if (typeof nested[0] === 'number') return `${nested[0]} ${nested[1]}`;
  return `(${(nested as Nested[]).map(written).join(',')})`;
}
