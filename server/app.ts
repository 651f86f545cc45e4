/** The service on one screen: how requests are treated, then the domains. Never listens, never reads the environment. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { registerAccess } from './access/plugin.ts';
import { accessRoutes } from './access/routes.ts';
import { areaRoutes } from './areas/routes.ts';
import { AreasService } from './areas/service.ts';
import { baseRoutes } from './base/routes.ts';
import { BaseService } from './base/service.ts';
import { baseMapRoutes } from './base-map/routes.ts';
import type { Config } from './config.ts';
import type { CoverageNews } from './contract/live.ts';
import { Refusal } from './contract/problem.ts';
import { AutomaticChecks } from './coverage/automatic-checks.ts';
import { CheckJobs } from './coverage/check-jobs.ts';
import { checkRoutes } from './coverage/check-routes.ts';
import { exceptionRoutes } from './coverage/exception-routes.ts';
import { exclusionRoutes } from './coverage/exclusion-routes.ts';
import { repairRoutes } from './coverage/repair-routes.ts';
import { coverageRoutes } from './coverage/routes.ts';
import { CoverageService } from './coverage/service.ts';
import type { Database } from './database/database.ts';
import { openDuty } from './duty/duty.ts';
import { emergencyRoutes } from './emergencies/routes.ts';
import { EmergenciesService } from './emergencies/service.ts';
import { eventPoints } from './events/event-points.ts';
import { openEvents } from './events/events.ts';
import { openBoard } from './events/open-board.ts';
import { importRoutes } from './exchange/routes.ts';
import type { ImportService } from './exchange/service.ts';
import { Exports } from './export/exports.ts';
import { exportRoutes } from './export/routes.ts';
import { gridRoutes } from './grids/routes.ts';
import { GridsService } from './grids/service.ts';
import { registerServiceMetrics } from './health/metrics.ts';
import { healthRoutes } from './health/routes.ts';
import { registerClientFiles } from './http/client-files.ts';
import { registerCompression } from './http/compression.ts';
import { CrossOrigin, registerCrossOrigin } from './http/cross-origin.ts';
import { registerMetrics } from './http/metrics.ts';
import { registerOpenapi } from './http/openapi.ts';
import { registerProblems } from './http/problems.ts';
import { registerRateLimit } from './http/rate-limit.ts';
import { registerReplicaReads } from './http/replica-reads.ts';
import { registerApiHeaders } from './http/security-headers.ts';
import { makeServer } from './http/server-options.ts';
import { SharedLimit } from './http/shared-limit.ts';
import { registerStartingGate } from './http/starting-gate.ts';
import { registerUpgrades } from './http/upgrades.ts';
import { kioskRoutes } from './kiosk/routes.ts';
import { KioskService } from './kiosk/service.ts';
import { LiveFeed } from './live/feed.ts';
import { LiveEvents } from './live/live-events.ts';
import { liveRoutes } from './live/routes.ts';
import type { PublishedMaps } from './locate/published-maps.ts';
import { locateRoutes } from './locate/routes.ts';
import { LocateService } from './locate/service.ts';
import { openCollections } from './ogc/collections.ts';
import { Extents } from './ogc/extents.ts';
import { ogcRoutes } from './ogc/routes.ts';
import { placeRoutes } from './places/routes.ts';
import { PlacesService } from './places/service.ts';
import { openDrafts, openPlanning } from './plans/planning.ts';
import { patrolsOfWorker } from './positions/patrol-numbers.ts';
import { openPositions } from './positions/positions.ts';
import { eventTileRoutes } from './tiles/event-routes.ts';
import { registerTileMetrics } from './tiles/metrics.ts';
import { tileRoutes } from './tiles/routes.ts';
import { TilesService } from './tiles/service.ts';
import { tileStyleRoutes } from './tiles/style-routes.ts';
import { dayCounts } from './visits/day-counts.ts';
import { openVisits } from './visits/visits.ts';
import { openWorkers } from './workers/workers.ts';
import { zoneRoutes } from './zones/routes.ts';
import { ZonesService } from './zones/service.ts';

export interface AppDeps {
  config: Config;
  db: Database;
  maps: PublishedMaps;
  imports: ImportService;
  clock: () => Date;
  version: string;
  /** Resolves when the database is there; until then only points are answered. */
  started: Promise<void>;
  /** Whether this process checks the coverage of a county after everything that is published of it. */
  checksAfterPublish: boolean;
  /** Whether the demo county with its demo users is loaded. */
  demo: () => boolean;
  /** Folder of the built client. */
  clientFolder: string;
}

