/** A coverage report as lines for a terminal: the sums, one line a finding, and whether it is clean. */
import type { Checked } from './coverage.ts';

export function coverageText({ report, file }: Checked): string {
  const { totals, area, editionNumber, minAreaM2 } = report;
  const what = file === undefined ? `${area.name} ${area.code}, edition ${editionNumber ?? '–'}` : file.name;
  const people =
    totals.places === 0 && file !== undefined
      ? ''
      : `, ${totals.places} buildings, ${totals.householdsCovered} of ${totals.households} households in a grid`;
  const lines = report.findings.map(({ severity, kind, areaM2, households, grids, place, at, id, exception }) =>
    [
      severity.padEnd(7),
      kind.padEnd(18),
      areaM2 === null ? '' : `${areaM2} m²`,
      households > 0 ? `${households} households` : '',
      place ?? grids.join(' '),
      at.join(','),
      id,
      exception === null ? '' : `(${exception.state} until ${exception.until.slice(0, 10)})`,
    ]
      .filter(Boolean)
      .join('  '),
  );
  const below = Object.values(report.belowThreshold).reduce((sum, count) => sum + count, 0);
  const more = [
    report.notJudged.length === 0 ? '' : `not judged: ${report.notJudged.join(' ')}`,
    file === undefined || file.skipped === 0 ? '' : `${file.skipped} rows without a polygon that can be read`,
  ];
  return [
    `${what}: ${totals.grids} grids${people}`,
    ...lines,
    ...more.filter(Boolean),
    `${report.clean ? 'clean' : `${report.findings.length} findings`}, ${below} below ${minAreaM2} m²`,
    '',
  ].join('\n');
}
