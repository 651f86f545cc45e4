/** Database rows of one county at one edition → a CountyMap. */
import type { PublicPost } from '../contract/grids.ts';
import type { PathStep } from '../contract/locate.ts';
import type { Queryable } from '../database/database.ts';
import { toUnits } from '../geometry/lattice.ts';
import type { CountyMap, PublishedGrid } from './county-map.ts';
import type { IndexBuilder } from './index-builder.ts';
import { type AreaRow, areasOf, type CountyState, type GridRow, gridsOf, type PostRow, postsOf } from './repository.ts';

/** `asOf` null: areas and posts of now. The edition is taken from `state`. */
export async function loadCountyMap(
  db: Queryable,
  builder: IndexBuilder,
  state: CountyState,
  asOf: Date | null,
): Promise<CountyMap> {
  const rows = await gridsOf(db, state.countyCode, state.edition);
  const areas = await areasOf(db, state.countyCode, asOf);
  const posts = firstPosts(await postsOf(db, state.countyCode, asOf));
  const baseRows = rows.filter((row) => row.kind !== 'micro');
  const microRows = rows.filter((row) => row.kind === 'micro');
  const bounded = areas.filter((area) => area.wkb !== null);
  const [index, microIndex, areaIndex] = await Promise.all([
    builder.build(
      baseRows.map((row) => row.wkb),
      'lattice',
    ),
    builder.build(
      microRows.map((row) => row.wkb),
      'lattice',
    ),
    builder.build(
      bounded.map((row) => row.wkb!),
      'degrees',
    ),
  ]);
  const areaSteps = new Map<string, AreaRow>(areas.map((area) => [area.code, area]));
  const describe = (row: GridRow, path: PathStep[]): PublishedGrid => ({
    code: row.code,
    name: row.name,
    kind: row.kind,
    parentCode: row.parent_code,
    households: row.households ?? 0,
    leader: posts.get(`leader ${row.code}`) ?? null,
    worker: posts.get(`worker ${row.code}`) ?? null,
    label: [toUnits(row.label_lon), toUnits(row.label_lat)],
    path,
  });
  const grids = baseRows.map((row) => describe(row, [...areaPath(row.parent_code, areaSteps), stepOf(row)]));
  const byCode = new Map(grids.map((grid) => [grid.code, grid]));
  const micros = microRows.map((row) => describe(row, [...(byCode.get(row.parent_code)?.path ?? []), stepOf(row)]));
  return {
    ...state,
    countyName: areaSteps.get(state.countyCode)?.name ?? state.countyCode,
    grids,
    index,
    micros,
    microIndex,
    areas: bounded.map(areaStep),
    areaIndex,
  };
}

/** County, town and community whose codes begin the given one, outermost first. */
function areaPath(code: string, areas: ReadonlyMap<string, AreaRow>): PathStep[] {
  return [6, 9, 12]
    .flatMap((length) => (code.length >= length ? (areas.get(code.slice(0, length)) ?? []) : []))
    .map(areaStep);
}

function areaStep(area: AreaRow): PathStep {
  return { code: area.code, name: area.name, level: area.level };
}

function stepOf(row: GridRow): PathStep {
  return { code: row.code, name: row.name, level: row.kind === 'micro' ? 'micro' : 'grid' };
}

function firstPosts(rows: readonly PostRow[]): Map<string, PublicPost> {
  const posts = new Map<string, PublicPost>();
  for (const row of rows) {
    const key = `${row.role} ${row.grid_code}`;
    if (!posts.has(key)) posts.set(key, { name: row.holder, phone: row.phone });
  }
  return posts;
}
