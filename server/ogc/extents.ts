/**
 * Extents of the collections. Those of what is published are kept until something else is; those of events, which come all the
 * time and would be looked through for every list of collections, for a minute.
 */
import { areasOf, type Caller } from '../access/caller.ts';
import type { OgcExtent } from '../contract/ogc.ts';
import type { Database } from '../database/database.ts';
import { EVENT_READERS } from '../events/roles.ts';
import type { LayerName } from '../features/layer.ts';
import { CRS84 } from '../features/reference-systems.ts';
import { areaExtent, type ExtentRow, eventExtent, gridExtent, placeExtent } from './extent-repository.ts';

const GREGORIAN = 'http://www.opengis.net/def/uom/ISO-8601/0/Gregorian';
const READERS = { grids: gridExtent, areas: areaExtent, places: placeExtent } as const;

const EVENTS_MS = 60_000;
const MOST_KEPT = 200;

export class Extents {
  readonly #db: Database;
  readonly #version: () => string;
  readonly #clock: () => Date;
  readonly #kept = new Map<string, { version: string; extent: Promise<OgcExtent> }>();

  /** `version` names everything published. */
  constructor(db: Database, version: () => string, clock: () => Date) {
    this.#db = db;
    this.#version = version;
    this.#clock = clock;
  }

  /** Of events: those in the areas of the caller. */
  of(name: LayerName, caller: Caller): Promise<OgcExtent> {
    if (name !== 'events') return this.#keep(name, this.#version(), () => READERS[name](this.#db));
    const areas = areasOf(caller, EVENT_READERS);
    const minute = String(Math.floor(this.#clock().getTime() / EVENTS_MS));
    return this.#keep(`events ${areas === null ? 'all' : areas.join(' ')}`, minute, () => eventExtent(this.#db, areas));
  }

  #keep(key: string, version: string, read: () => Promise<ExtentRow>): Promise<OgcExtent> {
    const kept = this.#kept.get(key);
    if (kept?.version === version) return kept.extent;
    const extent = read().then(extentOf);
    if (this.#kept.size >= MOST_KEPT) this.#kept.clear();
    this.#kept.set(key, { version, extent });
    extent.catch(() => this.#kept.delete(key));
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
