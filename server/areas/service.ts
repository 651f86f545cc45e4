/** Reading the hierarchy: county, town, community. */
import type { Area, AreaDetail, AreaList } from '../contract/areas.ts';
import { Refusal } from '../contract/problem.ts';
import type { Database } from '../database/database.ts';
import type { MultiPolygon } from '../geometry/polygon.ts';
import { decodeMultiPolygon } from '../geometry/wkb.ts';
import { type AreaFilter, type AreaRow, findAreas, findBoundary } from './repository.ts';

export class AreasService {
  #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async list(filter: AreaFilter): Promise<AreaList['areas']> {
    const rows = await findAreas(this.#db, filter);
    if (filter.boundaries !== true) return rows.map(areaView);
    return rows.map((row) => ({ ...areaView(row), boundary: row.boundary === null ? null : JSON.parse(row.boundary) }));
  }

  async one(code: string, asOf: Date | null): Promise<AreaDetail> {
    const rows = await findAreas(this.#db, { asOf });
    const row = rows.find((area) => area.code === code);
    if (!row) throw new Refusal('area-unknown', { code });
    const found = await findBoundary(this.#db, code, asOf);
    const path = rows
      .filter((area) => code.startsWith(area.code))
      .sort((a, b) => a.code.length - b.code.length)
      .map(({ code, name, level }) => ({ code, name, level }));
    return { ...areaView(row), boundary: found?.boundary ? JSON.parse(found.boundary) : null, path };
  }

  /** An area's name and boundary on the lattice. Throws `area-unknown`. */
  async boundary(code: string, asOf: Date | null): Promise<{ name: string; boundary: MultiPolygon | null }> {
    const found = await findBoundary(this.#db, code, asOf);
    if (!found) throw new Refusal('area-unknown', { code });
    return { name: found.name, boundary: found.wkb === null ? null : decodeMultiPolygon(found.wkb, 'degrees') };
  }
}

export function areaView(row: AreaRow): Area {
  return {
    code: row.code,
    name: row.name,
    level: row.level,
    parentCode: row.parent_code,
    grids: row.grids,
    households: row.households,
    hasBoundary: row.has_boundary,
    bbox: row.bbox,
  };
}
