/** The table of gravity, row by row. */
import { expect, it } from 'vitest';
import type { FindingKind, FindingSeverity } from '../../../../server/geometry/coverage-report.ts';
import { severityOf } from '../../../../server/geometry/finding-severity.ts';

it.each<[FindingKind, number, number, number, FindingSeverity]>([
  // kind, buildings, m², width in m
  ['gap-enclosed', 0, 999, 20, 'warning'],
  ['gap-enclosed', 0, 1000, 20, 'error'],
  ['gap-enclosed', 1, 2, 0.01, 'error'],
  ['gap-enclosed', 0, 2, 0.05, 'info'],
  ['gap-parent', 0, 2, 0.06, 'warning'],
  ['missing-cell', 0, 5000, 60, 'error'],
  ['overlap', 0, 5000, 1, 'error'],
  ['overlap', 0, 50, 0.99, 'warning'],
  ['overlap', 1, 50, 0.99, 'error'],
  ['overlap', 0, 5, 0.04, 'info'],
  ['outside-parent', 0, 5000, 60, 'warning'],
  ['outside-parent', 1, 5, 0.01, 'error'],
  ['outside-parent', 0, 5, 0.01, 'info'],
  ['duplicate', 0, 1, 0, 'error'],
  ['contained', 0, 1, 0, 'error'],
  ['invalid-ring', 0, 0, 0, 'error'],
  ['building-uncovered', 1, 0, 0, 'error'],
  ['building-double', 1, 0, 0, 'error'],
  ['t-junction', 0, 3, 0, 'info'],
])('%s with %i buildings, %d m², %d m wide is %s', (kind, buildings, areaM2, widthM, severity) => {
  expect(severityOf(kind, { buildings, areaM2, widthM })).toBe(severity);
});

it.each<[FindingKind, boolean, FindingSeverity]>([
  ['invalid-ring', true, 'error'],
  ['invalid-ring', false, 'info'],
  ['place-override', true, 'error'],
  ['place-override', false, 'info'],
  ['building-ambiguous', true, 'warning'],
  ['building-ambiguous', false, 'info'],
  ['footprint-astride', true, 'warning'],
  ['footprint-astride', false, 'info'],
])('%s, grave: %s, is %s', (kind, grave, severity) => {
  expect(severityOf(kind, { buildings: 1, areaM2: 0, widthM: 0, grave })).toBe(severity);
});

it.each<[FindingKind, FindingSeverity]>([
  ['gap-open', 'warning'],
  ['child-outside', 'warning'],
  ['service-far', 'warning'],
  ['code-duplicate', 'warning'],
  ['multipart', 'warning'],
  ['enclave', 'info'],
  ['ring-mended', 'info'],
])('%s without a building is %s', (kind, severity) => {
  expect(severityOf(kind, { buildings: 0, areaM2: 5000, widthM: 60 })).toBe(severity);
});
