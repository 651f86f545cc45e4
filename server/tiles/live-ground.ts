/**
 * What the tiles of the edition in force are drawn from, kept in step with what is published. A question that comes while a
 * newer state is being read waits for it, so nobody who has published sees an old tile.
 */
import type { Database } from '../database/database.ts';
import type { BuildingColumns } from './building-columns.ts';
import { BuildingKeeper } from './building-keeper.ts';
import { type ChangedGround, changedGround } from './changed-ground.ts';
import type { DirtyBoxes } from './dirty-boxes.ts';
import type { GroundLoader } from './ground-loader.ts';
import type { GroundMap } from './ground-map.ts';
import { countyStates } from './repository.ts';

/** What became another. */
export interface GroundChange {
  readonly before: GroundMap;
  readonly after: GroundMap;
  readonly ground: ChangedGround;
  /** Null: buildings are not held here. */
  readonly buildings: {
    before: readonly BuildingColumns[];
    after: readonly BuildingColumns[];
    dirty: DirtyBoxes;
  } | null;
}

export class LiveGround {
  readonly #db: Database;
  readonly #loader: GroundLoader;
  readonly #publishedVersion: () => string;
  readonly #changed: (change: GroundChange) => void;
  readonly #buildings: BuildingKeeper;
  #map: GroundMap | null = null;
  #version = '';
  #loading: Promise<void> | null = null;

  /** `publishedVersion` names the state of everything published; `changed` hears of each step, before its tiles are asked for. */
  constructor(
    db: Database,
    loader: GroundLoader,
    publishedVersion: () => string,
    changed: (change: GroundChange) => void,
  ) {
    this.#db = db;
    this.#loader = loader;
    this.#publishedVersion = publishedVersion;
    this.#changed = changed;
    this.#buildings = new BuildingKeeper(db);
  }

  /** Whether what is held is what is published. */
  get isCurrent(): boolean {
    return this.#map !== null && this.#version === this.#publishedVersion();
  }

  get isLoaded(): boolean {
    return this.#map !== null;
  }

  /** Call when `isCurrent`, or after `refresh`. */
  get map(): GroundMap {
    return this.#map!;
  }

  get byteLength(): number {
    return (this.#map?.byteLength ?? 0) + this.#buildings.byteLength;
  }

  /** Resolves when the state is at least as new as the call. */
  async refresh(): Promise<void> {
    while (!this.isCurrent) {
      this.#loading ??= this.#load().finally(() => {
        this.#loading = null;
      });
      await this.#loading;
    }
  }

  /** With what is current of the rest. */
  async buildings(): Promise<readonly BuildingColumns[]> {
    await this.refresh();
    if (!this.#buildings.isLoaded) {
      this.#loading ??= this.#loadBuildings().finally(() => {
        this.#loading = null;
      });
      await this.#loading;
      return this.buildings();
    }
    return this.#buildings.all;
  }

  /** Null: not held here, or not current. */
  buildingsNow(): readonly BuildingColumns[] | null {
    return this.isCurrent && this.#buildings.isLoaded ? this.#buildings.all : null;
  }

  async #load(): Promise<void> {
    const version = this.#publishedVersion();
    const states = await countyStates(this.#db);
    const after = await this.#loader.now(states);
    const oldBuildings = this.#buildings.all;
    const dirty = this.#buildings.isLoaded ? await this.#buildings.refresh(states.map(({ county }) => county)) : null;
    const before = this.#map;
    this.#map = after;
    this.#version = version;
    if (before === null) return;
    const buildings = dirty === null ? null : { before: oldBuildings, after: this.#buildings.all, dirty };
    this.#changed({ before, after, ground: changedGround(before, after), buildings });
  }

  async #loadBuildings(): Promise<void> {
    await this.#buildings.refresh((await countyStates(this.#db)).map(({ county }) => county));
  }
}
