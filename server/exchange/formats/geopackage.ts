/**
 * OGC GeoPackage through SQLite compiled to WebAssembly. The file is only read: SQLite's lock is taken on a link in a
 * temporary folder, so nothing appears beside the file. X is always longitude or easting in a GeoPackage, whatever the
 * registry says of its system.
 */
import { copyFile, mkdtemp, open, rm, stat, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import sqlite from 'node-sqlite3-wasm';
import { parseCrs } from '../crs.ts';
import { reasonOf, SourceError } from '../source-error.ts';
import type { Source, SourceFeature, SourceInfo, SourceRequest } from '../source-shape.ts';
import { geopackageGeometry } from './binary-geometry.ts';
import { uniqueNames } from './field-names.ts';

type Database = InstanceType<typeof sqlite.Database>;
type Row = Record<string, unknown>;

interface Layer {
  name: string;
  geometry: string | null;
  srs: number | null;
}

/** Errors: `geopackage-invalid` {reason}, `layer-unknown`, `layer-ambiguous` {layers}. */
export async function openGeopackage(request: SourceRequest): Promise<Source> {
  const folder = await mkdtemp(join(request.options.temporaryFolder ?? tmpdir(), 'gezhong-geopackage-'));
  let database: Database | undefined;
  const close = async () => {
    if (database?.isOpen) database.close();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    database = openReadOnly(await readableCopy(request.path, folder));
    const db = database;
    const layers = layersOf(db);
    const layer = chooseLayer(layers, request.options.layer);
    const columns = columnsOf(db, layer);
    const { names } = uniqueNames(columns, request.limits);
    const info: SourceInfo = {
      format: 'geopackage',
      layer: layer.name,
      layers: layers.map((one) => one.name),
      fields: names,
      encoding: 'utf-8',
      encodingFrom: 'format',
      notes: [],
      ...crsOf(db, layer),
    };
    if (info.crsText !== undefined && !info.crs) info.notes.push('crs-unknown');
    return { info, features: () => features(db, layer, columns), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function* features(db: Database, layer: Layer, columns: string[]): AsyncGenerator<SourceFeature> {
  const statement = attempt(() => db.prepare(`select * from ${quoted(layer.name)}`));
  let failed = true;
  try {
    const rows = statement.iterate()[Symbol.iterator]();
    for (let row = 1; ; row++) {
      const next = attempt(() => rows.next(), row);
      if (next.done) break;
      const values = next.value as Row;
      const properties: Row = {};
      for (const name of columns) properties[name] = attributeOf(values[name]);
      const feature: SourceFeature = { row, properties, geometry: null };
      const bytes = layer.geometry === null ? null : values[layer.geometry];
      if (bytes === null || bytes === undefined) yield feature;
      else yield withShape(feature, bytes);
    }
    failed = false;
  } finally {
    finish(statement, failed);
  }
}

/** Frees a statement. After a failure SQLite reports the same error once more, which has been thrown already. */
function finish(statement: ReturnType<Database['prepare']>, failed: boolean): void {
  try {
    statement.finalize();
  } catch (error) {
    if (!failed) throw new SourceError('geopackage-invalid', { reason: reasonOf(error) }, undefined, error);
  }
}

function withShape(feature: SourceFeature, bytes: unknown): SourceFeature {
  const shape = bytes instanceof Uint8Array ? geopackageGeometry(bytes) : undefined;
  if (shape?.ok) return { ...feature, geometry: shape.geometry };
  const { code, at } = shape ?? { code: 'geometry-malformed' as const, at: typeof bytes };
  return { ...feature, problem: { code, params: { at } } };
}

/** Integers beyond 2^53 become text; a binary value is no attribute. */
function attributeOf(value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString();
  return value instanceof Uint8Array || value === undefined ? null : value;
}

/** A path SQLite may lock beside. A file in write-ahead mode cannot be opened as it is: its copy is switched back. */
async function readableCopy(path: string, folder: string): Promise<string> {
  for (const suffix of ['-wal', '-journal']) {
    const beside = await stat(`${path}${suffix}`).catch(() => null);
    if (beside && beside.size > 0) throw invalid(`unfinished changes in ${suffix}`);
  }
  const target = join(folder, 'layer.gpkg');
  const file = await open(path, 'r');
  const modes = Buffer.alloc(2);
  await file.read(modes, 0, 2, 18).finally(() => file.close());
  if (modes.includes(2)) {
    await copyFile(path, target);
    const copy = await open(target, 'r+');
    await copy.write(Buffer.from([1, 1]), 0, 2, 18).finally(() => copy.close());
    return target;
  }
  // Not every system lets a program make links.
  await symlink(resolve(path), target).catch(() => copyFile(path, target));
  return target;
}

function openReadOnly(path: string): Database {
  return attempt(() => {
    const db = new sqlite.Database(path, { readOnly: true });
    try {
      db.exec('pragma trusted_schema = off; pragma query_only = on; pragma cell_size_check = on');
      db.get('select count(*) from sqlite_master');
    } catch (error) {
      db.close();
      throw error;
    }
    return db;
  });
}

function layersOf(db: Database): Layer[] {
  const tables = rowsOf(db, "select name from sqlite_master where name in ('gpkg_contents', 'gpkg_geometry_columns')");
  if (!tables.some((table) => table.name === 'gpkg_contents')) throw invalid('no gpkg_contents');
  const withGeometry = tables.length === 2;
  const rows = rowsOf(
    db,
    `select c.table_name as name, ${withGeometry ? 'g.column_name as geometry, g.srs_id as srs' : 'null as geometry, null as srs'}
     from gpkg_contents c ${withGeometry ? 'left join gpkg_geometry_columns g on g.table_name = c.table_name' : ''}
     where c.data_type in ('features', 'attributes') order by c.rowid`,
  );
  return rows.map((row) => ({
    name: String(row.name),
    geometry: typeof row.geometry === 'string' ? row.geometry : null,
    srs: typeof row.srs === 'number' ? row.srs : null,
  }));
}

/** The layer asked for, or the only one. */
function chooseLayer(layers: Layer[], wanted: string | undefined): Layer {
  const names = layers.map((layer) => layer.name);
  if (wanted !== undefined) {
    const found = layers.find((layer) => layer.name === wanted);
    if (!found) throw new SourceError('layer-unknown', { layer: wanted, layers: names });
    return found;
  }
  const [first, ...others] = layers;
  if (!first) throw invalid('no layer');
  if (others.length > 0) throw new SourceError('layer-ambiguous', { layers: names });
  return first;
}

function columnsOf(db: Database, layer: Layer): string[] {
  const columns = attempt(() => db.all('select name from pragma_table_info(?)', layer.name)) as Row[];
  if (columns.length === 0) throw invalid(`no table ${layer.name}`);
  return columns.map((column) => String(column.name)).filter((name) => name !== layer.geometry);
}

function crsOf(db: Database, layer: Layer): Pick<SourceInfo, 'crs'> & { crsText?: string } {
  if (layer.srs === null || layer.srs <= 0) return { crs: null };
  const row = rowsOf(db, 'select * from gpkg_spatial_ref_sys where srs_id = ?', layer.srs)[0];
  const code = `${row?.organization ?? 'EPSG'}:${row?.organization_coordsys_id ?? layer.srs}`;
  const definition = typeof row?.definition === 'string' ? row.definition : '';
  for (const text of [code, definition]) {
    const parsed = parseCrs(text);
    if (parsed.ok) return { crs: parsed.crs, crsText: code };
  }
  return { crs: null, crsText: code };
}

function rowsOf(db: Database, statement: string, value?: number): Row[] {
  return attempt(() => db.all(statement, value)) as Row[];
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function attempt<T>(work: () => T, row?: number): T {
  try {
    return work();
  } catch (error) {
    throw new SourceError('geopackage-invalid', { reason: reasonOf(error) }, row, error);
  }
}

function invalid(reason: string): SourceError {
  return new SourceError('geopackage-invalid', { reason });
}
