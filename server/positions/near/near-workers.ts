/** Who of those on duty is near a place: in a straight line, and on foot where the roads are loaded. */
import type { Caller } from '../../access/caller.ts';
import type { NearList, NearQuery, WorkerPosition } from '../../contract/positions.ts';
import type { Database } from '../../database/database.ts';
import { pointDistanceM } from '../../geometry/distance.ts';
import { toUnits } from '../../geometry/lattice.ts';
import { TaskThreads } from '../../task-threads.ts';
import type { PositionLists } from '../position-list.ts';
import { findRoads } from './road-repository.ts';
import type { Walked, WalkTask } from './walk-task.ts';

/** Whoever is nearest on foot is among the nearest in a straight line, but where water or walls part them. */
const MOST = 40;
/** Farther nobody is sent on foot, and no roads are read for it. */
const WALK_M = 8_000;
/** Ways go round: roads are read this far beyond those looked for, at least, and by this share of how far they are. */
const ROUND_M = 400;
const ROUND_SHARE = 0.3;
const M_PER_DEGREE = 111_000;

type LonLat = readonly [lon: number, lat: number];

export class NearWorkers {
  readonly #deps: { db: Database; lists: PositionLists };
  readonly #threads = new TaskThreads<WalkTask, Walked>(new URL('./walk-worker.ts', import.meta.url), {
    atOnce: 1,
    idleMs: 60_000,
  });

  constructor(deps: { db: Database; lists: PositionLists }) {
    this.#deps = deps;
  }

  /** Whoever is lost is left out: nobody knows where they are. Throws 'role-missing', 'area-forbidden', 'coordinate-invalid'. */
  async list(caller: Caller, { area, lon, lat }: NearQuery): Promise<NearList> {
    const { at, positions } = this.#deps.lists.list(caller, area);
    const near = positions
      .filter(({ fresh }) => fresh !== 'lost')
      .map((position) => ({ position, straightM: straightM([lon, lat], position) }))
      .sort((a, b) => a.straightM - b.straightM || a.position.worker - b.position.worker)
      .slice(0, MOST);
    const onFoot = near.filter(({ straightM }) => straightM <= WALK_M);
    const { roads, metres } = await this.#walk(
      [lon, lat],
      onFoot.map(({ position }): LonLat => [position.lon, position.lat]),
      onFoot.at(-1)?.straightM ?? 0,
    );
    return {
      ...{ at, roads },
      workers: near.map(({ position, straightM }, i) => ({
        ...position,
        straightM: Math.round(straightM),
        walkM: metres[i] === undefined || metres[i] === null ? null : Math.round(metres[i]),
      })),
    };
  }

  close(): void {
    this.#threads.close();
  }

  async #walk(from: LonLat, to: readonly LonLat[], farthestM: number): Promise<{ roads: boolean; metres: Walked }> {
    if (to.length === 0) return { roads: false, metres: [] };
    const roads = await findRoads(this.#deps.db, boxAround(from, to, ROUND_M + ROUND_SHARE * farthestM));
    if (roads.length === 0) return { roads: false, metres: [] };
    return { roads: true, metres: await this.#threads.start({ roads, from, to }).result };
  }
}

function straightM([lon, lat]: LonLat, to: Pick<WorkerPosition, 'lon' | 'lat'>): number {
  return pointDistanceM(toUnits(lon), toUnits(lat), toUnits(to.lon), toUnits(to.lat));
}

function boxAround(from: LonLat, to: readonly LonLat[], marginM: number): readonly number[] {
  const all = [from, ...to];
  const marginY = marginM / M_PER_DEGREE;
  const marginX = marginY / Math.cos((from[1] * Math.PI) / 180);
  const lons = all.map(([lon]) => lon);
  const lats = all.map(([, lat]) => lat);
  return [
    ...[Math.min(...lons) - marginX, Math.min(...lats) - marginY],
    ...[Math.max(...lons) + marginX, Math.max(...lats) + marginY],
  ];
}
