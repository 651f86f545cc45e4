/**
 * The layers of a zip: every Shapefile by its stem, every other readable file by its name. One of them is unpacked into a
 * temporary folder under names of our own; the folder goes when the source is closed.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, extname, join } from 'node:path';
import { SourceError } from '../source-error.ts';
import type { Source, SourceRequest } from '../source-shape.ts';
import { type ArchiveEntry, ZipArchive } from '../zip-archive.ts';
import { partOf, type ShapefileParts } from './shapefile-parts.ts';

type OpenShapefile = (parts: ShapefileParts, request: SourceRequest) => Promise<Source>;
type OpenFile = (path: string, fileName: string, request: SourceRequest) => Promise<Source>;

interface ArchiveLayer {
  name: string;
  parts: Map<keyof ShapefileParts, ArchiveEntry>;
  file?: ArchiveEntry;
}

const READABLE = /\.(geojson|json|ndjson|jsonl|geojsonl|geojsons|gpkg|csv|tsv)$/i;
/** JSON files that describe others. */
const METADATA = /(^|\/)(package|metadata|datapackage)\.json$/i;

/** Errors: those of ZipArchive, `zip-entry-missing`, `shapefile-part-missing` {missing}, `layer-unknown`, `layer-ambiguous`. */
export async function openArchive(
  request: SourceRequest,
  openShapefile: OpenShapefile,
  openFile: OpenFile,
): Promise<Source> {
  const archive = await ZipArchive.open(request.path, request.limits);
  const folder = await mkdtemp(join(request.options.temporaryFolder ?? tmpdir(), 'gezhong-zip-'));
  const clear = () => rm(folder, { recursive: true, force: true });
  try {
    if (archive.entries.some((one) => one.name === '[Content_Types].xml')) {
      throw new SourceError('format-unknown', { looksLike: 'xlsx' });
    }
    const layers = layersOf(archive.entries);
    const layer = chooseLayer(layers, request.options.layer);
    const source = await openLayer(archive, layer, folder, request, openShapefile, openFile);
    const { info } = source;
    // A GeoPackage names its own layers. Notes made while reading go on arriving in the same list.
    if (!layer.file || !info.layers) {
      info.layer = layer.name;
      info.layers = layers.map((one) => one.name);
    }
    info.notes.push('file-in-archive');
    return {
      info,
      features: () => source.features(),
      close: async () => {
        await source.close();
        await clear();
      },
    };
  } catch (error) {
    await clear();
    throw error;
  } finally {
    archive.close();
  }
}

async function openLayer(
  archive: ZipArchive,
  layer: ArchiveLayer,
  folder: string,
  request: SourceRequest,
  openShapefile: OpenShapefile,
  openFile: OpenFile,
): Promise<Source> {
  if (layer.file) {
    const target = join(folder, `layer${extname(layer.file.name).toLowerCase()}`);
    await archive.extract(layer.file, target);
    const { layer: _chosen, ...options } = request.options;
    const inner = layer.name === request.options.layer ? options : request.options;
    return openFile(target, basename(layer.file.name), { ...request, path: target, options: inner });
  }
  const missing = (['shp', 'dbf'] as const).filter((part) => !layer.parts.has(part));
  if (missing.length > 0) throw new SourceError('shapefile-part-missing', { layer: layer.name, missing });
  const parts: ShapefileParts = {};
  for (const [part, entry] of layer.parts) {
    parts[part] = join(folder, `layer.${part}`);
    await archive.extract(entry, parts[part]);
  }
  return openShapefile(parts, request);
}

/** Layers by the name a person sees: the stem, with its folder where two stems are equal. */
function layersOf(entries: readonly ArchiveEntry[]): ArchiveLayer[] {
  const layers = new Map<string, ArchiveLayer>();
  for (const entry of entries) {
    const part = partOf(entry.name);
    const stem = entry.name.slice(0, entry.name.length - extname(entry.name).length);
    if (part) {
      const key = `shapefile ${stem.toLowerCase()}`;
      const layer = layers.get(key) ?? { name: stem, parts: new Map() };
      layer.parts.set(part, entry);
      layers.set(key, layer);
    } else if (READABLE.test(entry.name) && !METADATA.test(entry.name)) {
      layers.set(`file ${entry.name}`, { name: stem, parts: new Map(), file: entry });
    }
  }
  // A .prj or .cpg alone is nothing to read; a lone .dbf or .shp is a Shapefile with a part missing.
  const found = [...layers.values()].filter((one) => one.file || one.parts.has('shp') || one.parts.has('dbf'));
  const short = found.map((one) => basename(one.name));
  return found.map((one, i) => {
    const stem = short[i] ?? one.name;
    return { ...one, name: short.indexOf(stem) === short.lastIndexOf(stem) ? stem : (one.file?.name ?? one.name) };
  });
}

function chooseLayer(layers: ArchiveLayer[], wanted: string | undefined): ArchiveLayer {
  const names = layers.map((layer) => layer.name);
  const [first, ...others] = layers;
  if (!first) throw new SourceError('zip-entry-missing', { expected: ['shp', 'geojson', 'gpkg', 'csv'] });
  const named = layers.find((layer) => layer.name === wanted);
  if (named) return named;
  // A single file that holds layers itself, such as a GeoPackage, resolves the name.
  if (wanted !== undefined && !(others.length === 0 && first.file)) {
    throw new SourceError('layer-unknown', { layer: wanted, layers: names });
  }
  if (others.length > 0) throw new SourceError('layer-ambiguous', { layers: names });
  return first;
}
