/**
 * The maps as they were when something happened. Between two changes of editions, posts and areas a map is one and the same, so
 * an instant is taken back to the last change before it: most events are of now and find the maps in force, without a question
 * to the database; late ones share a few maps of the past.
 *
 * A county that had no map yet answers with its first: something older than the first edition lies in some grid all the same. Who
 * answered for that grid then, nobody knows.
 */
import type { Database } from '../database/database.ts';
import type { CountyMap } from '../locate/county-map.ts';
import type { PublishedMaps } from '../locate/published-maps.ts';
import { changesOfMaps, gridIdsOf } from './map-times-repository.ts';

const MOST_PAST = 6;
const MOST_EDITIONS = 16;

export interface MapsThen {
  readonly maps: readonly CountyMap[];
  /** Counties that had no map yet at that instant. */
  readonly early: ReadonlySet<string>;
}

interface Changes {
  readonly version: string;
  /** Milliseconds, rising. */
  readonly instants: Float64Array;
  /** County → its first edition. */
  readonly first: ReadonlyMap<string, number>;
}

export class MapTimes {
  readonly #db: Database;
  readonly #maps: PublishedMaps;
  #changes: Promise<Changes> | null = null;
  #version = '';
  readonly #past = new Map<number, Promise<MapsThen>>();
  readonly #gridIds = new Map<string, Promise<ReadonlyMap<string, number>>>();

  constructor(db: Database, maps: PublishedMaps) {
    this.#db = db;
    this.#maps = maps;
  }

  async at(instant: number): Promise<MapsThen> {
    const version = this.#maps.publishedVersion();
    if (version !== this.#version || this.#changes === null) {
      this.#version = version;
      this.#past.clear();
      const asked = this.#read(version);
      this.#changes = asked;
      asked.catch(() => {
        if (this.#changes === asked) this.#changes = null;
      });
    }
    const { instants, first } = await this.#changes;
    const number = lastNotAfter(instants, instant);
    if (number === instants.length - 1) return { maps: this.#maps.all(), early: NOBODY };
    const floor = number < 0 ? Number.NEGATIVE_INFINITY : instants[number]!;
    const kept = this.#past.get(floor);
    if (kept !== undefined) return kept;
    const then = this.#then(floor, first);
    this.#past.set(floor, then);
    then.catch(() => this.#past.delete(floor));
    for (const oldest of this.#past.keys()) {
      if (this.#past.size <= MOST_PAST) break;
      this.#past.delete(oldest);
    }
    return then;
  }

  /** Of a grid of the map; null: the map is not in the database any more. */
  async gridId(map: CountyMap, code: string): Promise<number | null> {
    const key = `${map.countyCode} ${map.edition}`;
    let ids = this.#gridIds.get(key);
    if (ids === undefined) {
      ids = gridIdsOf(this.#db, map.countyCode, map.edition);
      this.#gridIds.set(key, ids);
      ids.catch(() => this.#gridIds.delete(key));
      const oldest = this.#gridIds.keys().next().value;
      if (this.#gridIds.size > MOST_EDITIONS && oldest !== undefined) this.#gridIds.delete(oldest);
    }
    return (await ids).get(code) ?? null;
  }

  async #read(version: string): Promise<Changes> {
    const { instants, first } = await changesOfMaps(this.#db);
    return { version, instants: Float64Array.from(instants).sort(), first };
  }

  async #then(floor: number, first: ReadonlyMap<string, number>): Promise<MapsThen> {
    const maps = Number.isFinite(floor) ? [...(await this.#maps.at(new Date(floor)))] : [];
    const early = new Set<string>();
    for (const [county, instant] of first) {
      if (instant <= floor) continue;
      const map = (await this.#maps.at(new Date(instant))).find(({ countyCode }) => countyCode === county);
      if (map === undefined) continue;
      maps.push(map);
      early.add(county);
    }
    return { maps: maps.sort((a, b) => (a.countyCode < b.countyCode ? -1 : 1)), early };
  }
}

const NOBODY: ReadonlySet<string> = new Set();

function lastNotAfter(instants: Float64Array, instant: number): number {
  let low = 0;
  let high = instants.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (instants[middle]! <= instant) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
