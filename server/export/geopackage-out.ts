/**
 * OGC GeoPackage 1.3 by SQLite compiled to WebAssembly: one layer, x first. No spatial index: this SQLite has none, and clients
 * offer to make it. It holds its thread while it writes a page: the service has one for it.
 */
import sqlite from 'node-sqlite3-wasm';
import type { Field, FieldType, FieldValue } from '../features/field.ts';
import { type FeaturesOut, provenance } from './features-out.ts';
import { SYSTEM_TEXTS } from './system-wkt.ts';
import { boundsOf, geopackageBlob, joined, NO_BOUNDS } from './wkb.ts';

type Database = InstanceType<typeof sqlite.Database>;
type Statement = ReturnType<Database['prepare']>;

const COLUMN_TYPES: Record<FieldType, string> = {
  text: 'TEXT',
  integer: 'INTEGER',
  real: 'REAL',
  boolean: 'BOOLEAN',
  instant: 'DATETIME',
};

const TABLES = `
  pragma application_id = 1196444487;
  pragma user_version = 10300;
  create table gpkg_spatial_ref_sys (
    srs_name text not null, srs_id integer not null primary key, organization text not null,
    organization_coordsys_id integer not null, definition text not null, description text);
  create table gpkg_contents (
    table_name text not null primary key, data_type text not null, identifier text unique, description text default '',
    last_change datetime not null default (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    min_x double, min_y double, max_x double, max_y double, srs_id integer,
    constraint fk_gc_r_srs_id foreign key (srs_id) references gpkg_spatial_ref_sys (srs_id));
  create table gpkg_geometry_columns (
    table_name text not null, column_name text not null, geometry_type_name text not null, srs_id integer not null,
    z tinyint not null, m tinyint not null,
    constraint pk_geom_cols primary key (table_name, column_name), constraint uk_gc_table_name unique (table_name),
    constraint fk_gc_tn foreign key (table_name) references gpkg_contents (table_name),
    constraint fk_gc_srs foreign key (srs_id) references gpkg_spatial_ref_sys (srs_id));
  insert into gpkg_spatial_ref_sys values
    ('Undefined cartesian SRS', -1, 'NONE', -1, 'undefined', null),
    ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', null)`;

export async function writeGeopackage(path: string, features: FeaturesOut): Promise<void> {
  const db = new sqlite.Database(path);
  let insert: Statement | undefined;
  try {
    // a file that breaks off is thrown away
    db.exec('pragma journal_mode = off; pragma synchronous = off');
    db.exec('begin');
    insert = db.prepare(describe(db, features));
    let bounds = NO_BOUNDS;
    for await (const page of features.pages) {
      for (const { id, properties, geometry } of page) {
        if (geometry !== null) bounds = joined(bounds, boundsOf(geometry));
        const blob = geometry === null ? null : geopackageBlob(geometry, features.system.epsg!);
        const values = features.fields.map(({ name }) => stored(properties[name] ?? null));
        insert.run([blob, id, ...values]);
      }
    }
    insert.finalize();
    insert = undefined;
    if (Number.isFinite(bounds[0])) {
      const box = 'update gpkg_contents set min_x = ?, min_y = ?, max_x = ?, max_y = ? where table_name = ?';
      db.run(box, [...bounds, features.name]);
    }
    db.exec('commit');
  } finally {
    insert?.finalize();
    db.close();
  }
}

/** Answers the statement that inserts a row. */
function describe(db: Database, features: FeaturesOut): string {
  const { name, fields, geometry, system } = features;
  db.exec(TABLES);
  for (const epsg of new Set([4326, system.epsg!])) {
    const { name, ogc } = SYSTEM_TEXTS[epsg]!;
    db.run('insert into gpkg_spatial_ref_sys values (?, ?, ?, ?, ?, null)', [name, epsg, 'EPSG', epsg, ogc]);
  }
  const columns = fields.map(({ name, type }: Field) => `"${name}" ${COLUMN_TYPES[type]}`);
  const shape = geometry.toUpperCase();
  db.exec(`create table "${name}" (
    fid integer primary key autoincrement not null, geom ${shape}, feature_id TEXT, ${columns.join(', ')})`);
  const description = provenance(features);
  db.run('insert into gpkg_contents (table_name, data_type, identifier, description, srs_id) values (?, ?, ?, ?, ?)', [
    ...[name, 'features', name, description],
    system.epsg!,
  ]);
  db.run('insert into gpkg_geometry_columns values (?, ?, ?, ?, 0, 0)', [name, 'geom', shape, system.epsg!]);
  const marks = ['?', '?', ...fields.map(() => '?')].join(', ');
  return `insert into "${name}" values (null, ${marks})`;
}

const stored = (value: FieldValue): string | number | null => (typeof value === 'boolean' ? Number(value) : value);
