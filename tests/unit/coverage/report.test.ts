import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../server/contract/coverage.ts';
import { isListed } from '../../../server/coverage/report.ts';

const finding = (kind: string, areaM2: number | null, buildings = 0): Finding => ({
  id: `${kind}-1`,
  kind,
  severity: 'info',
  sliver: false,
  areaM2,
  widthM: null,
  lengthM: null,
  households: 0,
  buildings,
  uncounted: 0,
  grids: [],
  place: null,
  at: [117, 30],
  geometry: null,
  detail: {},
  repair: null,
  exception: null,
});

describe('what a report lists when nobody asks for other limits', () => {
  it.each<[string, number | null, number, boolean]>([
    ['gap-enclosed', 1, 0, true],
    ['gap-enclosed', 0.99, 0, false],
    ['gap-enclosed', 0.99, 1, true],
    ['grid-unstaffed', null, 0, true],
    // the area is that of slivers that are counted as too small already; what is told is the border
    ['t-junction', 0.06, 0, true],
    ['t-junction', null, 0, true],
  ])('%s of %s m² with %s buildings: %s', (kind, areaM2, buildings, expected) => {
    expect(isListed(finding(kind, areaM2, buildings))).toBe(expected);
  });
});
