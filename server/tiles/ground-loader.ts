/** Database rows of all counties → a GroundMap. What has not changed of a county is not read again. */
import type { Database } from '../database/database.ts';
import { toUnits } from '../geometry/lattice.ts';
import { type BandRow, bandFor, bandResult } from '../grids/band.ts';
import { TaskThreads } from '../task-threads.ts';
import { type AreaShape, type GridShape, GroundMap } from './ground-map.ts';
import {
  areasForTiles,
  bandsForTiles,
  type CountyState,
  gridsForTiles,
  type TileAreaRow,
  type TileGridRow,
} from './repository.ts';
import type { BuiltTopology, TopologyTask } from './topology-task.ts';

/** A row knows its county, which its code may not tell. */
type CountyGridRow = TileGridRow & { readonly county: string };

interface CountyRows {
  readonly key: string;
  readonly grids: readonly CountyGridRow[];
  readonly areas: readonly TileAreaRow[];
}

const WORKER_IDLE_MS = 20_000;

export class GroundLoader {
  readonly #db: Database;
  readonly #threads = new TaskThreads<TopologyTask, BuiltTopology>(new URL('./topology-worker.ts', import.meta.url), {
    atOnce: 1,
    idleMs: WORKER_IDLE_MS,
  });
  /** Of the counties as they are now. */
  readonly #rows = new Map<string, CountyRows>();

  constructor(db: Database) {
    this.#db = db;
  }

  close(): void {
    this.#threads.close();
  }

  /** As it is now, with the counts. */
  async now(states: readonly CountyState[]): Promise<GroundMap> {
    const bands = await bandsForTiles(this.#db);
    const counties: CountyRows[] = [];
    for (const state of states) {
      const key = `${state.edition} ${state.revision}`;
      const known = this.#rows.get(state.county);
      const rows = known?.key === key ? known : { key, ...(await this.#read(state, null)) };
      this.#rows.set(state.county, rows);
      counties.push(rows);
    }
    for (const county of this.#rows.keys()) {
      if (!states.some((state) => state.county === county)) this.#rows.delete(county);
    }
    return this.#build(counties, bands);
  }

  /** As an edition fixed it: grids by edition, areas as of its first moment, and no counts, which change without one. */
  async at(states: readonly CountyState[], moment: Date): Promise<GroundMap> {
    const counties: CountyRows[] = [];
    for (const state of states) counties.push({ key: '', ...(await this.#read(state, moment)) });
    return this.#build(counties, null);
  }

  async #read({ county, edition }: CountyState, asOf: Date | null): Promise<Omit<CountyRows, 'key'>> {
    const grids = edition === null ? [] : await gridsForTiles(this.#db, county, edition);
    return {
      grids: grids.map((row) => ({ ...row, county })),
      areas: await areasForTiles(this.#db, county, asOf),
    };
  }

  async #build(counties: readonly CountyRows[], bands: readonly BandRow[] | null): Promise<GroundMap> {
    const grids = counties.flatMap((county) => county.grids).sort(byCode);
    const areas = counties.flatMap((county) => county.areas).sort(byCode);
    const task = { grids: grids.map(({ wkb }) => wkb), areas: areas.map(({ wkb }) => wkb) };
    const { topology, areaLabels } = await this.#threads.start(task).result;
    return new GroundMap(
      topology,
      grids.map((row) => gridShape(row, bands)),
      areas.map(({ id, code, name, level }, i): AreaShape => ({ id, code, name, level, label: areaLabels[i]! })),
    );
  }
}

function gridShape(row: CountyGridRow, bands: readonly BandRow[] | null): GridShape {
  const base = {
    id: row.id,
    code: row.code,
    name: row.name,
    kind: row.kind,
    parentCode: row.parent_code,
    county: row.county,
    areaM2: Math.round(row.area_m2),
    colour: row.colour,
    label: [toUnits(row.label_lon), toUnits(row.label_lat)],
  } as const;
  if (bands === null) return { ...base, households: null, bandResult: null };
  const set = bandFor(bands, row.parent_code, row.kind);
  const min = row.band_min ?? set?.min ?? null;
  const max = row.band_max ?? set?.max ?? null;
  const tally = { households: row.households ?? 0, places: row.places ?? 0, uncounted: row.uncounted ?? 0 };
  const band = min === null || max === null ? null : { min, max };
  return { ...base, households: tally.households, bandResult: bandResult(band, tally) };
}

function byCode(a: { code: string; id: number }, b: { code: string; id: number }): number {
  return a.code < b.code ? -1 : a.code > b.code ? 1 : a.id - b.id;
}
