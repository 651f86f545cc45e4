/** A department's layer as it comes in a GeoJSON file. Pure. */
import type { NewPlanSource } from '../../../server/contract/plan-sources.ts';

export type SourceFeature = NewPlanSource['grids']['features'][number];

export type SourceFile =
  | { readonly ok: true; readonly features: readonly SourceFeature[]; readonly left: number }
  | { readonly ok: false; readonly fault: 'not-json' | 'not-geojson' | 'no-surface' };

interface Loose {
  type?: unknown;
  features?: unknown;
  geometry?: { type?: unknown };
  properties?: unknown;
}

/** Points and lines are left out and counted; names and codes stay, whatever else the file says of a grid. */
export function readSourceFile(text: string): SourceFile {
  let file: Loose;
  try {
    file = JSON.parse(text.replace(/^\uFEFF/, '')) as Loose;
  } catch {
    return { ok: false, fault: 'not-json' };
  }
  if (file?.type !== 'FeatureCollection' || !Array.isArray(file.features)) return { ok: false, fault: 'not-geojson' };
  const all = file.features as Loose[];
  const surfaces = all.filter((feature) => ['Polygon', 'MultiPolygon'].includes(String(feature?.geometry?.type)));
  if (surfaces.length === 0) return { ok: false, fault: 'no-surface' };
  const features = surfaces.map(
    ({ geometry, properties }) =>
      ({ type: 'Feature', properties: isRecord(properties) ? properties : null, geometry }) as SourceFeature,
  );
  return { ok: true, features, left: all.length - surfaces.length };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const MOST_NAME = 60;

/** What the file is called, made different from names that are taken. */
export function nameFor(file: string, taken: readonly string[]): string {
  const stem =
    file
      .replace(/\.[^.]*$/, '')
      .trim()
      .slice(0, MOST_NAME - 4) || '1';
  if (!taken.includes(stem)) return stem;
  for (let n = 2; ; n++) if (!taken.includes(`${stem} ${n}`)) return `${stem} ${n}`;
}
