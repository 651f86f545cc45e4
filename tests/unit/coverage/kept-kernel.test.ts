import { describe, expect, it } from 'vitest';
import { keptReport } from '../../../server/coverage/kept-kernel.ts';
import { type CoverageInput, checkCoverage } from '../../../server/geometry/coverage.ts';
import { movedVertex } from '../../support/random-edits.ts';
import { randomPoints, syntheticCounty } from '../../support/synthetic-county.ts';

const shapes = syntheticCounty({ grids: 40, vertices: 10, seed: 3 });
const grids = shapes.map((polygons, i) => ({ code: `g${String(i).padStart(2, '0')}`, polygons }));
const xy = randomPoints(shapes, 60, 5);
const points = {
  xy,
  households: new Int32Array(60).fill(7),
  codes: Array.from({ length: 60 }, (_, i) => `b${i}`),
};
const dragged = grids.map((grid, i) => {
  const ring = grid.polygons[0]![0]!;
  return i % 13 === 0 ? { ...grid, polygons: movedVertex(grid.polygons, [ring[0]!, ring[1]!], 900, 700) } : grid;
});

describe('the report of a thread that checks one county after another', () => {
  const inputs: [string, CoverageInput][] = [
    ['a county', { grids, points, minAreaM2: 1 }],
    ['the same', { grids: [...grids], points: { ...points }, minAreaM2: 1 }],
    ['some grids changed', { grids: dragged, points, minAreaM2: 1 }],
    ['some gone', { grids: grids.slice(3), points, minAreaM2: 1 }],
    ['most gone', { grids: grids.slice(30), points, minAreaM2: 1 }],
    ['other counts', { grids, points: { ...points, households: new Int32Array(60).fill(9) }, minAreaM2: 1 }],
    ['another limit', { grids: dragged, points, minAreaM2: 0 }],
    ['without buildings', { grids: dragged, minAreaM2: 0 }],
    ['nothing', { grids: [] }],
    ['a county again', { grids, points, minAreaM2: 1 }],
  ];
  it.each(inputs)('is that of a full check: %s', (_, input) => {
    expect(keptReport(input)).toStrictEqual(checkCoverage(input));
  });
});
