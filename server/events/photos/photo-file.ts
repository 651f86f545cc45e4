/**
 * A photo without what a camera and its owner wrote into it: position, time, maker, names, comments, previews. Only the
 * pixels stay, bit for bit, with what is needed to show them right: colours and which way is up. What the file is, its first
 * bytes say, never its name. Pure.
 */
import { isJpeg, stripJpeg } from './jpeg.ts';
import { invalidPhoto, type Stripped } from './photo-parts.ts';
import { isPng, stripPng } from './png.ts';
import { isWebp, stripWebp } from './webp.ts';

export type PhotoType = 'image/jpeg' | 'image/png' | 'image/webp';

export interface PhotoFile extends Stripped {
  readonly type: PhotoType;
}

/** Throws `photo-invalid` with a reason: what is no photo, or one that is cut short or damaged in its structure. */
export function readPhoto(file: Uint8Array): PhotoFile {
  if (isJpeg(file)) return { type: 'image/jpeg', ...stripJpeg(file) };
  if (isPng(file)) return { type: 'image/png', ...stripPng(file) };
  if (isWebp(file)) return { type: 'image/webp', ...stripWebp(file) };
  throw invalidPhoto('type');
}
