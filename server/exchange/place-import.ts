/**
 * Places from a file, row by row: a point, or a footprint with an inner point. The grid that answers is found here, by the
 * grid named by hand or by position, in the map in force.
 */
import { createHash } from 'node:crypto';
import type { Geometry } from 'geojson';
import { boxOf } from '../geometry/cell-frame.ts';
import { innerPoint } from '../geometry/inner-point.ts';
import { toDegrees } from '../geometry/lattice.ts';
import { encodeMultiPolygon } from '../geometry/wkb.ts';
import { askKnownPlaces } from './county-state.ts';
import { datumSuspicion, SUSPICION_SAMPLE } from './datum-suspicion.ts';
import { type FileRow, noteShape, type OpenFile, refuseShape } from './file-rows.ts';
import type { GridFinder } from './grid-finder.ts';
import { type ImportHost, RowBatches } from './import-host.ts';
import type { Report } from './report.ts';
import { type Place, pointOf, surfaceOf } from './row-geometry.ts';

interface Located {
  x: number;
  y: number;
  footprint: string | null;
}

export async function importPlaces(file: OpenFile, report: Report, host: ImportHost, grids: GridFinder): Promise<void> {
  const batches = new RowBatches(host);
  const first = new Map<string, { row: number; x: number; y: number; refused: boolean }>();
  const parents = new Map<string, { row: number; key: string; at: Place }>();
  const sample: [number, number][] = [];
  for await (const read of file.rows()) {
    const place = await readPlace(read, file, report, grids);
    if (place === null) continue;
    const { row } = read;
    const { code, x, y, parentCode } = place;
    const at: Place = [toDegrees(x), toDegrees(y)];
    const earlier = first.get(code);
    if (earlier) {
      report.refuse({ row, code: 'duplicate', params: { other: earlier.row }, key: code, at });
      if (!earlier.refused) {
        const there: Place = [toDegrees(earlier.x), toDegrees(earlier.y)];
        report.withdraw({ row: earlier.row, code: 'duplicate', params: { other: row }, key: code, at: there });
      }
      earlier.refused = true;
      continue;
    }
    first.set(code, { row, x, y, refused: false });
    if (parentCode !== null && !parents.has(parentCode)) parents.set(parentCode, { row, key: code, at });
    if (sample.length < SUSPICION_SAMPLE) sample.push([x, y]);
    if (place.gridCode === null && grids.count > 0) report.note({ row, code: 'outside-grids', key: code, at });
    report.accepted++;
    report.extend([x, y, x, y]);
    await batches.add(place, 300 + (place.footprint?.length ?? 0), report.rows);
  }
  await batches.flush(report.rows);
  await checkParents(parents, first, report, host);
  const suspicion = datumSuspicion(sample, (x, y) => grids.covers(x, y));
  if (suspicion !== null) report.remark(suspicion.code, suspicion.params);
}

/** A unit's building is in the file or in force. Every parent is told once, at the first row that names it. */
async function checkParents(
  parents: ReadonlyMap<string, { row: number; key: string; at: Place }>,
  inFile: ReadonlyMap<string, unknown>,
  report: Report,
  host: ImportHost,
): Promise<void> {
  const open = [...parents.keys()].filter((code) => !inFile.has(code));
  for (let from = 0; from < open.length; from += 1000) {
    const asked = open.slice(from, from + 1000);
    const known = new Set(await askKnownPlaces(host, asked));
    for (const parentCode of asked) {
      if (known.has(parentCode)) continue;
      const { row, key, at } = parents.get(parentCode)!;
      report.withdraw({ row, code: 'parent-unknown', params: { parentCode }, key, at });
    }
  }
}

async function readPlace({ row, values, geometry, at }: FileRow, file: OpenFile, report: Report, grids: GridFinder) {
  const given = (values.code as string | null | undefined) ?? null;
  const refuse = (code: string, params: Record<string, unknown> = {}): null => {
    report.refuse({ row, code, params, key: given ?? undefined, at });
    return null;
  };
  if (geometry === null) return refuse('geometry-missing');
  const located = locate(geometry, row, given ?? undefined, report);
  if (located === null) return null;
  const kind = (values.kind as string | null | undefined) ?? assumedKind(geometry, file.mapping);
  if (kind === null) return refuse('kind-missing');
  if (values.kind == null) report.note({ row, code: 'kind-assumed', params: { kind }, at });
  const gridOverride = (values.gridOverride as string | null | undefined) ?? null;
  if (gridOverride !== null && !grids.has(gridOverride)) return refuse('grid-unknown', { grid: gridOverride });
  const { x, y, footprint } = located;
  if (given === null) report.note({ row, code: 'code-from-position', at });
  const name = (values.name as string | null | undefined) ?? null;
  return {
    code: given ?? codeFromPosition(x, y, kind, name),
    kind,
    name,
    address: (values.address as string | null | undefined) ?? null,
    compound: (values.compound as string | null | undefined) ?? null,
    parentCode: (values.parentCode as string | null | undefined) ?? null,
    households: values.households ?? null,
    shops: values.shops ?? null,
    storeys: values.storeys ?? null,
    accuracyM: values.accuracyM ?? null,
    x,
    y,
    footprint,
    gridOverride,
    gridCode: gridOverride === null ? grids.at(x, y) : grids.answering(gridOverride),
  };
}

/** A footprint is a building's, and so is a point whose file counts households or storeys. */
function assumedKind(geometry: Geometry, mapping: Readonly<Record<string, string>>): 'building' | null {
  if (geometry.type === 'Polygon' || geometry.type === 'MultiPolygon') return 'building';
  return mapping.households !== undefined || mapping.storeys !== undefined ? 'building' : null;
}

/** The same place gets the same code in every file. */
function codeFromPosition(x: number, y: number, kind: string, name: string | null): string {
  return `p-${createHash('sha256')
    .update(`${x},${y},${kind},${name ?? ''}`)
    .digest('hex')
    .slice(0, 16)}`;
}

function locate(geometry: Geometry, row: number, key: string | undefined, report: Report): Located | null {
  if (geometry.type === 'Polygon' || geometry.type === 'MultiPolygon') {
    const surface = surfaceOf(geometry);
    if (!surface.ok) {
      refuseShape(report, row, key, surface);
      return null;
    }
    noteShape(report, row, key, surface.notes);
    report.extend(boxOf(surface.shape));
    const [x, y] = innerPoint(surface.shape);
    return { x, y, footprint: Buffer.from(encodeMultiPolygon(surface.shape)).toString('hex') };
  }
  const point = pointOf(geometry);
  if (!point.ok) {
    refuseShape(report, row, key, point);
    return null;
  }
  noteShape(report, row, key, point.notes);
  return { x: point.x, y: point.y, footprint: null };
}
