/** What a look into a file tells a person who is about to import it. Pure. */
import type { ImportLayer, Inspection } from '../contract/imports.ts';
import { FIELDS } from './field-catalogue.ts';
import { suggestMapping } from './mapping.ts';
import type { Inspection as FileSummary } from './summary.ts';

/** `layer`: what the file is to become; otherwise what it looks like. */
export function describeFile(summary: FileSummary, layer?: ImportLayer): Inspection {
  const { info, count, bounds, geometryTypes, sample, crs } = summary;
  const guess = guessLayer(summary);
  const candidates = crs === null ? [] : crs.ok ? [crs.crs] : crs.candidates;
  return {
    format: info.format,
    layers: info.layers ?? (info.layer === undefined ? [] : [info.layer]),
    fields: info.fields,
    encoding: info.encoding,
    declaredCrs: info.crs?.code ?? info.crs?.name ?? info.crsText ?? null,
    crsCandidates: candidates.map(({ code, definition }) => code ?? definition).slice(0, 40),
    rows: count,
    geometryTypes,
    bounds: bounds === null ? null : [...bounds],
    sample: sample.map((row) => JSON.parse(JSON.stringify(row)) as Record<string, unknown>),
    mapping: suggestMapping(info.fields, layer ?? guess ?? 'places'),
    layerGuess: guess,
  };
}

/** Lines are roads, points are places; for the rest the column names tell, and codes without positions are areas. */
function guessLayer({ info, geometryTypes, sample }: FileSummary): ImportLayer | null {
  const has = (pattern: RegExp): boolean => geometryTypes.some((type) => pattern.test(type));
  if (has(/LineString/)) return 'base';
  const mapped = (layer: ImportLayer): Record<string, string> => suggestMapping(info.fields, layer);
  const areas = mapped('areas');
  const codes = sample.map((row) => String(row[areas.code ?? ''] ?? ''));
  const workers = mapped('workers');
  if (workers.code !== undefined && workers.name !== undefined && (workers.role ?? workers.login) !== undefined) {
    return 'workers';
  }
  const areaCodes = codes.length > 0 && codes.every((code) => /^\d{6}(\d{3}){0,2}$/.test(code));
  if (geometryTypes.length === 0) return areaCodes ? 'areas' : null;
  if (has(/Point/) && !has(/Polygon/)) return 'places';
  if (areaCodes && (areas.level !== undefined || areas.name !== undefined)) return 'areas';
  const telling: Partial<Record<ImportLayer, string[]>> = {
    places: ['households', 'shops', 'storeys', 'address', 'compound', 'accuracyM', 'gridOverride'],
    grids: ['leader', 'worker', 'bandMin', 'bandMax', 'leaderPhone', 'workerPhone'],
  };
  const score = (layer: 'places' | 'grids'): number => {
    const found = mapped(layer);
    const own = FIELDS[layer].find(({ name }) => name === 'code')!.names;
    const named = found.code !== undefined && own.indexOf(found.code) > 0 && own.indexOf(found.code) < 5 ? 1 : 0;
    return named + telling[layer]!.filter((field) => found[field] !== undefined).length;
  };
  const [places, grids] = [score('places'), score('grids')];
  if (has(/Point/)) return 'places';
  return places > grids ? 'places' : 'grids';
}
