/**
 * Areas from a file: the code says the level (6 digits county, 9 town, 12 community) and the parent, which must be in the
 * file or in force. A row without a geometry is an area whose boundary is not known.
 */
import type { AreaLevel } from '../contract/codes.ts';
import { boxOf } from '../geometry/cell-frame.ts';
import { encodeMultiPolygon } from '../geometry/wkb.ts';
import { askAreas } from './county-state.ts';
import { type FileRow, noteShape, type OpenFile, refuseShape } from './file-rows.ts';
import { type ImportHost, RowBatches } from './import-host.ts';
import type { ImportTask } from './import-protocol.ts';
import type { Report } from './report.ts';
import { type Place, surfaceOf } from './row-geometry.ts';

const LEVELS: Record<number, AreaLevel> = { 6: 'county', 9: 'town', 12: 'community' };

interface AreaRow {
  row: number;
  at: Place | undefined;
  code: string;
  name: string;
  level: AreaLevel;
  /** As the file says; null: the nearest there is. */
  stated: string | null;
  /** Hex EWKB in degrees. */
  boundary: string | null;
}

/** `created`: the county that comes into being with this import. */
export async function importAreas(
  task: ImportTask,
  file: OpenFile,
  report: Report,
  host: ImportHost,
  created: string | null,
): Promise<void> {
  const rows: AreaRow[] = [];
  const first = new Map<string, AreaRow>();
  for await (const read of file.rows()) {
    const area = readArea(read, task.county, report);
    if (area === null) continue;
    const earlier = first.get(area.code);
    if (earlier) {
      const { code, row, at } = area;
      report.refuse({ row, code: 'duplicate', params: { other: earlier.row }, key: code, at });
      report.withdraw({ row: earlier.row, code: 'duplicate', params: { other: row }, key: code, at: earlier.at });
      continue;
    }
    first.set(area.code, area);
    rows.push(area);
    report.accepted++;
  }
  const known = new Set([...(await askAreas(host)).map(({ code }) => code), ...first.keys()]);
  if (created !== null) known.add(created);
  const batches = new RowBatches(host);
  for (const area of rows) {
    const parentCode = parentOf(area, known);
    if (parentCode === undefined) {
      const { row, code, at, stated } = area;
      const expected = stated ?? code.slice(0, Math.max(6, code.length - 3));
      report.withdraw({ row, code: 'parent-unknown', params: { parentCode: expected }, key: code, at });
      continue;
    }
    const { code, name, level, boundary } = area;
    await batches.add({ code, name, level, parentCode, boundary }, 200 + (boundary?.length ?? 0), report.rows);
  }
  await batches.flush(report.rows);
}

/** Null for a county, undefined when the parent does not exist. */
function parentOf({ code, level, stated }: AreaRow, known: ReadonlySet<string>): string | null | undefined {
  if (level === 'county') return null;
  if (stated !== null) return known.has(stated) ? stated : undefined;
  for (let length = code.length - 3; length >= 6; length -= 3) {
    // Only a county may stand in for a town that the office does not list; a town listed elsewhere would be missing here.
    if (known.has(code.slice(0, length))) return code.slice(0, length);
    if (code.slice(length - 3, length) !== '000') return undefined;
  }
  return undefined;
}

function readArea({ row, values, geometry, at }: FileRow, county: string | null, report: Report): AreaRow | null {
  const code = values.code as string | null | undefined;
  const refuse = (why: string, params: Record<string, unknown> = {}): null => {
    report.refuse({ row, code: why, params, key: code ?? undefined, at });
    return null;
  };
  if (code == null) return refuse('code-missing');
  const level = LEVELS[code.length];
  if (level === undefined || !/^\d+$/.test(code)) return refuse('code-invalid', { value: code });
  if (values.level != null && values.level !== level)
    return refuse('level-mismatch', { level: values.level, byCode: level });
  if (county !== null && !code.startsWith(county)) return refuse('code-of-other-county', { county });
  if (values.name == null) return refuse('name-missing');
  const stated = (values.parentCode as string | null | undefined) ?? null;
  if (stated !== null && (level === 'county' || !code.startsWith(stated) || stated.length >= code.length)) {
    // A county's own parent, a city or a province, is outside this register.
    if (level !== 'county') return refuse('code-parent-mismatch', { parentCode: stated });
  }
  const area: AreaRow = { row, at, code, name: String(values.name), level, stated, boundary: null };
  if (geometry === null) return area;
  const surface = surfaceOf(geometry);
  if (!surface.ok) {
    refuseShape(report, row, code, surface);
    return null;
  }
  noteShape(report, row, code, surface.notes);
  report.extend(boxOf(surface.shape));
  area.boundary = Buffer.from(encodeMultiPolygon(surface.shape)).toString('hex');
  return area;
}
