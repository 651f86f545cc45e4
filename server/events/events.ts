/** Everything of events, put together: reports, steps, lists, photos, what the loop runs by, and what is passed up by itself. */
import type { FastifyInstance } from 'fastify';
import type { Database } from '../database/database.ts';
import type { PublishedMaps } from '../locate/published-maps.ts';
import type { PlacesService } from '../places/service.ts';
import { CountyRuleEdits } from './county-rules.ts';
import { Dictionaries } from './dictionaries.ts';
import { type EmergencyOver, NO_EMERGENCIES } from './emergency-over.ts';
import { Escalation } from './escalation.ts';
import { EventLists } from './lists.ts';
import { MapTimes } from './map-times.ts';
import { eventPhotoRoutes } from './photo-routes.ts';
import { EventPhotos } from './photo-service.ts';
import { NO_RECENT_EVENTS, type RecentEvents } from './recent-events.ts';
import { Reports } from './reports.ts';
import { eventRoutes } from './routes.ts';
import { RuleBook } from './rule-book.ts';
import { eventRuleRoutes } from './rule-routes.ts';
import { loadSamples } from './samples.ts';
import { Similar } from './similar.ts';
import { EventSteps } from './steps.ts';
import { Locating } from './whereabouts.ts';
import { WorkerRoster } from './worker-roster.ts';

export interface EventsDeps {
  db: Database;
  maps: PublishedMaps;
  places: PlacesService;
  clock: () => Date;
  /** Requests a minute and address. */
  rateLimit: number;
  warn: (error: unknown) => void;
  emergencies?: EmergencyOver | undefined;
  recent?: RecentEvents | undefined;
}

export interface Events {
  readonly reports: Reports;
  readonly steps: EventSteps;
  readonly book: RuleBook;
  readonly escalation: Escalation;
  /** When the database is there. `passesUp`: whether this process looks for what is overdue. */
  open(passesUp: boolean): Promise<void>;
  routes(app: FastifyInstance): Promise<void>;
  close(): Promise<void>;
}

export function openEvents(deps: EventsDeps): Events {
  const { db, maps, places, clock, rateLimit, warn } = deps;
  const { emergencies = NO_EMERGENCIES, recent = NO_RECENT_EVENTS } = deps;
  const book = new RuleBook(db);
  const locating = new Locating(new MapTimes(db, maps), places);
  const similar = new Similar(recent, book);
  const reports = new Reports({ db, maps, book, locating, emergencies, similar, clock });
  const steps = new EventSteps({ db, book, locating, clock });
  const lists = new EventLists({ db, maps, book, similar, clock });
  const roster = new WorkerRoster(db, maps);
  const photos = new EventPhotos({ db, steps });
  const dictionaries = new Dictionaries({ db, book, maps, clock });
  const county = new CountyRuleEdits({ db, book, clock });
  const escalation = new Escalation({ db, book, clock, warn });
  return {
    reports,
    steps,
    book,
    escalation,
    async open(passesUp) {
      await loadSamples(db);
      await book.open();
      if (passesUp) escalation.start();
    },
    async routes(app) {
      app.metrics.gauge('gezhong_events_reported_together', 'Reports in the last transaction', () => reports.lastBatch);
      await eventRoutes(app, { reports, steps, lists, roster, rateLimit });
      await eventPhotoRoutes(app, { photos });
      await eventRuleRoutes(app, { dictionaries, county });
    },
    async close() {
      await escalation.close();
      await reports.close();
      await book.close();
    },
  };
}
