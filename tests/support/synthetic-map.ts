/** A CountyMap of synthetic grids, with names, paths and people as long as real ones. */
import { GridIndex } from '../../server/geometry/grid-index.ts';
import { innerPoint } from '../../server/geometry/inner-point.ts';
import type { CountyMap, PublishedGrid } from '../../server/locate/county-map.ts';
import { type CountyWish, syntheticCounty } from './synthetic-county.ts';

export function syntheticMap(wish: CountyWish): CountyMap {
  const shapes = syntheticCounty(wish);
  const grids = shapes.map((shape, i): PublishedGrid => {
    const community = `990101001${String(1 + Math.floor(i / 999)).padStart(3, '0')}`;
    const code = `${community}${String((i % 999) + 1).padStart(3, '0')}`;
    return {
      code,
      name: `幸福里第${(i % 999) + 1}网格`,
      kind: 'basic',
      parentCode: community,
      households: 150 + (i % 250),
      leader: { name: '李建国', phone: '0000-8800001' },
      worker: { name: '王秀英', phone: '0000-8800002' },
      label: innerPoint(shape),
      path: [
        { code: '990101', name: '试验县', level: 'county' },
        { code: '990101001', name: '中心街道', level: 'town' },
        { code: community, name: '幸福里社区', level: 'community' },
        { code, name: `幸福里第${(i % 999) + 1}网格`, level: 'grid' },
      ],
    };
  });
  return {
    countyCode: '990101',
    countyName: '试验县',
    edition: 1,
    revision: 1,
    grids,
    index: GridIndex.build(shapes),
    micros: [],
    microIndex: GridIndex.build([]),
    areas: [],
    areaIndex: GridIndex.build([]),
  };
}
