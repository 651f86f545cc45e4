/**
 * A zipped Shapefile in the browser: the archive by the browser's own inflate, shapes and attributes by the shapefile
 * package. Projected coordinates are turned to degrees by the text of the .prj. Fetched when somebody drops a zip.
 */
import proj4 from 'proj4';
import { open } from 'shapefile';
import { LayerFault, type RawFeature, type RawLayer } from './layer-file.ts';
import { unzip } from './unzip.ts';

type Move = (position: readonly number[]) => [number, number];

/** How to get from the coordinates of the file to degrees; null when they are degrees, or nothing is said. */
function projection(prj: string | null): { move: Move | null; name: string | null } {
  if (prj === null || !/^\s*PROJCS|PROJCRS/i.test(prj)) return { move: null, name: null };
  const name = /"([^"]+)"/.exec(prj)?.[1] ?? '';
  try {
    const { inverse } = proj4(prj);
    return { move: ([x = Number.NaN, y = Number.NaN]) => inverse([x, y]) as [number, number], name };
  } catch {
    throw new LayerFault('crs', { name });
  }
}

function moved(coordinates: unknown, move: Move): unknown {
  if (!Array.isArray(coordinates)) return coordinates;
  if (typeof coordinates[0] === 'number') return move(coordinates);
  return coordinates.map((one) => moved(one, move));
}

const labelOf = (cpg: string | null): string => {
  const label = cpg?.trim().toLowerCase() ?? '';
  return /^(cp)?936$|gb/.test(label) ? 'gb18030' : /utf-?8|65001/.test(label) ? 'utf-8' : 'gb18030';
};

export async function readShapefileLayer(bytes: Uint8Array): Promise<RawLayer> {
  const archive = await unzip(bytes);
  const names = archive.names.filter((name) => /\.shp$/i.test(name) && !/(^|\/)(__MACOSX|\.)/.test(name));
  const [shp] = names;
  if (shp === undefined) throw new LayerFault('zip-no-shapefile');
  if (names.length > 1) throw new LayerFault('zip-several', { count: names.length });
  const beside = async (ending: string): Promise<Uint8Array | null> => {
    const wanted = `${shp.slice(0, -4)}${ending}`.toLowerCase();
    const name = archive.names.find((one) => one.toLowerCase() === wanted);
    return name === undefined ? null : archive.read(name);
  };
  const text = async (ending: string): Promise<string | null> => {
    const found = await beside(ending);
    return found === null ? null : new TextDecoder().decode(found);
  };
  const { move, name } = projection(await text('.prj'));
  const features: RawFeature[] = [];
  try {
    const source = await open(await archive.read(shp), (await beside('.dbf')) ?? undefined, {
      encoding: labelOf(await text('.cpg')),
    });
    for (let next = await source.read(); !next.done; next = await source.read()) {
      const { geometry, properties } = next.value;
      const coordinates = geometry !== null && 'coordinates' in geometry ? geometry.coordinates : null;
      features.push({
        geometry:
          geometry === null || move === null
            ? geometry
            : { type: geometry.type, coordinates: moved(coordinates, move) },
        properties: properties ?? {},
        id: null,
      });
    }
  } catch {
    throw new LayerFault('shapefile', { n: features.length + 1 });
  }
  return { features, notes: name === null ? [] : [{ code: 'converted', params: { name } }] };
}
