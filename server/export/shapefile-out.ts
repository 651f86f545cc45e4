/** A zipped Shapefile: .shp, .shx, .dbf, .prj, .cpg, and fields.txt that says which short name is which field. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DbfTable } from './dbf-table.ts';
import { type FeaturesOut, provenance } from './features-out.ts';
import { ShpFile } from './shp-file.ts';
import { SYSTEM_TEXTS } from './system-wkt.ts';
import { zipFiles } from './zip-file.ts';

export async function writeShapefile(path: string, features: FeaturesOut, folder: string): Promise<void> {
  const { name, fields, geometry, system, pages, at } = features;
  const inFolder = (ending: string): string => join(folder, `${name}.${ending}`);
  const shp = await ShpFile.open(inFolder('shp'), inFolder('shx'), geometry);
  let dbf: DbfTable | undefined;
  try {
    dbf = await DbfTable.open(inFolder('dbf'), join(folder, 'rows.txt'), fields);
    for await (const page of pages) {
      await shp.add(page.map((feature) => feature.geometry));
      await dbf.add(page.map((feature) => feature.properties));
    }
  } finally {
    await shp.close();
    await dbf?.close();
  }
  await writeFile(inFolder('prj'), SYSTEM_TEXTS[system.epsg!]!.esri);
  await writeFile(inFolder('cpg'), 'UTF-8');
  await writeFile(join(folder, 'fields.txt'), fieldList(features, dbf.cut));
  const files = ['shp', 'shx', 'dbf', 'prj', 'cpg'].map((ending) => `${name}.${ending}`);
  await zipFiles(
    path,
    [...files, 'fields.txt'].map((file) => ({ name: file, path: join(folder, file) })),
    at,
  );
}

function fieldList(features: FeaturesOut, cut: ReadonlyMap<string, number>): string {
  const rows = features.fields.map(({ short, name, title }) => {
    const shortened = cut.get(name);
    return [short, name, title, shortened === undefined ? '' : `${shortened} cut at 254 bytes`].join('\t').trimEnd();
  });
  return `${[provenance(features), '', 'column\tfield\tmeaning', ...rows].join('\n')}\n`;
}
