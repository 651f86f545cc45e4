/** A photo that the service takes: as it is where it may be, else drawn anew and smaller until it fits. */
import { lightPhoto } from '../../field/photo.ts';

/** The service's own limit; a test compares. */
export const PHOTO_MOST_BYTES = 512 * 1024;
export const PHOTO_TYPES: readonly string[] = ['image/jpeg', 'image/png', 'image/webp'];
/** Longer sides in pixels, one after the other: a face on a hall's screen is no larger than the first. */
const LONGEST = [1200, 800, 480];

export type PhotoFault = 'unreadable' | 'tooLarge';

export async function fittingPhoto(
  file: Blob,
  draw: (file: Blob, longestPx: number) => Promise<Blob> = lightPhoto,
): Promise<Blob | PhotoFault> {
  if (PHOTO_TYPES.includes(file.type) && file.size <= PHOTO_MOST_BYTES) return file;
  try {
    for (const longest of LONGEST) {
      const smaller = await draw(file, longest);
      if (smaller.size <= PHOTO_MOST_BYTES) return smaller;
    }
    return 'tooLarge';
  } catch {
    return 'unreadable';
  }
}
