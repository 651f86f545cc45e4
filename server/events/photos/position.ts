/** The position in a photo's Exif block: offered to whoever sends the photo, and not kept. */
import exifr from 'exifr';

export interface Taken {
  readonly lon: number;
  readonly lat: number;
}

/** Null where there is none, or none that can be read: a photo without a position is a photo all the same. */
export async function takenAt(exif: Uint8Array | null): Promise<Taken | null> {
  if (exif === null) return null;
  try {
    const found = await exifr.gps(Buffer.from(exif));
    const { longitude: lon, latitude: lat } = found ?? {};
    if (typeof lon !== 'number' || typeof lat !== 'number') return null;
    // The null island is where a camera puts what it does not know.
    if (!Number.isFinite(lon) || !Number.isFinite(lat) || (lon === 0 && lat === 0)) return null;
    if (Math.abs(lon) > 180 || Math.abs(lat) > 90) return null;
    return { lon: Math.round(lon * 1e7) / 1e7, lat: Math.round(lat * 1e7) / 1e7 };
  } catch {
    return null;
  }
}
