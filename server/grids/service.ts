/** Reading grids, editions and bands; setting bands. */
import { audit } from '../access/audit.ts';
import { assertMay, type Caller } from '../access/caller.ts';
import { holdRevision, raiseRevision } from '../areas/revision-repository.ts';
import type { BandSetting, Edition, GridQuery } from '../contract/grids.ts';
import { decodeCursor, encodeCursor, parseBbox } from '../contract/list-query.ts';
import { Refusal } from '../contract/problem.ts';
import type { Database } from '../database/database.ts';
import type { BandRow } from './band.ts';
import { gridProperties, pair } from './properties.ts';
import {
  countiesIn,
  findGrids,
  type GridFilter,
  type GridRow,
  listBands,
  listEditions,
  saveBand,
} from './repository.ts';

export class GridsService {
  #db: Database;
  #published: (county: string) => Promise<void>;

  /** `published` resolves when what this process serves of the county is as new as the call. */
  constructor(db: Database, published: (county: string) => Promise<void>) {
    this.#db = db;
    this.#published = published;
  }

  /** One page as the JSON text of a GridCollection: geometry goes from the database to the wire as it is. */
  async list(query: GridQuery, asOf: Date | null, edition: number | null): Promise<string> {
    const limit = query.limit ?? 500;
    const filter: GridFilter = {
      asOf,
      limit: limit + 1,
      ...(query.area === undefined ? {} : { area: query.area }),
      ...(query.kind === undefined ? {} : { kind: query.kind }),
      ...(query.bbox === undefined ? {} : { bbox: parseBbox(query.bbox) }),
      ...(query.q === undefined ? {} : { text: query.q.trim() }),
      ...(query.shapes === 'box' ? { boxes: true } : {}),
      ...(query.after === undefined ? {} : { after: decodeCursor(query.after) }),
    };
    const [rows, bands] = [await findGrids(this.#db, filter), await listBands(this.#db)];
    const page = rows.slice(0, limit);
    const next = rows.length > limit ? JSON.stringify(encodeCursor(page.at(-1)!.code)) : 'null';
    return `{"type":"FeatureCollection","features":[${page.map((row) => feature(row, bands)).join(',')}],"next":${next},"edition":${edition}}`;
  }

  /** One grid as the JSON text of a GridFeature. */
  async one(code: string, asOf: Date | null): Promise<string> {
    const [row] = await findGrids(this.#db, { asOf, code, limit: 1 });
    if (!row) throw new Refusal('grid-unknown', { code });
    return feature(row, await listBands(this.#db));
  }

  async editions(county: string | null): Promise<Edition[]> {
    return (await listEditions(this.#db, county)).map((row) => ({
      id: row.id,
      countyCode: row.county_code,
      number: row.number,
      inForceFrom: row.in_force_from.toISOString(),
      inForce: row.in_force,
      grids: row.grid_count,
      note: row.note,
      contentHash: row.content_hash,
    }));
  }

  async bands(): Promise<BandSetting[]> {
    return (await listBands(this.#db)).map((row) => ({
      areaCode: row.area_code,
      kind: row.kind,
      households: pair(row.min, row.max),
      shops: pair(row.shops_min, row.shops_max),
    }));
  }

  /**
   * Sets the band of a kind in an area. Planners set it inside their own area; the default of all is the admin's. What is published
   * says with each grid how it stands to the band: the revision of every county that the band reaches moves with it.
   */
  async setBand(caller: Caller, setting: BandSetting): Promise<void> {
    assertMay(caller, ['planner'], setting.areaCode === '' ? null : setting.areaCode);
    const { households, shops } = setting;
    for (const [pointer, band] of [
      ['/households', households],
      ['/shops', shops],
    ] as const) {
      if (band !== null && band.min > band.max)
        throw new Refusal('band-invalid', { ...band }, { errors: [{ pointer, code: 'band-invalid' }] });
    }
    const reached = await this.#db.transaction(async (tx) => {
      const counties = await countiesIn(tx, setting.areaCode);
      for (const county of counties) await holdRevision(tx, county);
      await saveBand(tx, {
        area_code: setting.areaCode,
        kind: setting.kind,
        min: households?.min ?? null,
        max: households?.max ?? null,
        shops_min: shops?.min ?? null,
        shops_max: shops?.max ?? null,
      });
      await audit(tx, {
        actor: caller.actor,
        action: 'band.set',
        target: setting.kind,
        area: setting.areaCode,
        detail: { households, shops },
      });
      for (const county of counties) await raiseRevision(tx, county);
      return counties;
    });
    for (const county of reached) await this.#published(county);
  }
}

function feature(row: GridRow, bands: readonly BandRow[]): string {
  const text = JSON.stringify(gridProperties(row, bands)).slice(0, -1);
  return `{"type":"Feature","id":"${row.code}","properties":${text},"label":${row.label}},"geometry":${row.geometry}}`;
}
