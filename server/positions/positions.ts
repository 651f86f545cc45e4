/** Everything of positions, put together: what comes in, the map of workers on duty, trails, and the days they are kept. */
import type { FastifyInstance } from 'fastify';
import type { Database } from '../database/database.ts';
import type { LiveEvents } from '../live/live-events.ts';
import type { PublishedMaps } from '../locate/published-maps.ts';
import { StoredDutyBook } from './duty-book.ts';
import { Follower } from './follower.ts';
import { GridFinder } from './grid-finder.ts';
import { Intake } from './intake.ts';
import { IntakeCounts, registerIntakeMetrics } from './intake-counts.ts';
import { LiveWorkers } from './live-workers.ts';
import { NearWorkers } from './near/near-workers.ts';
import { OnDutyKeeper } from './on-duty.ts';
import { PatrolCounter } from './patrol-counter.ts';
import { PresencePatrols } from './patrol-numbers.ts';
import { patrolRoutes } from './patrol-routes.ts';
import { Patrols } from './patrols.ts';
import { KnownPositions } from './position-at.ts';
import { PositionLists } from './position-list.ts';
import { PositionWriter } from './position-writer.ts';
import { positionRoutes } from './routes.ts';
import { hear, POSITIONS_CHANNEL, payloadsOf, toldOf } from './shared-positions.ts';
import { socketRoutes } from './socket/socket-routes.ts';
import { Trackers } from './trackers.ts';
import { trailRoutes } from './trail-routes.ts';
import { Trails } from './trails.ts';
import { Upkeep } from './upkeep.ts';

/** Until a county says otherwise. */
const DEFAULT_PASSED_M = 30;
const DEFAULT_PATROL_MIN = 20;

export interface PositionsDeps {
  db: Database;
  maps: PublishedMaps;
  clock: () => Date;
  /** Tells this process from others on the same database. */
  processId: string;
  /** Requests a minute and address. */
  rateLimit: number;
  warn: (error: unknown) => void;
}

export interface Positions {
  readonly duty: StoredDutyBook;
  readonly live: LiveWorkers;
  readonly keeper: OnDutyKeeper;
  readonly upkeep: Upkeep;
  readonly patrol: PatrolCounter;
  /** Where workers were: the proof of visits. */
  readonly known: KnownPositions;
  readonly presence: PresencePatrols;
  /** When the database is there. `packs`: whether this process packs days that are over and deletes old trails. */
  open(packs: boolean): Promise<void>;
  routes(app: FastifyInstance, liveEvents: LiveEvents): Promise<void>;
  close(): Promise<void>;
}

export function openPositions(deps: PositionsDeps): Positions {
  const { db, maps, clock, processId, rateLimit, warn } = deps;
  const duty = new StoredDutyBook(db, clock, warn);
  const finder = new GridFinder(maps);
  const live = new LiveWorkers();
  const counts = new IntakeCounts();
  const patrol = new PatrolCounter({
    ...{ db, finder, warn },
    rules: (county) => ({
      passedM: duty.setting(county, 'passedM', DEFAULT_PASSED_M),
      patrolMin: duty.setting(county, 'patrolMin', DEFAULT_PATROL_MIN),
    }),
  });
  const follower = new Follower(live, finder, (worker, before, fix) => patrol.walked(worker, before, fix));
  // the embedded database belongs to one process
  const shared = db.kind === 'postgres';
  const upkeep = new Upkeep({ db, clock, warn });
  const makeDays = (): Promise<void> => upkeep.makeAhead();
  const writer = new PositionWriter(db, makeDays, (workers) => {
    if (!shared) return [];
    const moved = [...workers].map((worker) => live.get(worker)).filter((worker) => worker?.last != null);
    return payloadsOf(
      processId,
      moved.map((worker) => toldOf(worker!)),
    );
  });
  const keeper = new OnDutyKeeper({ db, duty, live, follower, writer, clock, warn });
  const trackers = new Trackers(db, clock);
  const patrols = new Patrols(db, finder);
  const known = new KnownPositions(db, live);
  const presence = new PresencePatrols(patrols);
  const lists = new PositionLists({ duty, live, finder, clock });
  const near = new NearWorkers({ db, lists });
  let stop: (() => Promise<void>) | null = null;
  const heard = async (payload: string): Promise<void> => {
    if (payload === '') return;
    const unknown = hear(payload, processId, duty, live);
    if (unknown.length === 0) return;
    await duty.lookAgain(unknown);
    hear(payload, processId, duty, live);
  };
  return {
    ...{ duty, live, keeper, upkeep, patrol, known, presence },
    async open(packs) {
      await upkeep.start(packs);
      await duty.start();
      if (shared) stop = await db.listen(POSITIONS_CHANNEL, (payload) => void heard(payload).catch(warn));
      await keeper.start();
      patrol.start();
      duty.onChange((worker) => keeper.dutyChanged(worker));
    },
    async routes(app, liveEvents) {
      registerIntakeMetrics(app.metrics, { counts, live, writer });
      const intake = new Intake({ duty, finder, live, follower, writer, counts, clock });
      await positionRoutes(app, { intake, lists, near, trackers, rateLimit, clock });
      await socketRoutes(app, { duty, finder, live, liveEvents, clock });
      await patrolRoutes(app, { patrols });
      await trailRoutes(app, { trails: new Trails({ db, duty, clock }), trackers });
    },
    async close() {
      await stop?.();
      near.close();
      await upkeep.close();
      await writer.idle();
      await keeper.close();
      await patrol.close();
      await writer.idle();
      await duty.close();
    },
  };
}
