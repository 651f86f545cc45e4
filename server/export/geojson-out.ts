/**
 * GeoJSON, a feature a line. In degrees of EPSG:4326 as RFC 7946 has it; in another system with the member `crs` of 2008, which
 * GDAL, QGIS and the import of this service read, and x first.
 */
import { type FeaturesOut, provenance } from './features-out.ts';
import { TextFile } from './text-file.ts';

export async function writeGeojson(path: string, features: FeaturesOut): Promise<void> {
  const file = await TextFile.open(path);
  const { name, system, at, actor, edition, pages } = features;
  try {
    const crs = { type: 'name', properties: { name: `urn:ogc:def:crs:EPSG::${system.epsg}` } };
    const head = {
      type: 'FeatureCollection',
      name,
      description: provenance(features),
      ...(system.epsg === 4326 ? {} : { crs }),
      asOf: at.toISOString(),
      edition,
      exportedBy: actor,
    };
    await file.write(`${JSON.stringify(head).slice(0, -1)},"features":[`);
    let separator = '\n';
    for await (const page of pages) {
      for (const { id, properties, geometry } of page) {
        await file.write(`${separator}${JSON.stringify({ type: 'Feature', id, properties, geometry })}`);
        separator = ',\n';
      }
    }
    await file.write('\n]}\n');
  } finally {
    await file.close();
  }
}
