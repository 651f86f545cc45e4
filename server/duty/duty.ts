/** Everything of duty, put together: signing in and out, attendance, settings, and what ends by itself. */
import type { FastifyInstance } from 'fastify';
import type { Database } from '../database/database.ts';
import { MapTimes } from '../events/map-times.ts';
import type { RuleBook } from '../events/rule-book.ts';
import type { PublishedMaps } from '../locate/published-maps.ts';
import type { Publishing } from '../workers/publishing.ts';
import { AttendanceService } from './attendance-service.ts';
import { type DayCounts, NO_COUNTS } from './counts-today.ts';
import { type EmergencyIntervals, MeService } from './me-service.ts';
import { dutyRoutes } from './routes.ts';
import { DutySettingsService } from './settings-service.ts';
import { ShiftService } from './shift-service.ts';
import { DutyUpkeep } from './upkeep.ts';

export interface DutyDeps {
  db: Database;
  maps: PublishedMaps;
  book: RuleBook;
  publishing: Publishing;
  emergencies: EmergencyIntervals;
  counts?: DayCounts | undefined;
  clock: () => Date;
  warn: (error: unknown) => void;
}

export interface Duty {
  readonly settings: DutySettingsService;
  readonly shifts: ShiftService;
  readonly attendance: AttendanceService;
  readonly upkeep: DutyUpkeep;
  /** When the database is there. `upkeeps`: whether this process looks for what ends by itself. */
  open(upkeeps: boolean): Promise<void>;
  routes(app: FastifyInstance): Promise<void>;
  close(): Promise<void>;
}

export function openDuty(deps: DutyDeps): Duty {
  const { db, maps, book, publishing, emergencies, counts = NO_COUNTS, clock, warn } = deps;
  const settings = new DutySettingsService({ db, book, clock });
  const shifts = new ShiftService({ db, times: new MapTimes(db, maps), settings, clock });
  const attendance = new AttendanceService({ db, settings, clock });
  const me = new MeService({ db, settings, counts, emergencies, clock });
  const upkeep = new DutyUpkeep({ db, settings, publishing, clock, warn });
  return {
    ...{ settings, shifts, attendance, upkeep },
    async open(upkeeps) {
      if (!upkeeps) return;
      await upkeep.run();
      upkeep.start();
    },
    routes: (app) => dutyRoutes(app, { shifts, attendance, me, settings }),
    close: () => upkeep.close(),
  };
}
