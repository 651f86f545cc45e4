/** What a point of the map means while something is placed: the place of the report, or of an event without one. */
import { draft, setWhere } from './draft.ts';
import { placed, placing } from './placing.ts';

export function pointAtMap(lon: number, lat: number): void {
  const now = placing.peek();
  if (now === null) return;
  if (now.event === null && draft.peek() !== null) setWhere({ by: 'point', lon, lat });
  else placed.value = { lon, lat };
}
