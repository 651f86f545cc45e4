/** GDAL's ogr2ogr as a reader of what this service gives out: any source it opens comes back as GeoJSON in degrees. */
import { execFile, execFileSync } from 'node:child_process';
import { promisify } from 'node:util';

export const NO_GDAL = 'skipped: no GDAL found; apt-get install gdal-bin';

export function hasGdal(): boolean {
  try {
    return /OAPIF/.test(execFileSync('ogrinfo', ['--formats'], { encoding: 'utf8' }));
  } catch {
    return false;
  }
}

export interface GdalFeature {
  id?: string | number;
  properties: Record<string, unknown>;
  geometry: { type: string; coordinates: unknown } | null;
}

const run = promisify(execFile);

/** `options`: before the source, of ogr2ogr. Without waiting in this thread: the service that is asked may be in it. */
export async function readByGdal(
  source: string,
  layer: string | null,
  options: readonly string[] = [],
  environment: Record<string, string> = {},
): Promise<GdalFeature[]> {
  const args = [
    ...['-f', 'GeoJSON', '-lco', 'COORDINATE_PRECISION=9', '-t_srs', 'OGC:CRS84', ...options],
    ...['/vsistdout/', source, ...(layer === null ? [] : [layer])],
  ];
  const { stdout } = await run('ogr2ogr', args, {
    maxBuffer: 64 * 1024 ** 2,
    env: { ...process.env, ...environment },
  });
  return (JSON.parse(stdout) as { features: GdalFeature[] }).features;
}

/** What ogrinfo says of a source and all its layers. */
export async function describedByGdal(source: string): Promise<string> {
  const { stdout } = await run('ogrinfo', ['-ro', '-al', '-so', source]);
  return stdout;
}
