/**
 * A file on disk → a stream of features, whatever its format. Runs in a worker thread: parts of it (SQLite) block. Memory
 * does not grow with the file. Every refusal is a SourceError.
 */
import { openArchive } from './formats/archived-source.ts';
import { openCsv } from './formats/csv.ts';
import { detectKind } from './formats/detect.ts';
import { openGeojson } from './formats/geojson.ts';
import { countVertices } from './formats/geometry-shape.ts';
import { openGeopackage } from './formats/geopackage.ts';
import { openNdjson } from './formats/ndjson.ts';
import { openShapefile } from './formats/shapefile.ts';
import { partsBeside } from './formats/shapefile-parts.ts';
import { SourceError } from './source-error.ts';
import { DEFAULT_LIMITS, type Limits } from './source-limits.ts';
import type { Source, SourceFeature, SourceOptions, SourceRequest } from './source-shape.ts';

export { SourceError, type SourceErrorCode } from './source-error.ts';
export { DEFAULT_LIMITS, type Limits } from './source-limits.ts';
export type {
  Format,
  RowProblem,
  Source,
  SourceFeature,
  SourceInfo,
  SourceNote,
  SourceOptions,
} from './source-shape.ts';

/**
 * `path` is where the file lies, `fileName` what its owner calls it. The caller closes the source, also after an error
 * of `features()`; what cannot be opened leaves nothing behind.
 */
export async function openSource(path: string, fileName: string, options: SourceOptions = {}): Promise<Source> {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const source = await openFile(path, fileName, { path, options, limits });
  return { ...source, features: () => guarded(source.features(), limits) };
}

async function openFile(path: string, fileName: string, request: SourceRequest): Promise<Source> {
  const kind = await detectKind(path, fileName);
  if (kind === 'zip') return openArchive(request, openShapefile, openInner);
  const format = request.options.format ?? kind;
  switch (format) {
    case 'geojson':
      return openGeojson(request);
    case 'ndjson':
      return openNdjson(request);
    case 'csv':
      return openCsv(request);
    case 'geopackage':
      return openGeopackage(request);
    case 'shapefile':
      return openShapefile(await partsBeside(path, fileName), request);
  }
}

/** A file out of an archive; archives inside archives are not opened. */
async function openInner(path: string, fileName: string, request: SourceRequest): Promise<Source> {
  if ((await detectKind(path, fileName)) === 'zip') throw new SourceError('format-unknown', { looksLike: 'zip' });
  return openFile(path, fileName, request);
}

async function* guarded(features: AsyncIterable<SourceFeature>, limits: Limits): AsyncGenerator<SourceFeature> {
  for await (const feature of features) {
    if (feature.row > limits.features) throw new SourceError('too-many-features', { limit: limits.features });
    if (countVertices(feature.geometry) > limits.verticesPerFeature) {
      throw new SourceError('too-many-vertices', { limit: limits.verticesPerFeature }, feature.row);
    }
    yield feature;
  }
}
