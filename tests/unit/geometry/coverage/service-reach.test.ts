/** Service circles: who lives too far from every service point of the community. A plain unit is about 9.65 m east. */
import { describe, expect, it } from 'vitest';
import { checkServiceReach, type ServedCommunity } from '../../../../server/geometry/service-reach.ts';
import { points } from '../../../support/plain-grids.ts';

type Spot = [x: number, y: number, households: number];

function community(code: string, buildings: Spot[], service: [number, number][]): ServedCommunity {
  return {
    code,
    buildings: points(...buildings),
    servicePoints: points(...service.map(([x, y]): Spot => [x, y, 0])).xy,
  };
}

describe('service-far', () => {
  it('is one finding a community, with the people too far and the farthest building', () => {
    const found = checkServiceReach([
      community(
        'A',
        [
          [0, 0, 10],
          [60, 0, 20],
          [70, 0, -1],
          [90, 0, 40],
        ],
        [[0, 0]],
      ),
    ]);
    expect(found).toMatchObject([
      {
        kind: 'service-far',
        severity: 'warning',
        grids: ['A'],
        place: null,
        buildings: 3,
        households: 60,
        uncounted: 1,
        detail: { farthest: 'p3', limitM: 500, servicePoints: 1 },
      },
    ]);
    expect(found[0]!.detail.distanceM as number).toBeCloseTo(868.3, 0);
  });

  it('is every building of a community without a service point', () => {
    const [found] = checkServiceReach([
      community(
        'A',
        [
          [0, 0, 10],
          [1, 0, 20],
        ],
        [],
      ),
    ]);
    expect([found!.buildings, found!.detail]).toEqual([2, { farthest: 'p0', limitM: 500, servicePoints: 0 }]);
  });

  it.each<[string, ServedCommunity[], number | undefined]>([
    ['within 500 m of its point', [community('A', [[51, 0, 1]], [[0, 0]])], undefined],
    [
      'within 500 m of another of its points',
      [
        community(
          'A',
          [[90, 0, 1]],
          [
            [0, 0],
            [60, 0],
          ],
        ),
      ],
      undefined,
    ],
    ['within the distance that is set', [community('A', [[90, 0, 1]], [[0, 0]])], 900],
    ['without a building', [community('A', [], [])], undefined],
  ])('is not a community %s', (_, communities, limitM) => {
    expect(checkServiceReach(communities, limitM)).toEqual([]);
  });

  it('takes no notice of the points of a neighbour', () => {
    const found = checkServiceReach([community('A', [[60, 0, 1]], [[0, 0]]), community('B', [[61, 0, 1]], [[60, 0]])]);
    expect(found.map(({ grids }) => grids[0])).toEqual(['A']);
  });
});
