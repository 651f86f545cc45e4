/**
 * The events in memory, put together: columns of all of them, the board of the open ones, what follows the table, and the
 * routes that are answered from there.
 */
import type { FastifyInstance } from 'fastify';
import type { Database } from '../database/database.ts';
import type { Metrics } from '../http/metrics.ts';
import { Board } from './board/board.ts';
import { EventColumns } from './columns/event-columns.ts';
import { EventFollower } from './columns/event-follower.ts';
import { type FoundPoints, type PointQuestion, pointsIn } from './columns/points.ts';
import type { RecentEvents } from './recent-events.ts';
import { HotspotService } from './statistics/hotspot-service.ts';
import { figureRoutes } from './statistics/routes.ts';
import { EventStatisticsService } from './statistics/service.ts';

export interface BoardDeps {
  db: Database;
  clock: () => Date;
  warn: (error: unknown) => void;
}

export interface EventsInMemory {
  readonly columns: EventColumns;
  /** What the live stream shows. */
  readonly board: Board;
  readonly recent: RecentEvents;
  /** Resolves when all events are there; rejects when it is closed before. */
  readonly ready: Promise<void>;
  loaded(): boolean;
  /** The same of the board, which is there first. */
  readonly boardReady: Promise<void>;
  boardLoaded(): boolean;
  /** Resolves when everything told so far is here. */
  settled(): Promise<void>;
  /** Located events inside a box, its border included. */
  pointsIn(question: PointQuestion): FoundPoints;
  /** When the database is there. Loading goes on in the background. */
  open(): Promise<void>;
  routes(app: FastifyInstance): Promise<void>;
  close(): Promise<void>;
}

export function openBoard({ db, clock, warn }: BoardDeps): EventsInMemory {
  const columns = new EventColumns();
  const board = new Board();
  const follower = new EventFollower({ db, columns, board, clock, warn });
  const loaded = (): boolean => follower.loaded;
  const statistics = new EventStatisticsService({ db, columns, loaded, clock });
  const hotspots = new HotspotService({ columns, grounds: statistics.grounds, loaded, clock });
  return {
    ...{ columns, board, recent: board, loaded },
    ready: follower.ready,
    boardReady: follower.boardReady,
    boardLoaded: () => follower.boardLoaded,
    settled: () => follower.settled(),
    pointsIn: (question) => pointsIn(columns, board, question),
    open: () => follower.open(),
    async routes(app) {
      registerEventMetrics(app.metrics, columns, board, follower);
      await figureRoutes(app, { statistics, hotspots, columns, loaded });
    },
    close: () => follower.close(),
  };
}

function registerEventMetrics(metrics: Metrics, columns: EventColumns, board: Board, follower: EventFollower): void {
  metrics.gauge('gezhong_events_held', 'Events in memory', () => columns.count);
  metrics.gauge('gezhong_events_bytes', 'Memory of the columns of events', () => columns.byteLength);
  metrics.gauge('gezhong_events_board', 'Events that are open or ended today', () => board.size);
  metrics.gauge('gezhong_events_loaded', '1 when all events are in memory', () => Number(follower.loaded));
  metrics.counterOf('gezhong_events_followed_total', 'How the events in memory follow the table', 'kind', () =>
    Object.entries(follower.counted),
  );
}
