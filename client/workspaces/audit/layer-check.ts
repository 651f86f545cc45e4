/**
 * The audit of polygons that belong to nobody's database, by the kernel the service uses (layer-check of server/geometry).
 * Runs in the worker. Without a boundary the outer edge is never a finding.
 */
import type { Finding } from '../../../server/contract/coverage.ts';
import { contentHash } from '../../../server/geometry/content-hash.ts';
import type { CoverageFinding } from '../../../server/geometry/coverage-report.ts';
import { fromGeoJson, toGeoJson } from '../../../server/geometry/geojson.ts';
import { toDegrees } from '../../../server/geometry/lattice.ts';
import { checkLayer, type LayerReport } from '../../../server/geometry/layer-check.ts';
import { codeField, codesOf, LayerFault, type RawFeature } from './layer-file.ts';

export interface LayerCheck {
  readonly kernel: LayerReport;
  /** Which feature of the file each shape is: its number from 0. */
  readonly from: readonly number[];
  readonly findings: readonly Finding[];
  /** Shapes that were given, valid or not. */
  readonly shapes: number;
  readonly skipped: number;
  readonly vertices: number;
  readonly codeField: string | null;
  readonly contentHash: string;
}

const round = (value: number): number => Math.round(value * 100) / 100;
const rounded = (value: number | null): number | null => (value === null ? null : round(value));

function asFinding(finding: CoverageFinding): Finding {
  const { widthBy: _, vertices, ...rest } = finding;
  return {
    ...rest,
    areaM2: rounded(finding.areaM2),
    widthM: rounded(finding.widthM),
    lengthM: rounded(finding.lengthM),
    grids: [...finding.grids],
    at: [toDegrees(finding.at[0]), toDegrees(finding.at[1])],
    geometry: finding.geometry === null ? null : toGeoJson(finding.geometry),
    detail: {
      ...(vertices.length > 0 ? { vertices: vertices.length / 2 } : {}),
      ...(finding.detail as Finding['detail']),
    },
    exception: null,
  };
}

const isPolygon = (geometry: unknown): boolean =>
  /^(Multi)?Polygon$/.test(String((geometry as { type?: unknown } | null)?.type));

const isEmpty = (geometry: unknown): boolean => {
  const { coordinates } = geometry as { coordinates?: unknown };
  return Array.isArray(coordinates) && coordinates.length === 0;
};

type Polygons = Parameters<typeof checkLayer>[0][number]['polygons'];

/** A coordinate that is none stops the whole file: its numbers are not what they are taken for. */
function polygonsOf(geometry: unknown, n: number): Polygons {
  const read = fromGeoJson(geometry);
  if (read.ok) return read.polygons;
  // rings that do not close or are too short are for the check to report, with the place
  if (read.code === 'ring-unclosed' || read.code === 'ring-too-short') return rawPolygons(geometry);
  throw new LayerFault(read.code, { n, ...(read.at === undefined ? {} : { x: read.at[0], y: read.at[1] }) });
}

/** The rings as they stand; geojson.ts has seen that they are arrays of numbers up to the one it complains of. */
function rawPolygons(geometry: unknown): Polygons {
  const { type, coordinates } = geometry as { type: string; coordinates: Polygons[number] | Polygons };
  return (type === 'Polygon' ? [coordinates] : coordinates) as Polygons;
}

function countVertices(polygons: Polygons): number {
  return polygons.flat().reduce((sum, ring) => sum + Math.max(0, ring.length - 1), 0);
}

/** Throws LayerFault when there is nothing to check, or a coordinate is none. */
export function checkFeatures(features: readonly RawFeature[]): LayerCheck {
  const own = features
    .map((feature, i) => ({ feature, n: i + 1 }))
    .filter(({ feature: { geometry } }) => isPolygon(geometry) && !isEmpty(geometry));
  if (own.length === 0) throw new LayerFault(features.length === 0 ? 'no-features' : 'no-polygons');
  const raw = own.map(({ feature }) => feature);
  const field = codeField(raw);
  const codes = codesOf(raw, field);
  const shapes = own.map(({ feature, n }, i) => ({
    code: codes[i] ?? `#${n}`,
    polygons: polygonsOf(feature.geometry, n),
  }));
  const kernel = checkLayer(shapes);
  return {
    kernel,
    from: own.map(({ n }) => n - 1),
    findings: kernel.findings.map(asFinding),
    shapes: shapes.length,
    skipped: features.length - own.length,
    vertices: shapes.reduce((sum, { polygons }) => sum + countVertices(polygons), 0),
    codeField: field,
    contentHash: contentHash(kernel.judged.map(({ polygons }) => polygons)),
  };
}
