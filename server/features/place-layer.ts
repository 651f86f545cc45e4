/** Places as flat features: points with counts, never a record of a person. */
import type { PlaceKind } from '../contract/codes.ts';
import type { Database } from '../database/database.ts';
import { countPlaces, findPlaces, type PlaceFilter, type PlaceVersion } from '../places/repository.ts';
import { placeProperties } from '../places/service.ts';
import { featureId, parseFeatureId } from './feature-id.ts';
import { field } from './field.ts';
import type { FeatureLayer, FlatFeature, Selection } from './layer.ts';

const FIELDS = [
  field('code', 'text', 'code of the place'),
  field('kind', 'text', 'building, unit, organization, shop or service-point'),
  field('name', 'text', 'name'),
  field('address', 'text', 'address'),
  field('compound', 'text', 'compound it stands in'),
  field('parentCode', 'text', 'code of the building of a unit', 'parent'),
  field('countyCode', 'text', 'code of its county', 'county'),
  field('households', 'integer', 'households; none: unknown'),
  field('shops', 'integer', 'shops; none: unknown'),
  field('storeys', 'integer', 'storeys; none: unknown'),
  field('accuracyM', 'real', 'accuracy of the position in metres', 'accuracy'),
  field('gridOverride', 'text', 'grid named by hand, against the position', 'override'),
  field('grid', 'text', 'grid that answers for it'),
  field('validFrom', 'instant', 'in force from', 'valid_from'),
  field('validTo', 'instant', 'in force until; none: in force', 'valid_to'),
] as const;

export function placeLayer(db: Database): FeatureLayer {
  const read = async (filter: Omit<PlaceFilter, 'footprints'>): Promise<FlatFeature[]> =>
    (await findPlaces(db, { ...filter, footprints: false })).map(flat);
  return {
    fields: FIELDS,
    geometry: 'Point',
    page: (_caller, selection, { after, limit }) =>
      read({ ...filterOf(selection), limit, ...(after === undefined ? {} : { after: after[1] }) }),
    count: (_caller, selection) => countPlaces(db, { ...filterOf(selection), footprints: false, limit: 1 }),
    async one(_caller, id) {
      const named = parseFeatureId(id, () => false);
      if (named === null) return undefined;
      if ('row' in named) return (await read({ asOf: null, id: named.row, limit: 1 })).find((one) => one.id === id);
      return (await read({ asOf: null, code: named.code, county: named.county!, limit: 1 }))[0];
    },
  };
}

function filterOf({ asOf, during, meets, filters }: Selection): Omit<PlaceFilter, 'limit' | 'footprints'> {
  const { area, code, name, kind, compound, grid, parentCode: parent, countyCode: county, q: text } = filters;
  const given = { during, meets, area, code, name, compound, grid, parent, county, text, kind: kind as PlaceKind };
  return { asOf, ...(Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as object) };
}

function flat(row: PlaceVersion): FlatFeature {
  const { id, code, county_code: county } = row;
  return {
    id: featureId({ id, county, code, isOver: row.valid_to !== null, isOwn: false }),
    key: ['', id],
    properties: {
      ...placeProperties(row),
      validFrom: row.valid_from.toISOString(),
      validTo: row.valid_to?.toISOString() ?? null,
    },
    geometry: `{"type":"Point","coordinates":[${row.lon},${row.lat}]}`,
  };
}
