/** What lists share: the box in a query, and the opaque cursor of the next page. */
import { Refusal } from './problem.ts';

/** `minLon,minLat,maxLon,maxLat` → four finite numbers in order. Throws `coordinate-invalid` or `coordinate-out-of-range`. */
export function parseBbox(text: string): readonly number[] {
  const box = text.split(',').map(Number);
  const [minLon, minLat, maxLon, maxLat] = box as [number, number, number, number];
  const fault = (code: 'coordinate-invalid' | 'coordinate-out-of-range') =>
    new Refusal(code, { bbox: text }, { errors: [{ pointer: 'bbox', code }] });
  if (box.length !== 4 || !box.every(Number.isFinite) || minLon > maxLon || minLat > maxLat)
    throw fault('coordinate-invalid');
  if (minLon < -180 || maxLon > 180 || minLat < -90 || maxLat > 90) throw fault('coordinate-out-of-range');
  return box;
}

export function encodeCursor(key: string): string {
  return Buffer.from(key, 'utf8').toString('base64url');
}

/** Throws `cursor-invalid` for what this service never gave out. */
export function decodeCursor(cursor: string): string {
  const key = Buffer.from(cursor, 'base64url').toString('utf8');
  if (key === '' || key.includes('\u0000') || encodeCursor(key) !== cursor)
    throw new Refusal('cursor-invalid', {}, { errors: [{ pointer: 'after', code: 'cursor-invalid' }] });
  return key;
}
