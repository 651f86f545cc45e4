/** A fresh division into so many grids. */
import { describe, expect, it } from 'vitest';
import { proposeAtOnce } from '../../../server/partition/propose.ts';
import { wantedInAreas } from '../../../server/partition/wanted-grids.ts';
import type { WorkGraph } from '../../../server/partition/work-graph.ts';
import { requestFor } from '../../support/partition/lattice-graph.ts';
import { testCounty } from '../../support/partition/test-county.ts';

const STANDARD = { min: 150, max: 400 };

describe('a wanted number of grids', () => {
  const { graph } = testCounty({ seed: 72, across: 1, down: 1 })[0]!;
  const households = graph.cells.households.reduce((sum, one) => sum + one, 0);
  const middle = Math.round(households / 275);

  it.each([middle - 2, middle, middle + 2])('is kept, with every grid inside the standard: %i', (wantedGrids) => {
    const { grids, certificate } = proposeAtOnce(requestFor(graph, STANDARD, { wantedGrids }));
    expect(grids.length).toBe(wantedGrids);
    expect([certificate.undecided, certificate.unavoidable]).toEqual([[], []]);
  });

  it('gives way to the standard', () => {
    const { grids, certificate } = proposeAtOnce(requestFor(graph, STANDARD, { wantedGrids: 2 }));
    expect(grids.length).toBeGreaterThanOrEqual(Math.ceil(households / 400));
    expect(certificate.undecided).toEqual([]);
  });

  it.each([
    [[600, 300], 6, [4, 2]],
    [[500, 400], 5, [3, 2]],
    [[1000, 10, 0], 4, [3, 1, 0]],
    [[0], 3, [1]],
  ])('is shared among the areas of %o households: %i', (households, wantedGrids, expected) => {
    const areas = households.map((one) => ({ weight: Int32Array.of(one) }) as WorkGraph);
    expect(wantedInAreas(areas, requestFor(graph, STANDARD, { wantedGrids }))).toEqual(expected);
  });

  it.each([0, -1, 2.5])('is refused: %d', (wantedGrids) => {
    expect(() => proposeAtOnce(requestFor(graph, STANDARD, { wantedGrids }))).toThrow(RangeError);
  });
});
