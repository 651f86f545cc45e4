/** Grids as flat features. */
import type { GridKind } from '../contract/codes.ts';
import type { Database } from '../database/database.ts';
import { gridProperties } from '../grids/properties.ts';
import { countGrids, findGrids, type GridFilter, type GridRow, listBands } from '../grids/repository.ts';
import { featureId, parseFeatureId } from './feature-id.ts';
import { field } from './field.ts';
import type { FeatureLayer, FlatFeature, Selection } from './layer.ts';

const FIELDS = [
  field('code', 'text', 'code of the grid'),
  field('name', 'text', 'name'),
  field('kind', 'text', 'basic, dedicated or micro'),
  field('parentCode', 'text', 'code of its community; of its grid for a micro grid', 'parent'),
  field('countyCode', 'text', 'code of its county', 'county'),
  field('households', 'integer', 'households counted in it'),
  field('shops', 'integer', 'shops counted in it'),
  field('buildings', 'integer', 'buildings in it'),
  field('uncounted', 'integer', 'places without a household count'),
  field('bandMin', 'integer', 'least households of its band', 'band_min'),
  field('bandMax', 'integer', 'most households of its band', 'band_max'),
  field('bandResult', 'text', 'households against the band: under, in, over or none', 'band_res'),
  field('areaM2', 'real', 'square metres', 'area_m2'),
  field('colour', 'integer', 'colour number; neighbours differ'),
  field('leader', 'text', 'grid leader'),
  field('leaderPhone', 'text', 'office phone of the leader', 'lead_phone'),
  field('worker', 'text', 'grid worker'),
  field('workerPhone', 'text', 'office phone of the worker', 'work_phone'),
  field('edition', 'integer', 'edition that brought it'),
  field('validFrom', 'instant', 'in force from', 'valid_from'),
  field('validTo', 'instant', 'in force until; none: in force', 'valid_to'),
] as const;

/** Grids whose code begins with their county need no more to be told apart. */
const isOwn = (county: string, code: string): boolean => code.startsWith(county);

export function gridLayer(db: Database): FeatureLayer {
  const read = async (filter: GridFilter): Promise<FlatFeature[]> => {
    const [rows, bands] = [await findGrids(db, filter), await listBands(db)];
    return rows.map((row) => flat(row, bands));
  };
  return {
    fields: FIELDS,
    geometry: 'MultiPolygon',
    page: (_caller, selection, { after, limit }) =>
      read({ ...filterOf(selection), limit, ...(after === undefined ? {} : { after: after[0], afterId: after[1] }) }),
    count: (_caller, selection) => countGrids(db, { ...filterOf(selection), limit: 1 }),
    async one(_caller, id) {
      const named = parseFeatureId(id, (text) => /^[0-9A-Za-z_-]{1,40}$/.test(text));
      if (named === null) return undefined;
      if ('row' in named) return (await read({ asOf: null, id: named.row, limit: 1 })).find((one) => one.id === id);
      const { county, code } = named;
      const found = await read({ asOf: null, code, limit: 20, ...(county === null ? {} : { county }) });
      return found.find((one) => one.id === id);
    },
  };
}

function filterOf({ asOf, during, meets, filters }: Selection): Omit<GridFilter, 'limit'> {
  const { area, code, name, kind, parentCode: parent, countyCode: county, q: text } = filters;
  const given = { during, meets, area, code, name, parent, county, text, kind: kind as GridKind | undefined };
  return { asOf, ...(Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as object) };
}

function flat(row: GridRow, bands: Parameters<typeof gridProperties>[1]): FlatFeature {
  const { band, leader, worker, ...plain } = gridProperties(row, bands);
  const { id, code, county_code: county } = row;
  return {
    id: featureId({ id, county, code, isOver: row.valid_to !== null, isOwn: isOwn(county, code) }),
    key: [code, id],
    properties: {
      ...plain,
      bandMin: band?.min ?? null,
      bandMax: band?.max ?? null,
      leader: leader?.name ?? null,
      leaderPhone: leader?.phone ?? null,
      worker: worker?.name ?? null,
      workerPhone: worker?.phone ?? null,
      validFrom: row.valid_from.toISOString(),
      validTo: row.valid_to?.toISOString() ?? null,
    },
    geometry: row.geometry,
  };
}
