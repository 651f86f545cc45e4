/**
 * What the map draws under the grids, from a file: roads, water, green and compound walls. Points, and lines too short to be
 * drawn, are left out and counted.
 */
import { boxOf } from '../geometry/cell-frame.ts';
import { toUnits } from '../geometry/lattice.ts';
import { encodeMultiPolygon } from '../geometry/wkb.ts';
import { type FileRow, noteShape, type OpenFile, refuseShape } from './file-rows.ts';
import { type ImportHost, RowBatches } from './import-host.ts';
import type { Report } from './report.ts';
import { drawingOf, surfaceOf } from './row-geometry.ts';

export async function importBase(file: OpenFile, report: Report, host: ImportHost): Promise<void> {
  const batches = new RowBatches(host);
  for await (const read of file.rows()) {
    const { row, values, geometry, at } = read;
    if (geometry === null) {
      report.refuse({ row, code: 'geometry-missing' });
      continue;
    }
    if (geometry.type === 'Point' || geometry.type === 'MultiPoint') {
      report.note({ row, code: 'geometry-skipped', params: { type: geometry.type }, at });
      continue;
    }
    if (values.kind == null) {
      report.refuse({ row, code: 'kind-missing', at });
      continue;
    }
    const shape = shapeOf(read, report);
    if (shape === null) continue;
    report.accepted++;
    const feature = { kind: values.kind, name: values.name ?? null, class: values.class ?? null, ...shape };
    await batches.add(feature, 200 + (shape.hex ?? shape.geojson).length, report.rows);
  }
  await batches.flush(report.rows);
}

/** Surfaces as hex EWKB, lines as GeoJSON text. */
function shapeOf(
  { row, geometry }: FileRow,
  report: Report,
): { hex: string; geojson: null } | { hex: null; geojson: string } | null {
  if (geometry!.type === 'Polygon' || geometry!.type === 'MultiPolygon') {
    const surface = surfaceOf(geometry!);
    if (!surface.ok) {
      refuseShape(report, row, undefined, surface);
      return null;
    }
    noteShape(report, row, undefined, surface.notes);
    report.extend(boxOf(surface.shape));
    return { hex: Buffer.from(encodeMultiPolygon(surface.shape)).toString('hex'), geojson: null };
  }
  const drawing = drawingOf(geometry!);
  if (!drawing.ok) {
    if (drawing.code === 'line-below-resolution') {
      report.note({ row, code: drawing.code, ...(drawing.at === undefined ? {} : { at: drawing.at }) });
      return null;
    }
    refuseShape(report, row, undefined, drawing);
    return null;
  }
  noteShape(report, row, undefined, drawing.notes);
  const lines = drawing.geometry.type === 'LineString' ? [drawing.geometry.coordinates] : [];
  for (const line of drawing.geometry.type === 'MultiLineString' ? drawing.geometry.coordinates : lines) {
    for (const [lon, lat] of line) {
      const [x, y] = [toUnits(lon!), toUnits(lat!)];
      report.extend([x, y, x, y]);
    }
  }
  return { hex: null, geojson: JSON.stringify(drawing.geometry) };
}
