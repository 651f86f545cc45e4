/** The demo county, loaded through the very service that loads everybody's: areas, grids, places, base map, in this order. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { holdRevision, raiseRevision } from '../areas/revision-repository.ts';
import type { ImportLayer } from '../contract/imports.ts';
import type { Database } from '../database/database.ts';
import type { PublishedMaps } from '../locate/published-maps.ts';
import { beginAt } from './demo-repository.ts';
import type { ImportService } from './service.ts';

const FILES: readonly [ImportLayer, string][] = [
  ['areas', 'areas.geojson'],
  ['grids', 'grids.geojson'],
  ['places', 'places.geojson'],
  ['base', 'base.geojson'],
];

/** Returns the county's code. Throws an Error that says which file was refused and why. */
export async function loadDemo(
  imports: ImportService,
  folder: string,
  onProgress: (step: string) => void = () => {},
): Promise<string> {
  const county = await countyCode(join(folder, 'areas.geojson'));
  for (const [layer, fileName] of FILES) {
    const path = join(folder, fileName);
    if (!existsSync(path)) throw new Error(`the demo county lacks ${fileName}; npm run demo makes it`);
    onProgress(layer);
    await importDemo(imports, county, layer, path);
  }
  return county;
}

/**
 * The county as if it had been loaded before what happened in it: its events are older than the load, and what is older than the
 * first edition has nobody who answers for it.
 */
export async function beginDemoBefore(db: Database, maps: PublishedMaps, county: string, begins: Date): Promise<void> {
  await db.transaction(async (tx) => {
    await holdRevision(tx, county);
    await beginAt(tx, county, begins);
    await raiseRevision(tx, county);
  });
  await maps.refresh(county);
}

/** Throws an Error that says which file was refused and why. */
export async function importDemo(
  imports: ImportService,
  county: string,
  layer: ImportLayer,
  path: string,
): Promise<void> {
  const fileName = basename(path);
  const { id } = await imports.start({
    layer,
    path,
    fileName,
    options: { county, datum: 'wgs84' },
    author: 'demo',
    demo: true,
  });
  const job = await imports.wait(id);
  if (job.state === 'done') return;
  const first = job.report?.items.find(({ outcome }) => outcome === 'refused');
  throw new Error(`${fileName} was ${job.state}: ${JSON.stringify(job.problem)} ${JSON.stringify(first ?? null)}`);
}

async function countyCode(path: string): Promise<string> {
  const areas = JSON.parse(await readFile(path, 'utf8')) as { features: { properties: Record<string, unknown> }[] };
  const county = areas.features.find(({ properties }) => properties.level === 'county');
  if (!county) throw new Error('the demo areas name no county');
  return String(county.properties.code);
}
