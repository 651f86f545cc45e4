/** Polygon layers of ../shared/fixtures as grids of the kernel: rounded to the lattice, normalised, codes by row. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { CoverageGrid } from '../../server/geometry/coverage.ts';
import { fromGeoJson } from '../../server/geometry/geojson.ts';
import type { LayerFeature } from '../../server/geometry/layer-check.ts';
import { checkMultiPolygon } from '../../server/geometry/validity.ts';

const ROOT = fileURLToPath(new URL('../../../shared/fixtures/', import.meta.url));

/** The folder of a set of fixtures, and a title for its tests that says when it is not there. */
export function fixture(name: string): { folder: string; absent: boolean; title: string } {
  const folder = `${ROOT}${name}/`;
  const absent = !existsSync(folder);
  return { folder, absent, title: absent ? `${name} (skipped: ../shared/fixtures/${name} not found)` : name };
}

export interface Layer {
  /** Code = row, four digits. Rows that are no valid polygon are left out. */
  readonly grids: readonly CoverageGrid[];
  readonly refused: readonly number[];
  readonly properties: readonly Record<string, unknown>[];
}

export function readLayer(file: string, factor = 1): Layer {
  const { features } = JSON.parse(readFileSync(file, 'utf8')) as {
    features: { geometry: { type: string; coordinates: never }; properties: Record<string, unknown> }[];
  };
  const grids: CoverageGrid[] = [];
  const refused: number[] = [];
  features.forEach(({ geometry }, row) => {
    const scaled = factor === 1 ? geometry : { ...geometry, coordinates: scale(geometry.coordinates, factor) };
    const read = fromGeoJson(scaled);
    const checked = read.ok ? checkMultiPolygon(read.polygons) : read;
    if (checked.ok) grids.push({ code: String(row).padStart(4, '0'), polygons: checked.polygons });
    else refused.push(row);
  });
  return { grids, refused, properties: features.map(({ properties }) => properties) };
}

/** The features of a file as the layer check takes them. Code = row, four digits. */
export function readFeatures(file: string): LayerFeature[] {
  const { features } = JSON.parse(readFileSync(file, 'utf8')) as { features: { geometry: unknown }[] };
  return features.map(({ geometry }, row) => {
    const read = fromGeoJson(geometry);
    if (!read.ok) throw new Error(`${file} row ${row}: ${read.code}`);
    return { code: String(row).padStart(4, '0'), polygons: read.polygons };
  });
}

function scale(value: unknown, factor: number): unknown {
  return Array.isArray(value) ? value.map((inner) => scale(inner, factor)) : (value as number) * factor;
}
