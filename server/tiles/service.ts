/** Vector tiles of what is published: of the edition in force, kept and forgotten exactly, and of named editions. */

import type { TilesNews } from '../contract/live.ts';
import { Refusal } from '../contract/problem.ts';
import type { Database } from '../database/database.ts';
import { degreesOf, type Tile } from '../geometry/tiles/mercator.ts';
import type { LiveFeed } from '../live/feed.ts';
import type { PublishedMaps } from '../locate/published-maps.ts';
import { areaTile } from './area-tile.ts';
import type { BuildingColumns } from './building-columns.ts';
import { buildingTile } from './building-tile.ts';
import type { BuiltTile } from './built-tile.ts';
import { anyTiles, type ChangedTiles, changedTiles } from './changed-tiles.ts';
import { gridTile } from './grid-tile.ts';
import { GroundLoader } from './ground-loader.ts';
import type { GroundMap } from './ground-map.ts';
import { KeptTile } from './kept-tile.ts';
import { LAYER_SETS, type LayerSet, type SetName } from './layer-sets.ts';
import { type GroundChange, LiveGround } from './live-ground.ts';
import { PastGround } from './past-ground.ts';
import { TileCache } from './tile-cache.ts';
import { TileCounters } from './tile-counters.ts';
import { tileAt } from './tile-path.ts';

export interface TilesDeps {
  readonly db: Database;
  readonly maps: PublishedMaps;
  readonly cacheBytes: number;
  /** Hears which tiles are others after a publish. */
  readonly live: Pick<LiveFeed, 'tellHere'>;
  readonly warn: (error: unknown) => void;
}

/** Revalidated each time: a tile that is old by a second is a border that nobody has published. */
const IN_FORCE = 'no-cache';
const IMMUTABLE = 'public, max-age=31536000, immutable';

export class TilesService {
  readonly counters = new TileCounters();
  readonly cache: TileCache;
  readonly #deps: TilesDeps;
  readonly #loader: GroundLoader;
  readonly #live: LiveGround;
  readonly #past: PastGround;
  #stopListening: (() => Promise<void>) | null = null;
  /** The county whose publish is being taken over: news are about it. */
  #county = '';
  #telling: Promise<void> = Promise.resolve();

