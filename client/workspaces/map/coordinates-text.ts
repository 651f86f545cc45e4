/** Coordinates as people type them: `117.1234567, 30.4`, full-width comma, space. lon first; lat first when it can only be so. */
export interface TypedPoint {
  readonly lon: number;
  readonly lat: number;
  /** The two were the other way round. */
  readonly swapped: boolean;
}

const PAIR = /^\s*[（(]?\s*(-?\d{1,3}(?:\.\d+)?)\s*(?:[,，、;；]|\s)\s*(-?\d{1,3}(?:\.\d+)?)\s*[）)]?\s*$/;

export function parseCoordinates(text: string): TypedPoint | null {
  const match = PAIR.exec(text);
  if (!match) return null;
  const a = Number(match[1]);
  const b = Number(match[2]);
  if (Math.abs(a) <= 180 && Math.abs(b) <= 90) return { lon: a, lat: b, swapped: false };
  if (Math.abs(a) <= 90 && Math.abs(b) <= 180) return { lon: b, lat: a, swapped: true };
  return null;
}
