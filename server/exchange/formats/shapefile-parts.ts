/** The files that make up one Shapefile, found by their common stem; letter case of names does not matter. */
import { readdir } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';

export interface ShapefileParts {
  shp?: string;
  dbf?: string;
  shx?: string;
  prj?: string;
  cpg?: string;
}

const PART = /^\.(shp|dbf|shx|prj|cpg)$/i;

/** The part an extension stands for, undefined for any other file. */
export function partOf(name: string): keyof ShapefileParts | undefined {
  const match = PART.exec(extname(name));
  return match?.[1]?.toLowerCase() as keyof ShapefileParts | undefined;
}

/** The file and those beside it on disk. A file stored under a name of no known part is the part its `fileName` says. */
export async function partsBeside(path: string, fileName: string): Promise<ShapefileParts> {
  const own = partOf(path);
  if (!own) return { [partOf(fileName) ?? 'shp']: path };
  const stem = basename(path, extname(path)).toLowerCase();
  const parts: ShapefileParts = {};
  for (const name of (await readdir(dirname(path))).sort()) {
    const part = partOf(name);
    if (part && basename(name, extname(name)).toLowerCase() === stem) parts[part] ??= join(dirname(path), name);
  }
  parts[own] = path;
  return parts;
}
