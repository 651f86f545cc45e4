/** `export`: grids, areas or places of an area become a file, from the database opened here or from a running service. */

import { createWriteStream } from 'node:fs';
import { copyFile, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { publicCaller } from '../access/caller.ts';
import { readConfig } from '../config.ts';
import { EXPORT_SYSTEMS, type ExportQuery } from '../contract/exports.ts';
import { Exports } from '../export/exports.ts';
import { ask } from './connect.ts';
import { oneOf, parse, type Terminal, UsageError, write } from './terminal.ts';
import { workHere } from './work-here.ts';

const LAYERS = ['grids', 'areas', 'places'] as const;
const FORMATS = ['geojson', 'geopackage', 'shapefile', 'csv'] as const;
const ENDINGS: Record<string, (typeof FORMATS)[number]> = {
  geojson: 'geojson',
  json: 'geojson',
  gpkg: 'geopackage',
  zip: 'shapefile',
  csv: 'csv',
};

/** 0: written. Throws UsageError for a command written wrong, or an area or edition that is not there. */
export async function exportCommand(args: string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parse({
    args,
    allowPositionals: true,
    options: {
      area: { type: 'string' },
      edition: { type: 'string' },
      'as-of': { type: 'string' },
      crs: { type: 'string', default: 'EPSG:4326' },
      format: { type: 'string' },
      url: { type: 'string' },
    },
  });
  const [first, path, ...more] = positionals;
  const layer = oneOf('the first word after export', first, LAYERS);
  if (path === undefined || more.length > 0) throw new UsageError('export takes the name of one file to write');
  const format = oneOf('--format', values.format ?? ENDINGS[path.split('.').at(-1)!.toLowerCase()], FORMATS);
  const { area, edition, 'as-of': asOf, url } = values;
  if (area === undefined || !/^\d{6}(\d{3}(\d{3})?)?$/.test(area))
    throw new UsageError('--area CODE must be 6, 9 or 12 digits');
  if (edition !== undefined && !/^[1-9]\d{0,14}$/.test(edition)) throw new UsageError('--edition must be a number');
  const crs = oneOf(
    '--crs',
    values.crs.replace(/^(\d+)$/, 'EPSG:$1'),
    EXPORT_SYSTEMS.map((epsg) => `EPSG:${epsg}`),
  );
  const query: ExportQuery = {
    ...{ layer, format, area, crs },
    ...(edition === undefined ? {} : { edition: Number(edition) }),
    ...(asOf === undefined ? {} : { asOf }),
  };
  await (url === undefined ? exportHere(query, path, terminal) : exportThere(query, path, url, terminal));
  await write(terminal.stdout, `${layer}  ${area}  ${format}  ${crs}  ${path}\n`);
  return 0;
}

function exportHere(query: ExportQuery, path: string, terminal: Terminal): Promise<void> {
  return workHere(terminal, async ({ db }) => {
    const exports = new Exports(db, () => new Date(), readConfig(terminal.env).dataFolder);
    try {
      const file = await exports.write({ ...publicCaller, actor: 'terminal' }, query);
      await copyFile(file.path, path).finally(file.remove);
    } finally {
      exports.close();
    }
  });
}

async function exportThere(query: ExportQuery, path: string, url: string, terminal: Terminal): Promise<void> {
  const words = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`);
  const { body } = await ask(terminal, url, `/api/exports?${words.join('&')}`);
  try {
    await pipeline(Readable.fromWeb(body as never), createWriteStream(path));
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}
