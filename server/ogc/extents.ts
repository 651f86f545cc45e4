/** Extents of the collections. Those of what is published are kept until something else is. */
import { areasOf, type Caller } from '../access/caller.ts';
import type { OgcExtent } from '../contract/ogc.ts';
import type { Database } from '../database/database.ts';
import { EVENT_READERS } from '../events/roles.ts';
import type { LayerName } from '../features/layer.ts';
import { CRS84 } from '../features/reference-systems.ts';
import { areaExtent, type ExtentRow, eventExtent, gridExtent, placeExtent } from './extent-repository.ts';

const GREGORIAN = 'http://www.opengis.net/def/uom/ISO-8601/0/Gregorian';
const READERS = { grids: gridExtent, areas: areaExtent, places: placeExtent } as const;

export class Extents {
  readonly #db: Database;
  readonly #version: () => string;
  readonly #kept = new Map<LayerName, { version: string; extent: Promise<OgcExtent> }>();

  /** `version` names everything published. */
  constructor(db: Database, version: () => string) {
    this.#db = db;
    this.#version = version;
  }

  /** Of events: those in the areas of the caller. */
  async of(name: LayerName, caller: Caller): Promise<OgcExtent> {
    if (name === 'events') return extentOf(await eventExtent(this.#db, areasOf(caller, EVENT_READERS)));
    const version = this.#version();
    const kept = this.#kept.get(name);
    if (kept?.version === version) return kept.extent;
    const extent = READERS[name](this.#db).then(extentOf);
    this.#kept.set(name, { version, extent });
    extent.catch(() => this.#kept.delete(name));
    return extent;
  }
}

/** Nothing there: no extent. */
function extentOf({ west, south, east, north, since }: ExtentRow): OgcExtent {
  const box = [west, south, east, north];
  const known = box.filter((value) => value !== null);
  return {
    ...(known.length === 4 ? { spatial: { bbox: [known], crs: CRS84.uri } } : {}),
    ...(since === null ? {} : { temporal: { interval: [[since.toISOString(), null]], trs: GREGORIAN } }),
  };
}
