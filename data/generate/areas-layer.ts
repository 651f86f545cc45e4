/** areas.geojson: the county, its towns and its communities; borders are made of the edges of the grids as planned. */
import { type County, ringsOf } from './county.ts';
import { COMMUNITIES, COUNTY, TOWNS } from './districts.ts';
import { type Feature, polygon } from './geojson-text.ts';

export function areasLayer(county: County): Feature[] {
  const facesUnder = (code: string): number[] =>
    county.grids.filter((g) => g.kind !== 'micro' && g.code.startsWith(code)).flatMap((g) => g.faces);
  const feature = (code: string, name: string, level: string, parentCode: string | null): Feature => ({
    properties: { code, name, level, parentCode },
    geometry: surface(county, facesUnder(code)),
  });
  return [
    feature(COUNTY.code, COUNTY.name, 'county', null),
    ...TOWNS.map((t) => feature(t.code, t.name, 'town', COUNTY.code)),
    ...COMMUNITIES.map((c) => feature(c.code, c.name, 'community', c.code.slice(0, 9))),
  ];
}

/** One polygon for each part that hangs together. */
function surface(county: County, faces: readonly number[]): Feature['geometry'] {
  const parts = pieces(county, faces).map((part) => polygon(ringsOf(county.mesh, part)));
  if (parts.length === 1) return parts[0] as Feature['geometry'];
  return { type: 'MultiPolygon', coordinates: parts.map((p) => p.coordinates) };
}

function pieces({ mesh }: County, faces: readonly number[]): number[][] {
  const open = new Set(faces);
  const found: number[][] = [];
  for (const start of faces) {
    if (!open.delete(start)) continue;
    const part = [start];
    for (const face of part) {
      for (const half of mesh.loop(face)) {
        const beyond = mesh.face[half ^ 1] as number;
        if (open.delete(beyond)) part.push(beyond);
      }
    }
    found.push(part);
  }
  return found;
}
