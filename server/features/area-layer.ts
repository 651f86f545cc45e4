/** Areas as flat features: county, town, community. */
import { type AreaFilter, type AreaRow, countAreas, findAreas } from '../areas/repository.ts';
import { areaView } from '../areas/service.ts';
import type { AreaLevel } from '../contract/codes.ts';
import type { Database } from '../database/database.ts';
import { featureId, parseFeatureId } from './feature-id.ts';
import { field } from './field.ts';
import type { FeatureLayer, FlatFeature, Selection } from './layer.ts';

const FIELDS = [
  field('code', 'text', 'code of the area'),
  field('name', 'text', 'name'),
  field('level', 'text', 'county, town or community'),
  field('parentCode', 'text', 'code of the area above', 'parent'),
  field('countyCode', 'text', 'code of its county', 'county'),
  field('grids', 'integer', 'basic and dedicated grids inside'),
  field('households', 'integer', 'households of those grids'),
  field('validFrom', 'instant', 'in force from', 'valid_from'),
  field('validTo', 'instant', 'in force until; none: in force', 'valid_to'),
] as const;

export function areaLayer(db: Database): FeatureLayer {
  const read = async (filter: AreaFilter): Promise<FlatFeature[]> =>
    (await findAreas(db, { ...filter, boundaries: true })).map(flat);
  return {
    fields: FIELDS,
    geometry: 'MultiPolygon',
    page: (_caller, selection, { after, limit }) =>
      read({
        ...filterOf(selection),
        limit,
        ...(after === undefined ? {} : { after: { code: after[0], id: after[1] } }),
      }),
    count: (_caller, selection) => countAreas(db, filterOf(selection)),
    async one(_caller, id) {
      const named = parseFeatureId(id, (text) => /^\d{6,12}$/.test(text));
      if (named === null) return undefined;
      const which = 'row' in named ? { id: named.row } : { code: named.code };
      return (await read({ asOf: null, ...which, limit: 1 })).find((one) => one.id === id);
    },
  };
}

function filterOf({ asOf, during, meets, filters }: Selection): AreaFilter {
  const { area, code, name, level, parentCode: parent, countyCode: county } = filters;
  const given = { during, meets, area, code, name, parent, county, level: level as AreaLevel | undefined };
  return { asOf, ...(Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as object) };
}

function flat(row: AreaRow): FlatFeature {
  const { code, name, level, parentCode, grids, households } = areaView(row);
  const county = code.slice(0, 6);
  const validFrom = row.valid_from.toISOString();
  const validTo = row.valid_to?.toISOString() ?? null;
  return {
    id: featureId({ id: row.id, county, code, isOver: row.valid_to !== null, isOwn: true }),
    key: [code, row.id],
    properties: { code, name, level, parentCode, countyCode: county, grids, households, validFrom, validTo },
    geometry: row.boundary,
  };
}
