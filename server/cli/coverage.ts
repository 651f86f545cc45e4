/** `coverage`: the report of a county. Exit code 0 only when clean, so it can guard a script. */
import { AreasService } from '../areas/service.ts';
import type { CoverageReport } from '../contract/coverage.ts';
import { coverageFeatures } from '../coverage/features.ts';
import { CoverageService } from '../coverage/service.ts';
import { ask, openHere } from './connect.ts';
import { oneOf, parse, type Terminal, UsageError, write } from './terminal.ts';

const FORMATS = ['text', 'json', 'geojson'] as const;

export async function coverageCommand(args: string[], terminal: Terminal): Promise<number> {
  const { values } = parse({
    args,
    options: {
      county: { type: 'string' },
      'min-area': { type: 'string', default: '1' },
      format: { type: 'string', default: 'text' },
      url: { type: 'string' },
    },
  });
  const format = oneOf('--format', values.format, FORMATS);
  const minArea = Number(values['min-area']);
  if (values.county === undefined || !/^\d{6}(\d{3}(\d{3})?)?$/.test(values.county))
    throw new UsageError('--county CODE is needed: 6, 9 or 12 digits');
  if (!(minArea >= 0)) throw new UsageError('--min-area must be square metres, 0 or more');
  const report =
    values.url === undefined
      ? await checkHere(values.county, minArea, terminal)
      : await checkThere(values.url, values.county, minArea, terminal);
  await write(terminal.stdout, written(report, format));
  return report.clean ? 0 : 1;
}

async function checkHere(area: string, minArea: number, terminal: Terminal): Promise<CoverageReport> {
  const service = await openHere(terminal);
  const coverage = new CoverageService({
    db: service.db,
    areas: new AreasService(service.db),
    clock: () => new Date(),
  });
  try {
    return await coverage.report({ area, minArea });
  } finally {
    coverage.close();
    await service.close();
  }
}

async function checkThere(url: string, area: string, minArea: number, terminal: Terminal): Promise<CoverageReport> {
  const response = await ask(terminal, url, `/api/coverage?area=${area}&minArea=${minArea}`);
  return (await response.json()) as CoverageReport;
}

function written(report: CoverageReport, format: (typeof FORMATS)[number]): string {
  if (format === 'json') return `${JSON.stringify(report, null, 2)}\n`;
  if (format === 'geojson') return `${JSON.stringify(coverageFeatures(report))}\n`;
  const { totals } = report;
  const lines = report.findings.map(({ severity, kind, areaM2, households, grids, place, at, id }) =>
    [
      severity.padEnd(7),
      kind.padEnd(18),
      areaM2 === null ? '' : `${areaM2} m²`,
      households > 0 ? `${households} households` : '',
      place ?? grids.join(' '),
      at.join(','),
      id,
    ]
      .filter(Boolean)
      .join('  '),
  );
  const below = Object.values(report.belowThreshold).reduce((sum, count) => sum + count, 0);
  return [
    `${report.area.name} ${report.area.code}, edition ${report.edition ?? '–'}: ${totals.grids} grids, ${totals.places} buildings, ${totals.householdsCovered} of ${totals.households} households in a grid`,
    ...lines,
    `${report.clean ? 'clean' : `${report.findings.length} findings`}, ${below} below ${report.minAreaM2} m²`,
    '',
  ].join('\n');
}
