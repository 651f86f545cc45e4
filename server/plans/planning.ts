/** Everything of plans, put together: what coverage asks of them first, then the services and their routes. */
import { availableParallelism } from 'node:os';
import type { FastifyInstance } from 'fastify';
import type { AreasService } from '../areas/service.ts';
import type { CoverageService } from '../coverage/service.ts';
import type { Database } from '../database/database.ts';
import type { LiveFeed } from '../live/feed.ts';
import type { PublishedMaps } from '../locate/published-maps.ts';
import { PlanCells } from './cells.ts';
import { planCellsRoutes } from './cells-routes.ts';
import { PlanCompare } from './compare.ts';
import { planCompareRoutes } from './compare-routes.ts';
import { planEditRoutes } from './edit-routes.ts';
import { PlanEdits } from './edits.ts';
import { planLifeRoutes } from './life-routes.ts';
import { PlanLife } from './life-service.ts';
import { MapThreads } from './map-threads.ts';
import { PlanNewsTeller } from './news.ts';
import { OpenPlans } from './open-plans.ts';
import { ProposalPool } from './proposal-pool.ts';
import { planProposalRoutes } from './proposal-routes.ts';
import { PlanProposals } from './proposals.ts';
import { planPublishRoutes } from './publish-routes.ts';
import { PlanPublishing } from './publishing.ts';
import { planRebaseRoutes } from './rebase-routes.ts';
import { PlanRebases } from './rebases.ts';
import { PlanResults } from './results.ts';
import { planRoutes } from './routes.ts';
import { PlansService } from './service.ts';
import { planSourceRoutes } from './source-routes.ts';
import { PlanSourceLayers } from './sources.ts';

/** What plans make of the map, for whoever only reads. */
export interface DraftMaps {
  readonly open: OpenPlans;
  readonly threads: MapThreads;
  readonly results: PlanResults;
  close(): void;
}

export function openDrafts(db: Database): DraftMaps {
  const open = new OpenPlans(db);
  const threads = new MapThreads();
  const results = new PlanResults({ db, open, threads });
  return { open, threads, results, close: () => threads.close() };
}

export interface PlanningDeps {
  db: Database;
  areas: AreasService;
  coverage: CoverageService;
  drafts: DraftMaps;
  maps: Pick<PublishedMaps, 'refresh'>;
  live: LiveFeed;
  clock: () => Date;
  processId: string;
  warn: (error: unknown) => void;
}

export interface Planning {
  readonly plans: PlansService;
  /** At the start of a process, when the database is there. */
  recover(): Promise<void>;
  routes(app: FastifyInstance): Promise<void>;
  close(): Promise<void>;
}

export function openPlanning({ areas, coverage, drafts, maps, live, processId, ...deps }: PlanningDeps): Planning {
  const { db, clock, warn } = deps;
  const { open, threads, results } = drafts;
  const news = new PlanNewsTeller((told) => live.tell('plan', told.area, told), warn);
  const plans = new PlansService({ db, areas, news, clock });
  const cells = new PlanCells(db);
  const edits = new PlanEdits({ db, cells, open, news, clock });
  const life = new PlanLife({ db, news, clock });
  const compare = new PlanCompare({ db, results, threads });
  const publishing = new PlanPublishing({ db, results, coverage, threads, maps, news, clock, warn });
  const pool = new ProposalPool(availableParallelism());
  const proposals = new PlanProposals({
    ...deps,
    cells,
    open,
    edits,
    pool,
    processId,
    tell: (told) => live.tell('proposal', told.area, told),
  });
  const sources = new PlanSourceLayers({ db, cells, open, edits, threads, news, clock });
  const rebases = new PlanRebases({ db, cells, open, edits, threads });
  return {
    plans,
    recover: () => proposals.recover(),
    async routes(app) {
      await planRoutes(app, { plans, file: { db, results } });
      await planCompareRoutes(app, { compare });
      await planCellsRoutes(app, { plans, cells });
      await planEditRoutes(app, { plans, edits });
      await planRebaseRoutes(app, { plans, rebases });
      await planProposalRoutes(app, { plans, proposals });
      await planSourceRoutes(app, { plans, sources });
      await planLifeRoutes(app, { plans, life });
      await planPublishRoutes(app, { plans, publishing });
    },
    async close() {
      await proposals.close();
      cells.close();
      drafts.close();
    },
  };
}
