/** The report of a polygon file that nobody has loaded; with a county, against its boundary, exclusions and buildings. */
import { access } from 'node:fs/promises';
import { basename } from 'node:path';
import { layerReport } from '../coverage/layer-report.ts';
import type { CheckSubject } from '../coverage/subject.ts';
import { type LayerOptions, readLayerFile } from '../exchange/layer-file.ts';
import { SourceError } from '../exchange/source.ts';
import type { Checked } from './coverage.ts';
import { withCoverage } from './coverage-county.ts';
import { type Terminal, UsageError } from './terminal.ts';

/** Throws UsageError where the file cannot be read, or does not say enough. */
export async function checkFile(
  path: string,
  stated: { [K in keyof LayerOptions]: LayerOptions[K] | undefined } & { mapping: Record<string, string> },
  county: string | undefined,
  minAreaM2: number,
  terminal: Terminal,
): Promise<Checked> {
  await access(path).catch(() => {
    throw new UsageError(`there is no file ${path}`);
  });
  const options = Object.fromEntries(Object.entries(stated).filter(([, value]) => value !== undefined));
  const fileName = basename(path);
  const read = await readLayerFile(path, fileName, options as unknown as LayerOptions).catch((error: unknown) => {
    if (error instanceof SourceError) throw new UsageError(`${path}: ${error.code} ${JSON.stringify(error.params)}`);
    throw error;
  });
  if (!read.ok) throw new UsageError(`${path}: ${read.problem.code} ${JSON.stringify(read.problem.params)}`);
  const subject: CheckSubject | null =
    county === undefined
      ? null
      : await withCoverage(terminal, (coverage) => coverage.subject({ area: county, asOf: null, plan: null }));
  const { features, micros, skipped, sha256 } = read;
  const report = layerReport({
    fileName,
    features,
    micros,
    skipped: skipped.length,
    sha256,
    minAreaM2,
    subject,
    checkedAt: new Date(),
  });
  return { report, file: { name: fileName, skipped: skipped.length } };
}
