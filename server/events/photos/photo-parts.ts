/** What the readers of the three formats share: what they answer, what they refuse, and bytes put together. Pure. */
import { Refusal } from '../../contract/problem.ts';

export interface Stripped {
  readonly bytes: Uint8Array;
  /** The TIFF block of Exif, as it was; null: none. */
  readonly exif: Uint8Array | null;
}

export type PhotoFault = 'type' | 'cut-short' | 'damaged' | 'empty-picture';

export function invalidPhoto(reason: PhotoFault): Refusal {
  return new Refusal('photo-invalid', { reason }, { errors: [{ pointer: '/file', code: 'photo-invalid' }] });
}

export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
