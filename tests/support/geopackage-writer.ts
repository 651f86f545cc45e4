/** Small GeoPackages for tests: the tables a reader needs and nothing else. */
import sqlite from 'node-sqlite3-wasm';
import wkx from 'wkx';

export interface GeopackageLayer {
  name: string;
  /** Column definitions beside fid and geom, as SQL. */
  columns: string;
  /** EPSG number, 0 or −1 for none. */
  srs: number;
  /** Geometry column first: WKT, raw bytes or null; then the values of `columns`. */
  rows: (string | number | bigint | Uint8Array | null)[][];
}

export function writeGeopackage(path: string, layers: readonly GeopackageLayer[]): void {
  const db = new sqlite.Database(path);
  try {
    db.exec(`
      create table gpkg_spatial_ref_sys (srs_name text, srs_id integer primary key, organization text, organization_coordsys_id integer, definition text);
      create table gpkg_contents (table_name text primary key, data_type text, identifier text, srs_id integer);
      create table gpkg_geometry_columns (table_name text, column_name text, geometry_type_name text, srs_id integer, z integer, m integer);
      insert into gpkg_spatial_ref_sys values ('WGS 84', 4326, 'EPSG', 4326, ''), ('own', 100001, 'NONE', 100001, '+proj=tmerc +lon_0=114 +x_0=500000 +ellps=GRS80');
    `);
    for (const layer of layers) {
      const table = `"${layer.name.replaceAll('"', '""')}"`;
      db.exec(`create table ${table} (fid integer primary key, geom blob, ${layer.columns})`);
      db.run('insert into gpkg_contents values (?, ?, ?, ?)', [layer.name, 'features', layer.name, layer.srs]);
      db.run('insert into gpkg_geometry_columns values (?, ?, ?, ?, 0, 0)', [
        layer.name,
        'geom',
        'GEOMETRY',
        layer.srs,
      ]);
      for (const [geometry = null, ...values] of layer.rows) {
        const bytes = typeof geometry === 'string' ? geopackageBytes(geometry) : geometry;
        const marks = values.map(() => ', ?').join('');
        db.run(`insert into ${table} values (null, ?${marks})`, [bytes, ...values]);
      }
    }
  } finally {
    db.close();
  }
}

/** GeoPackage binary: header, an xy envelope (of zeros) when asked, WKB. */
export function geopackageBytes(wkt: string, envelope = false): Uint8Array {
  const flags = envelope ? 0b0000_0011 : 0b0000_0001;
  const header = Buffer.from([0x47, 0x50, 0, flags, 0, 0, 0, 0]);
  return Buffer.concat([header, Buffer.alloc(envelope ? 32 : 0), wkx.Geometry.parse(wkt).toWkb()]);
}