export async function buildApp(deps: AppDeps): Promise<FastifyInstance> {
  const { config, db, maps, imports, clock } = deps;
  const app = makeServer(config);
  const areas = new AreasService(db);
  const drafts = openDrafts(db);
  const coverage = new CoverageService({ db, areas, drafts: drafts.results, clock });
  const live = new LiveFeed(db);
  const emergencies = new EmergenciesService({ db, live, clock, warn });
  const board = openBoard({ db, clock, warn });
  const liveEvents = new LiveEvents({ ...board, feed: live, clock });
  const { processId } = config;
  const planning = openPlanning({ db, areas, coverage, drafts, maps, live, clock, processId, warn });
  const ended = (news: CoverageNews) => live.tell('coverage', news.area, news);
  const checks = new CheckJobs({ db, coverage, clock, processId, ended, warn });
  const tiles = new TilesService({ db, maps, live, cacheBytes: config.tileCacheBytes, warn });
  const automatic = new AutomaticChecks({ db, checks, clock, processId, warn });
  const places = new PlacesService(db);
  const events = openEvents({
    db,
    maps,
    places,
    clock,
    rateLimit: config.rateLimit,
    warn,
    emergencies,
    recent: board.recent,
  });
  const positions = openPositions({ db, maps, clock, processId, rateLimit: config.rateLimit, warn });
  const workers = openWorkers({ db, maps, clock, warn });
  const { publishing } = workers;
  const exports = new Exports(db, clock, config.dataFolder);
  const counts = dayCounts(db, patrolsOfWorker(db));
  const duty = openDuty({ db, maps, book: events.book, publishing, emergencies, counts, clock, warn });
  const visits = openVisits({ db, duty, positions: positions.known, patrols: positions.presence, clock });
  const limits = new SharedLimit({ db, processId });
  // What these are for can wait for the next start; questions cannot.
  const started = deps.started.then(async () => {
    await checks.recover().catch(warn);
    await planning.recover().catch(warn);
    await exports.recover().catch(warn);
    await limits.open().catch(warn);
    await live.open().catch(warn);
    await board.open().catch(warn);
    await emergencies.open().catch(warn);
    await events.open(deps.checksAfterPublish).catch(warn);
    await positions.open(deps.checksAfterPublish).catch(warn);
    await duty.open(deps.checksAfterPublish).catch(warn);
    await tiles.open().catch(warn);
    if (deps.checksAfterPublish) await automatic.open().catch(warn);
  });
  const crossOrigin = new CrossOrigin(config.corsOrigins);
  registerCrossOrigin(app, crossOrigin);
  registerStartingGate(app, started);
  await registerRateLimit(app, config.rateLimit, limits);
  registerProblems(app);
  registerUpgrades(app);
  registerApiHeaders(app);
  await registerCompression(app);
  await registerOpenapi(app, deps.version);
  await registerAccess(app, { db, config, clock });
  registerMetrics(app);
  registerReplicaReads(app);

  const published = { version: () => maps.publishedVersion(), edition: () => maps.edition() };
  const limit = askLimit(app, config.rateLimit);

  await healthRoutes(app, {
    db,
    started,
    demo: deps.demo,
    programVersion: deps.version,
    edition: published.edition,
  });
  const locate = new LocateService(maps, places);
  registerServiceMetrics(app.metrics, { locate, maps, db });
  await locateRoutes(app, {
    locate,
    maps,
    limit,
    maxUploadBytes: config.maxUploadBytes,
  });
  await areaRoutes(app, { areas, ...published });
  await gridRoutes(app, { grids: new GridsService(db, (county) => maps.refresh(county)), ...published });
  await placeRoutes(app, { places, ...published });
  await baseRoutes(app, { base: new BaseService(db), ...published });
  await baseMapRoutes(app, config.baseMap);
  const kiosk = new KioskService({ db, maps, publishing, publicUrl: config.publicUrl });
  await kioskRoutes(app, { kiosk, ...published });
  app.addHook('onClose', async () => {
    await started.catch(() => {});
    await Promise.all([automatic.close(), checks.close(), planning.close()]);
    await Promise.all([positions.close(), duty.close(), events.close()]);
    exports.close();
    emergencies.close();
    liveEvents.close();
    await limits.close();
    await tiles.close();
    await Promise.all([live.close(), board.close()]);
    coverage.close();
  });
  registerTileMetrics(app.metrics, tiles);
  await tileRoutes(app, { tiles, ...published, publicUrl: config.publicUrl, limit, crossOrigin });
  await tileStyleRoutes(app, { publicUrl: config.publicUrl });
  await eventTileRoutes(app, { tiles, events: eventPoints(board, clock), ...published, publicUrl: config.publicUrl });
  await ogcRoutes(app, {
    collections: openCollections(db, clock),
    extents: new Extents(db, published.version, clock),
    clock,
    version: published.version,
    programVersion: deps.version,
    publicUrl: config.publicUrl,
    rateLimit: config.rateLimit,
  });
  await liveRoutes(app, { live, liveEvents });
  await board.routes(app);
  await coverageRoutes(app, { coverage });
  await checkRoutes(app, { checks, coverage, db, clock });
  await exceptionRoutes(app, { coverage });
  await exclusionRoutes(app, { coverage });
  await repairRoutes(app, { coverage, plans: planning.plans, clock });
  await planning.routes(app);
  await emergencyRoutes(app, { emergencies, clock });
  await zoneRoutes(app, { zones: new ZonesService({ db, live, clock }) });
  await events.routes(app);
  await positions.routes(app, liveEvents);
  await workers.routes(app);
  await duty.routes(app);
  await visits.routes(app);
  await importRoutes(app, { imports });
  await exportRoutes(app, { exports, rateLimit: config.rateLimit });
  await accessRoutes(app, { db, config, clock, demo: deps.demo });
  await registerClientFiles(app, deps.clientFolder, {
    https: config.publicUrl?.startsWith('https:') ?? false,
    tileOrigins: config.baseMap?.origins ?? [],
  });
  return app;
}

/** What nobody waits for and went wrong. */
function warn(error: unknown): void {
  process.emitWarning(error instanceof Error ? error : String(error), 'BackgroundWarning');
}

/** The rate limit for questions on a fast route that turn out to need the database. */
function askLimit(app: FastifyInstance, perMinute: number): (request: FastifyRequest) => Promise<void> {
  const check = app.createRateLimit({ max: perMinute, timeWindow: 60_000 });
  return async (request) => {
    const state = await check(request);
    if (!state.isAllowed && state.isExceeded) {
      throw new Refusal('too-many-requests', { retryAfterS: Math.max(1, Math.ceil(state.ttl / 1000)), perMinute });
    }
  };
}
