/** A grid as the service publishes it, for tests of the client: a square of a hundredth of a degree. */
import type { GridFeature, GridProperties } from '../../server/contract/grids.ts';

export function sampleGrid(change: Partial<GridProperties> = {}): GridFeature {
  const code = change.code ?? '341921001001001';
  return {
    type: 'Feature',
    id: code,
    geometry: {
      type: 'Polygon',
      coordinates: [
        [
          [117, 30],
          [117.01, 30],
          [117.01, 30.01],
          [117, 30.01],
          [117, 30],
        ],
      ],
    },
    properties: {
      code,
      name: '第1网格',
      kind: 'basic',
      parentCode: code.slice(0, 12),
      countyCode: code.slice(0, 6),
      households: 200,
      shops: 3,
      buildings: 10,
      uncounted: 0,
      band: { min: 150, max: 400 },
      bandResult: 'in',
      areaM2: 1_000_000,
      colour: 0,
      leader: { name: '周平', phone: '0000-8100001' },
      worker: { name: '李强', phone: '0000-8100002' },
      label: { type: 'Point', coordinates: [117.005, 30.005] },
      edition: 1,
      ...change,
    },
  };
}
