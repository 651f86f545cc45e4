/** Everything of visits, put together. What positions say of them comes from those who keep positions. */
import type { FastifyInstance } from 'fastify';
import type { Database } from '../database/database.ts';
import type { Duty } from '../duty/duty.ts';
import { type GridPatrols, NO_PATROLS } from './grid-patrols.ts';
import { NO_POSITIONS, type PositionAt } from './position-at.ts';
import { PresenceService } from './presence-service.ts';
import { visitRoutes } from './routes.ts';
import { VisitsService } from './service.ts';

export interface VisitsDeps {
  db: Database;
  duty: Duty;
  positions?: PositionAt | undefined;
  patrols?: GridPatrols | undefined;
  clock: () => Date;
}

export interface Visits {
  readonly visits: VisitsService;
  readonly presence: PresenceService;
  routes(app: FastifyInstance): Promise<void>;
}

export function openVisits(deps: VisitsDeps): Visits {
  const { db, duty, positions = NO_POSITIONS, patrols = NO_PATROLS, clock } = deps;
  const { settings, attendance } = duty;
  const visits = new VisitsService({ db, settings, positions, clock });
  const presence = new PresenceService({ db, settings, attendance, patrols, clock });
  return { visits, presence, routes: (app) => visitRoutes(app, { visits, presence }) };
}
