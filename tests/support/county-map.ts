/** A CountyMap made by hand from squares, for tests of what stands on it. */
import type { GridKind } from '../../server/contract/codes.ts';
import { GridIndex } from '../../server/geometry/grid-index.ts';
import type { MultiPolygon } from '../../server/geometry/polygon.ts';
import type { CountyMap, PublishedGrid } from '../../server/locate/county-map.ts';

export interface SquareGrid {
  code: string;
  kind?: GridKind;
  parentCode?: string;
  /** minX, minY, maxX, maxY in lattice units */
  box: readonly [number, number, number, number];
}

export function square([minX, minY, maxX, maxY]: readonly [number, number, number, number]): MultiPolygon {
  return [[Int32Array.of(minX, minY, maxX, minY, maxX, maxY, minX, maxY)]];
}

export function countyMap(countyCode: string, squares: readonly SquareGrid[], edition = 1): CountyMap {
  const sorted = [...squares].sort((a, b) => (a.code < b.code ? -1 : 1));
  const base = sorted.filter(({ kind }) => kind !== 'micro');
  const micro = sorted.filter(({ kind }) => kind === 'micro');
  const county = { code: countyCode, name: '试验县', level: 'county' } as const;
  const describe = ({ code, kind = 'basic', parentCode = countyCode, box }: SquareGrid): PublishedGrid => ({
    code,
    name: `网格${code}`,
    kind,
    parentCode,
    households: 200,
    leader: null,
    worker: { name: '王敏', phone: '0000-1234' },
    label: [Math.round((box[0] + box[2]) / 2), Math.round((box[1] + box[3]) / 2)],
    path:
      kind === 'micro'
        ? [
            county,
            { code: parentCode, name: `网格${parentCode}`, level: 'grid' },
            { code, name: `网格${code}`, level: 'micro' },
          ]
        : [county, { code, name: `网格${code}`, level: 'grid' }],
  });
  return {
    countyCode,
    countyName: county.name,
    edition,
    revision: edition,
    grids: base.map(describe),
    index: GridIndex.build(base.map(({ box }) => square(box))),
    micros: micro.map(describe),
    microIndex: GridIndex.build(micro.map(({ box }) => square(box))),
    areas: [],
    areaIndex: GridIndex.build([]),
  };
}
