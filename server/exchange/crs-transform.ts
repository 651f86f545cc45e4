/** From the coordinates of a file to lon, lat in degrees (WGS 84 = CGCS2000). Projections by proj4, to 1 mm. */
import proj4 from 'proj4';
import type { SourceCrs } from './crs-catalogue.ts';

/** A function of the file's x, y; NaN, NaN for what lies outside the projection. Errors: none for a parsed system. */
export function toLonLat(crs: SourceCrs): (x: number, y: number) => [lon: number, lat: number] {
  if (crs.kind === 'geographic' && crs.code !== null) return (x, y) => [x, y];
  const converter = proj4(crs.definition);
  return (x, y) => {
    if (!Number.isFinite(x) || !Number.isFinite(y)) return [Number.NaN, Number.NaN];
    const [lon, lat] = converter.inverse([x, y]);
    return Number.isFinite(lon) && Number.isFinite(lat) ? [lon, lat] : [Number.NaN, Number.NaN];
  };
}
