/** The maps in force, kept in step with the database: loaded at start, swapped whole on every published change. */
import type { Database } from '../database/database.ts';
import type { CountyMap } from './county-map.ts';
import { IndexBuilder } from './index-builder.ts';
import type { MapKeeper } from './map-keeper.ts';
import { loadCountyMap } from './map-loader.ts';
import type { PublishedMaps } from './published-maps.ts';
import { type CountyState, listCounties, unmappedRevisions } from './repository.ts';

/** Past editions kept in memory for asOf questions. */
const PAST_MAPS = 8;

export class Maps implements PublishedMaps {
  #db: Database;
  #builder = new IndexBuilder();
  #maps: readonly CountyMap[] = [];
  #version = '0.0';
  /** Revisions of the counties that have no edition yet: what is published of them is in the registers only. */
  #unmapped = 0;
  #past = new Map<string, Promise<CountyMap>>();
  #refreshing = new Map<string, { running: Promise<void>; again: boolean }>();
  #stopListening: (() => Promise<void>) | null = null;
  #failed: (error: unknown) => void;
  #keeper: MapKeeper | null;

  /**
   * `failed` hears of a refresh that a notification asked for and that did not succeed (the old map stays in force), and of
   * maps that could not be kept. `keeper`: where the maps in force outlive the process.
   */
  constructor(db: Database, failed: (error: unknown) => void, keeper: MapKeeper | null = null) {
    this.#db = db;
    this.#failed = failed;
    this.#keeper = keeper;
  }

  /** Puts the kept maps in force, until `open` knows better; false when there are none or it is already open. */
  async restore(): Promise<boolean> {
    const kept = (await this.#keeper?.read()) ?? [];
    if (kept.length === 0 || this.#stopListening !== null) return false;
    this.#serve(kept);
    return true;
  }

  /** Loads every county and follows the channel `published` from then on. */
  async open(): Promise<void> {
    this.#stopListening = await this.#db.listen('published', (county) => {
      const refreshed = county === '' ? this.#refreshAll() : this.refresh(county);
      refreshed.catch(this.#failed);
    });
    await this.#refreshAll();
  }

  async close(): Promise<void> {
    await this.#stopListening?.();
    // What was heard of and is being read reads to its end: the database may be closed next.
    await Promise.allSettled([...this.#refreshing.values()].map(({ running }) => running));
    await this.#builder.close();
  }

  all(): readonly CountyMap[] {
    return this.#maps;
  }

  county(code: string): CountyMap | undefined {
    return this.#maps.find((map) => map.countyCode === code);
  }

  edition(): number | null {
    return this.#maps.length === 0 ? null : Math.max(...this.#maps.map((map) => map.edition));
  }

  version(): string {
    return this.#version;
  }

  publishedVersion(): string {
    return `${this.#version}.${this.#unmapped}`;
  }

  async refresh(countyCode: string): Promise<void> {
    const underWay = this.#refreshing.get(countyCode);
    if (underWay) {
      // What was read may be older than what the caller has just written: look once more after it.
      underWay.again = true;
      await underWay.running;
      return;
    }
    const entry = { running: Promise.resolve(), again: true };
    entry.running = (async () => {
      while (entry.again) {
        entry.again = false;
        await this.#load(countyCode);
      }
    })().finally(() => this.#refreshing.delete(countyCode));
    this.#refreshing.set(countyCode, entry);
    await entry.running;
  }

  async at(asOf: Date): Promise<readonly CountyMap[]> {
    const states = await listCounties(this.#db, asOf);
    return Promise.all(states.map((state) => this.#mapAt(state, asOf)));
  }

  async #load(countyCode: string): Promise<void> {
    const state = (await listCounties(this.#db, null)).find((one) => one.countyCode === countyCode);
    const unmapped = await unmappedRevisions(this.#db);
    if (!state) {
      this.#unmapped = unmapped;
      return;
    }
    const served = this.county(countyCode);
    if (served && served.edition === state.edition && served.revision === state.revision) return;
    const map = await loadCountyMap(this.#db, this.#builder, state, null);
    this.#serve([...this.#maps.filter((one) => one.countyCode !== countyCode), map]);
    this.#unmapped = unmapped;
    await this.#keep();
  }

  async #refreshAll(): Promise<void> {
    const states = await listCounties(this.#db, null);
    const gone = this.#maps.filter((map) => !states.some(({ countyCode }) => countyCode === map.countyCode));
    if (gone.length > 0) this.#serve(this.#maps.filter((map) => !gone.includes(map)));
    for (const state of states) await this.refresh(state.countyCode);
    this.#unmapped = await unmappedRevisions(this.#db);
  }

  #serve(maps: readonly CountyMap[]): void {
    this.#maps = [...maps].sort((a, b) => (a.countyCode < b.countyCode ? -1 : 1));
    this.#version = `${this.edition()}.${maps.reduce((sum, one) => sum + one.revision, 0)}`;
  }

  /** Within the refresh, so that a publish is acknowledged only when the next start would serve it too. */
  async #keep(): Promise<void> {
    await this.#keeper?.keep(this.#maps).catch(this.#failed);
  }

  #mapAt(state: CountyState, asOf: Date): Promise<CountyMap> {
    const key = `${state.countyCode} ${state.edition} ${state.revision} ${asOf.getTime()}`;
    const kept = this.#past.get(key);
    if (kept) return kept;
    const loading = loadCountyMap(this.#db, this.#builder, state, asOf);
    this.#past.set(key, loading);
    loading.catch(() => this.#past.delete(key));
    for (const oldest of this.#past.keys()) {
      if (this.#past.size <= PAST_MAPS) break;
      this.#past.delete(oldest);
    }
    return loading;
  }
}
