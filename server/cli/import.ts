/** `import`: a file becomes areas, grids, places or base map, here or in a running service; a short report for a person. */
import { openAsBlob } from 'node:fs';
import { access } from 'node:fs/promises';
import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ImportItem, ImportJob, ImportLayer, ImportOptions } from '../contract/imports.ts';
import { ask } from './connect.ts';
import { mappingOf, oneOf, parse, type Terminal, UsageError, write } from './terminal.ts';
import { workHere } from './work-here.ts';

const LAYERS = ['areas', 'grids', 'places', 'base', 'workers', 'events'] as const;
const DATUMS = ['wgs84', 'gcj02', 'bd09'] as const;
const FORMATS = ['text', 'json'] as const;
const SHOWN = 20;
const POLL_MS = 500;

/** 0: done. 1: refused, failed or cancelled. Throws UsageError for a command written wrong. */
export async function importCommand(args: string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parse({
    args,
    allowPositionals: true,
    options: {
      county: { type: 'string' },
      map: { type: 'string', multiple: true },
      datum: { type: 'string' },
      crs: { type: 'string' },
      encoding: { type: 'string' },
      layer: { type: 'string' },
      scheme: { type: 'string' },
      note: { type: 'string' },
      replace: { type: 'boolean' },
      'dry-run': { type: 'boolean' },
      format: { type: 'string', default: 'text' },
      url: { type: 'string' },
    },
  });
  const [first, path, ...more] = positionals;
  const layer = oneOf('the first word after import', first, LAYERS);
  if (path === undefined || more.length > 0) throw new UsageError('import takes one file');
  await access(path).catch(() => {
    throw new UsageError(`there is no file ${path}`);
  });
  const format = oneOf('--format', values.format, FORMATS);
  const { county, crs, encoding, layer: fileLayer, scheme, note, replace } = values;
  if (county === undefined && layer !== 'areas') throw new UsageError('--county CODE is missing');
  const datum = values.datum === undefined ? undefined : oneOf('--datum', values.datum, DATUMS);
  const given = { county, datum, crs, encoding, fileLayer, scheme, note, replace, dryRun: values['dry-run'] };
  const stated = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const options: ImportOptions = { ...stated, mapping: mappingOf(values.map ?? []) };
  const job =
    values.url === undefined
      ? await importHere(terminal, layer, path, options)
      : await importThere(terminal, values.url, layer, path, options);
  const text = format === 'json' ? JSON.stringify(job, null, 2) : describe(job, path);
  await write(terminal.stdout, `${text}\n`);
  return job.state === 'done' ? 0 : 1;
}

function importHere(terminal: Terminal, layer: ImportLayer, path: string, options: ImportOptions): Promise<ImportJob> {
  return workHere(terminal, async ({ imports }) => {
    const job = await imports.start({ layer, path, fileName: basename(path), options, author: 'terminal' });
    return imports.wait(job.id);
  });
}

async function importThere(
  terminal: Terminal,
  url: string,
  layer: ImportLayer,
  path: string,
  options: ImportOptions,
): Promise<ImportJob> {
  const body = new FormData();
  body.set('options', JSON.stringify(options));
  body.set('file', await openAsBlob(path), basename(path));
  const started = await ask(terminal, url, `/api/imports?layer=${layer}`, { method: 'POST', body });
  let job = (await started.json()) as ImportJob;
  while (job.state === 'running') {
    await sleep(POLL_MS);
    job = (await (await ask(terminal, url, `/api/imports/${job.id}`)).json()) as ImportJob;
  }
  return job;
}

function describe({ layer, state, dryRun, report, problem }: ImportJob, path: string): string {
  const lines = [`${layer}  ${basename(path)}  ${state}${dryRun ? ' (dry run, nothing was written)' : ''}`];
  if (problem) lines.push(`  ${problem.code}  ${JSON.stringify(problem.params)}`);
  if (!report) return lines.join('\n');
  lines.push(`  read as    ${report.format}, ${report.encoding}, ${report.crs}, ${report.datum}`);
  lines.push(
    `  rows       ${report.rows}: ${report.accepted} accepted, ${report.refused} refused, ${report.repaired} repaired`,
  );
  if (state === 'done') {
    const { added, changed, unchanged, closed } = report;
    lines.push(
      `  ${dryRun ? 'would be' : 'result  '}   ${added} added, ${changed} changed, ${unchanged} unchanged, ${closed} closed`,
    );
    if (report.edition !== null) lines.push(`  edition    ${report.edition}`);
  }
  const order = { refused: 0, repaired: 1, noted: 2 };
  const items = [...report.items].sort((a, b) => order[a.outcome] - order[b.outcome] || a.row - b.row);
  for (const item of items.slice(0, SHOWN)) lines.push(`  ${itemLine(item)}`);
  if (items.length > SHOWN) lines.push(`  … ${items.length - SHOWN} more; --format json lists them all`);
  return lines.join('\n');
}

function itemLine({ row, code, outcome, params, key, geometry }: ImportItem): string {
  const where = geometry?.type === 'Point' ? ` at ${geometry.coordinates.join(', ')}` : '';
  const named = key === undefined ? '' : ` ${key}`;
  const detail = Object.keys(params).length === 0 ? '' : ` ${JSON.stringify(params)}`;
  return `${outcome.padEnd(8)} ${row === 0 ? 'file' : `row ${row}`}${named}: ${code}${where}${detail}`;
}