  constructor(deps: TilesDeps) {
    const { db, maps } = deps;
    this.#deps = deps;
    this.cache = new TileCache(deps.cacheBytes);
    this.#loader = new GroundLoader(db);
    this.#live = new LiveGround(
      db,
      this.#loader,
      () => maps.publishedVersion(),
      (change) => this.#forget(change),
    );
    this.#past = new PastGround(db, this.#loader);
  }

  /** Follows what is published from then on. */
  async open(): Promise<void> {
    this.#stopListening = await this.#deps.db.listen('published', (county) => {
      this.#follow(county).catch(this.#deps.warn);
    });
  }

  async close(): Promise<void> {
    await this.#stopListening?.();
    this.#loader.close();
    await this.#telling.catch(() => {});
  }

  /** Bytes of the shapes and buildings that tiles are drawn from. */
  get sourceBytes(): number {
    return this.#live.byteLength;
  }

  /** A kept tile of the edition in force, while it is that. `path`: as `pathOf` writes it. */
  warm(path: string): KeptTile | undefined {
    return this.#live.isCurrent ? this.cache.get(path) : undefined;
  }

  /** A tile of the edition in force. */
  async inForce(set: LayerSet, tile: Tile, fields: readonly string[] | null): Promise<KeptTile> {
    const path = pathOf(set.name, null, tile, fields);
    const warm = this.warm(path);
    if (warm !== undefined) return warm;
    if (set.name === 'buildings') await this.#live.buildings();
    else await this.#live.refresh();
    return this.warm(path) ?? this.#keep(path, this.#build(set.name, tile, fields), IN_FORCE);
  }

  /** A tile of a named edition. Throws `edition-gone` where the service has none of it. */
  async pinned(set: LayerSet, edition: number, tile: Tile, fields: readonly string[] | null): Promise<KeptTile> {
    const path = pathOf(set.name, edition, tile, fields);
    const kept = this.cache.get(path);
    if (kept !== undefined) return kept;
    const current = this.#deps.maps.edition();
    const past = await this.#past.edition(edition, current);
    if (past === null) throw new Refusal('edition-gone', { edition, current });
    const built = draw(set.name, await past.ground(), [], tile, fields);
    return this.#keep(path, built, IMMUTABLE);
  }

  /** West, south, east, north in degrees of all that is drawn; null where nothing is. */
  async bounds(): Promise<[number, number, number, number] | null> {
    await this.#live.refresh();
    let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
    const { shapeBoxes } = this.#live.map.topology;
    for (let i = 0; i < shapeBoxes.length; i += 4) {
      minX = Math.min(minX, shapeBoxes[i]!);
      minY = Math.min(minY, shapeBoxes[i + 1]!);
      maxX = Math.max(maxX, shapeBoxes[i + 2]!);
      maxY = Math.max(maxY, shapeBoxes[i + 3]!);
    }
    if (minX > maxX) return null;
    return [...degreesOf(minX, maxY), ...degreesOf(maxX, minY)];
  }

  #build(name: SetName, tile: Tile, fields: readonly string[] | null): BuiltTile {
    return draw(name, this.#live.map, this.#live.buildingsNow() ?? [], tile, fields);
  }

  #keep(path: string, built: BuiltTile, cacheControl: string): KeptTile {
    this.counters.built(built);
    const tile: KeptTile = new KeptTile(built, cacheControl, (bytes) => this.cache.grow(path, tile, bytes));
    this.cache.set(path, tile);
    return tile;
  }

  /** Takes a publish over as soon as the maps have it, so that the news follow it and not the next question. */
  async #follow(county: string): Promise<void> {
    const { maps } = this.#deps;
    if (county !== '') await maps.refresh(county);
    this.#county = county;
    if (!this.#live.isLoaded) {
      const sets = [LAYER_SETS.grids, LAYER_SETS.areas, LAYER_SETS.buildings];
      for (const set of sets) for (const changed of anyTiles(set)) this.#say(county, set, changed);
      return;
    }
    await this.#live.refresh();
  }

  #forget(change: GroundChange): void {
    const { ground, buildings } = change;
    const dirty = { grids: ground.grids, areas: ground.areas, buildings: buildings?.dirty ?? null, events: null };
    for (const path of [...this.cache.paths()]) {
      const asked = parsePath(path);
      if (asked === null || !dirty[asked.name]?.meets(asked.tile)) continue;
      this.cache.delete(path);
      this.counters.forgotten += 1;
    }
    const county = this.#county;
    this.#telling = this.#telling.then(() => this.#tell(county, change)).catch(this.#deps.warn);
  }

  #say(county: string, { name }: LayerSet, { minZoom, maxZoom, tiles }: ChangedTiles): void {
    const news: TilesNews = {
      area: county,
      layers: [name],
      minZoom,
      maxZoom,
      tiles: tiles === null ? null : [...tiles],
    };
    this.#deps.live.tellHere('tiles', county, news);
  }

  async #tell(county: string, { before, after, ground, buildings }: GroundChange): Promise<void> {
    for (const name of ['grids', 'areas'] as const) {
      const set = LAYER_SETS[name];
      const of = (map: GroundMap) => (tile: Tile) => draw(name, map, [], tile, null);
      for (const changed of await changedTiles(set, ground[name], of(before), of(after))) {
        this.#say(county, set, changed);
      }
    }
    const set = LAYER_SETS.buildings;
    const of = (columns: readonly BuildingColumns[]) => (tile: Tile) => buildingTile(columns, tile);
    const changed =
      buildings === null
        ? anyTiles(set)
        : await changedTiles(set, buildings.dirty, of(buildings.before), of(buildings.after));
    for (const one of changed) this.#say(county, set, one);
  }
}

function draw(
  name: SetName,
  map: GroundMap | null,
  buildings: readonly BuildingColumns[],
  tile: Tile,
  fields: readonly string[] | null,
): BuiltTile {
  const wanted = fields === null ? undefined : new Set(fields);
  if (name === 'buildings') return buildingTile(buildings, tile, wanted);
  return name === 'areas' ? areaTile(map!, tile, wanted) : gridTile(map!, tile, wanted);
}

/** The path of a tile, and the key under which it is kept. */
export function pathOf(
  name: SetName,
  edition: number | null,
  { z, x, y }: Tile,
  fields: readonly string[] | null,
): string {
  const query = fields === null ? '' : `?properties=${fields.join(',')}`;
  return `/tiles/${name}/${edition === null ? '' : `${edition}/`}${z}/${x}/${y}.mvt${query}`;
}

/** Null for a tile of a named edition. */
function parsePath(path: string): { name: SetName; tile: Tile } | null {
  const match = /^\/tiles\/(\w+)\/(\d+)\/(\d+)\/(\d+)\.mvt/.exec(path);
  if (match === null) return null;
  const name = match[1] as SetName;
  return { name, tile: tileAt(LAYER_SETS[name], { z: match[2]!, x: match[3]!, y: match[4]! }) };
}
