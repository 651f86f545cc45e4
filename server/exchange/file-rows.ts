/**
 * A file opened for an import: its columns mapped to our fields, its positions to WGS 84 degrees. Rows whose values cannot be
 * taken are refused in the report and not given out. Everything is streamed; only the first rows are held to see what the
 * positions are.
 */
import type { Geometry } from 'geojson';
import type { ImportLayer } from '../contract/imports.ts';
import type { ImportHost } from './import-host.ts';
import type { ImportTask, Problem } from './import-protocol.ts';
import { applyMapping, checkMapping, suggestMapping, type Values } from './mapping.ts';
import { choosePositions, convertGeometry, firstPosition, type Positioning } from './positions.ts';
import { MAX_REFUSED, type Report } from './report.ts';
import { type GeometryNote, type GeometryRefusal, type Place, swappedRefusal } from './row-geometry.ts';
import { openSource, type Source, type SourceFeature } from './source.ts';

export interface FileRow {
  row: number;
  values: Values;
  /** In WGS 84 degrees. */
  geometry: Geometry | null;
  /** Its first position. */
  at: Place | undefined;
}

export interface OpenFile {
  readonly source: Source;
  readonly mapping: Record<string, string>;
  readonly positions: Positioning;
  rows(): AsyncGenerator<FileRow>;
  /** Columns the mapping names that no row had: known when all rows were read. */
  missingColumns(): string[];
  close(): Promise<void>;
}

const SAMPLE_GEOMETRIES = 500;
const SAMPLE_ROWS = 5000;
const PROGRESS_ROWS = 1000;

/** Errors: every SourceError. What the caller could have stated otherwise is an answer. */
export async function openFile(
  task: ImportTask,
  report: Report,
  host: ImportHost,
  near: Place | undefined,
): Promise<{ ok: true; file: OpenFile } | { ok: false; problem: Problem }> {
  const { options, layer } = task;
  const source = await openSource(task.path, task.fileName, {
    ...(options.encoding === undefined ? {} : { encoding: options.encoding }),
    ...(options.fileLayer === undefined ? {} : { layer: options.fileLayer }),
  });
  let kept = false;
  try {
    const { info } = source;
    const open = info.format === 'geojson' || info.format === 'ndjson';
    const faults = checkMapping(options.mapping, layer, open ? null : info.fields);
    if (faults.length > 0) return { ok: false, problem: { code: 'import-mapping-invalid', params: { faults } } };
    const mapping = completeMapping(options.mapping, info.fields, layer);
    const features = source.features()[Symbol.asyncIterator]();
    const head: SourceFeature[] = [];
    const sample: Geometry[] = [];
    while (head.length < SAMPLE_ROWS && sample.length < SAMPLE_GEOMETRIES) {
      const next = await features.next();
      if (next.done) break;
      head.push(next.value);
      if (next.value.geometry) sample.push(next.value.geometry);
    }
    if (head.length === 0) return { ok: false, problem: { code: 'file-unreadable', params: { reason: 'file-empty' } } };
    const positions = choosePositions(info, sample, options, near);
    if (!positions.ok) return positions;
    for (const code of [...info.notes, ...positions.notes]) report.remark(code);
    const unseen = new Set(open ? Object.values(options.mapping).filter((one) => !one.startsWith('=')) : []);
    async function* all(): AsyncGenerator<SourceFeature> {
      yield* head;
      head.length = 0;
      for (let next = await features.next(); !next.done; next = await features.next()) yield next.value;
    }
    kept = true;
    const file: OpenFile = {
      source,
      mapping,
      positions,
      rows: () => mapped(all(), { mapping, layer, positions, report, host, unseen }),
      missingColumns: () => [...unseen],
      close: async () => {
        await features.return?.();
        await source.close();
      },
    };
    return { ok: true, file };
  } finally {
    if (!kept) await source.close();
  }
}

/** What was stated, and what looks like ours among the columns it leaves. */
export function completeMapping(
  stated: Readonly<Record<string, string>>,
  fields: readonly string[],
  layer: ImportLayer,
): Record<string, string> {
  const used = new Set(Object.values(stated));
  const free = fields.filter((field) => !used.has(field));
  return { ...suggestMapping(free, layer), ...stated };
}

interface Mapped {
  mapping: Record<string, string>;
  layer: ImportLayer;
  positions: Positioning;
  report: Report;
  host: ImportHost;
  unseen: Set<string>;
}

async function* mapped(features: AsyncIterable<SourceFeature>, context: Mapped): AsyncGenerator<FileRow> {
  const { mapping, layer, positions, report, host, unseen } = context;
  for await (const feature of features) {
    report.rows++;
    if (report.rows % PROGRESS_ROWS === 0) host.progress(report.rows);
    if (report.refused >= MAX_REFUSED) {
      report.remark('reading-stopped', { refused: report.refused, row: feature.row });
      return;
    }
    for (const column of unseen) if (Object.hasOwn(feature.properties, column)) unseen.delete(column);
    const { row } = feature;
    const first = firstPosition(feature.geometry);
    const at = first === null ? undefined : showable(positions, first);
    const read = applyMapping(feature.properties, mapping, layer);
    const key = read.ok && typeof read.values.code === 'string' ? read.values.code : undefined;
    if (!read.ok) for (const { code, params } of read.faults) report.refuse({ row, code, params, at });
    if (feature.problem) report.refuse({ row, ...feature.problem, key, at });
    else if (positions.swapped && first !== null) refuseShape(report, row, key, swappedRefusal(first));
    else if (read.ok) {
      for (const field of read.unknownChoices) report.note({ row, code: `${field}-unknown`, key, at });
      const geometry = feature.geometry === null ? null : convertGeometry(feature.geometry, positions.convert);
      yield { row, values: read.values, geometry, at };
    }
  }
}

function showable(positions: Positioning, [x, y]: Place): Place | undefined {
  const [lon, lat] = positions.convert === null ? [x, y] : positions.convert(x, y);
  return Math.abs(lon) <= 180 && Math.abs(lat) <= 90 ? [lon, lat] : undefined;
}

export function refuseShape(report: Report, row: number, key: string | undefined, refusal: GeometryRefusal): void {
  const { code, params, at } = refusal;
  report.refuse({ row, code, params, key, at });
}

/** What rounding does to every file, and heights, are notes; what was wrong in the row itself and was put right is a repair. */
const NOTED = new Set(['z-dropped', 'rounding-point-merged']);

export function noteShape(report: Report, row: number, key: string | undefined, notes: readonly GeometryNote[]): void {
  for (const { code, at, params } of notes) {
    if (NOTED.has(code)) report.note({ row, code, key, at });
    else report.repair({ row, code, params, key, at });
  }
}
