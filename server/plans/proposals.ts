/**
 * Proposals as jobs: asked for the plan as it is then, given out community by community as they are done, and only what the
 * independent checker has found no fault with. Nothing is changed until somebody applies an offer.
 */
import { randomUUID } from 'node:crypto';
import { audit } from '../access/audit.ts';
import { assertMay, type Caller } from '../access/caller.ts';
import type { ProposalNews } from '../contract/live.ts';
import type { OperationsDone } from '../contract/plan-edits.ts';
import type { BodyOf } from '../contract/plan-operations.ts';
import type {
  ApplyProposal,
  NewProposal,
  PlanCertificate,
  PlanProposal,
  ProposalMethod,
  ProposalParts,
} from '../contract/plan-proposals.ts';
import { Refusal } from '../contract/problem.ts';
import type { Database } from '../database/database.ts';
import { communitiesOf } from './cells-repository.ts';
import { offerOf } from './certificate.ts';
import { assertCells, type KnownVersion, type PlanEdits } from './edits.ts';
import { standardOf } from './plan-standard.ts';
import { type Job, type JobDeps, logOf, runProposal } from './proposal-job.ts';
import type { ProposalPool } from './proposal-pool.ts';
import {
  certificateById,
  certificatesOf,
  endProposal,
  failSilent,
  insertProposal,
  type ProposalRow,
  partsOf,
  proposalById,
  proposalsOf,
  reportAlive,
  runningOf,
} from './proposal-repository.ts';
import type { PlanRow } from './repository.ts';
import { assertDraft, PLANNERS } from './service.ts';

export interface ProposalDeps extends JobDeps {
  db: Database;
  edits: PlanEdits;
  pool: ProposalPool;
  tell: (news: ProposalNews) => Promise<void>;
  clock: () => Date;
  processId: string;
  /** Hears of what could not be told to anybody. */
  warn: (error: unknown) => void;
}

const HEARTBEAT_MS = 10_000;
const LISTED = 50;
const DEFAULT_SEED = 1;

const SOURCES: Readonly<Record<ProposalMethod, BodyOf<'apply'>['args']['source']>> = {
  'least-change': 'repair',
  balanced: 'repair',
  'fix-all': 'repair',
  'fix-here': 'fix',
  'best-shape': 'proposal',
  afresh: 'proposal',
};

interface Running {
  readonly stop: AbortController;
  done: Promise<void>;
}

export class PlanProposals {
  readonly #deps: ProposalDeps;
  readonly #running = new Map<string, Running>();

  constructor(deps: ProposalDeps) {
    this.#deps = deps;
  }

  /**
   * Throws `role-missing`, `area-forbidden`, `plan-form`, `plan-state`, `request-invalid` (fix-here is for one grid),
   * `community-unknown`, `grid-unknown`, `band-invalid`, `proposal-running`.
   */
  async start(plan: PlanRow, caller: Caller, { method, ...body }: NewProposal): Promise<PlanProposal> {
    assertMay(caller, PLANNERS, plan.area);
    assertCells(plan);
    assertDraft(plan);
    const { db, clock, processId } = this.#deps;
    if (method === 'fix-here' && body.grids?.length !== 1) throw invalid('/grids');
    const standard = body.standard ?? (await standardOf(db, plan));
    if (standard.min > standard.max) throw new Refusal('band-invalid', { ...standard });
    const seed = body.seed ?? DEFAULT_SEED;
    const communities = await this.#communities(plan, body);
    const id = randomUUID();
    const startedAt = clock();
    const request = { ...body, standard, seed };
    await db.transaction(async (tx) => {
      const other = await runningOf(tx, plan.id);
      if (other !== null) throw new Refusal('proposal-running', { proposal: other });
      const { county, area } = plan;
      const author = caller.actor;
      const count = communities.length;
      const row = { id, plan: plan.id, author, method, request, communities: count, startedAt, county, processId };
      await insertProposal(tx, row);
      const detail = { proposal: id, method, standard, seed, communities: count };
      await audit(tx, { actor: author, action: 'plan.propose', target: String(plan.id), area, detail, at: startedAt });
    });
    const wish = {
      standard,
      seed,
      grids: body.grids === undefined ? null : new Set(body.grids),
      afresh: method === 'afresh',
    };
    this.#begin({ id, plan, method, communities, wish });
    return this.get(plan.id, id);
  }

  /** Resolves when a proposal of this process is over. Throws `proposal-unknown`. */
  async wait(plan: number, id: string): Promise<PlanProposal> {
    await this.#running.get(id)?.done;
    return this.get(plan, id);
  }

  /** Throws `proposal-unknown`. */
  async get(plan: number, id: string): Promise<PlanProposal> {
    await failSilent(this.#deps.db, false);
    return (await this.#views([await this.#find(plan, id)]))[0]!;
  }

  /** Newest first. */
  async list(plan: number): Promise<PlanProposal[]> {
    await failSilent(this.#deps.db, false);
    return this.#views(await proposalsOf(this.#deps.db, plan, LISTED));
  }

  /** What it has offered so far stays. Throws `proposal-unknown`. */
  async cancel(plan: PlanRow, id: string, by: string): Promise<PlanProposal> {
    const { db, clock } = this.#deps;
    await this.#find(plan.id, id);
    const at = clock();
    await db.transaction(async (tx) => {
      if (!(await endProposal(tx, id, 'cancelled', at, []))) return;
      const detail = { proposal: id };
      await audit(tx, {
        actor: by,
        action: 'plan.propose-cancel',
        target: String(plan.id),
        area: plan.area,
        detail,
        at,
      });
    });
    const running = this.#running.get(id);
    running?.stop.abort();
    await running?.done;
    return this.get(plan.id, id);
  }

  /** Throws `proposal-unknown`. */
  async parts(
    plan: number,
    id: string,
    community: string | undefined,
    option: number | undefined,
  ): Promise<ProposalParts> {
    await this.#find(plan, id);
    const communities = community === undefined ? null : [community];
    const parts = await partsOf(this.#deps.db, id, communities, option ?? null);
    return { parts: parts.map(({ before: _, ...part }) => ({ ...part, level: 'grid' as const })) };
  }

  /** Throws `certificate-unknown`. */
  async certificate(plan: number, id: string): Promise<PlanCertificate> {
    const certificate = await certificateById(this.#deps.db, plan, id);
    if (certificate === null) throw new Refusal('certificate-unknown', { certificate: id });
    return certificate;
  }

  /**
   * What is offered as one operation of the plan. Throws `proposal-unknown` (also where nothing is offered), and as
   * PlanEdits.append does: `operation-refused` with `stale` where the plan is no longer what was asked about.
   */
  async apply(
    plan: PlanRow,
    actor: string,
    id: string,
    { ref, communities, option = 0 }: ApplyProposal,
    known: KnownVersion,
  ): Promise<OperationsDone> {
    const { method } = await this.#find(plan.id, id);
    const parts = await partsOf(this.#deps.db, id, communities ?? null, option);
    if (parts.length === 0) throw new Refusal('proposal-unknown', { proposal: id, option });
    const whole = parts.map(({ community, layer, before, division }) => {
      const place = { community, layer, level: 'grid' as const };
      return { after: { ...place, division }, before: { ...place, division: before } };
    });
    const operation: BodyOf<'apply'> = {
      kind: 'apply',
      args: {
        source: SOURCES[method],
        certificate: parts.length === 1 ? parts[0]!.certificate : id,
        parts: whole.map(({ after }) => after),
      },
      before: { parts: whole.map(({ before }) => before) },
    };
    return this.#deps.edits.append(plan, actor, [{ ref, operation }], known);
  }

  /** At the start of a process. The embedded database has one at a time: whatever runs in it runs no more. */
  async recover(): Promise<void> {
    await failSilent(this.#deps.db, this.#deps.db.kind === 'embedded');
  }

  async close(): Promise<void> {
    for (const { stop } of this.#running.values()) stop.abort();
    await Promise.all([...this.#running.values()].map(({ done }) => done));
    await this.#deps.pool.close();
  }

  /** Those asked for, those that hold the grids asked for, or all of the plan that have a boundary. */
  async #communities(
    plan: PlanRow,
    { communities, grids }: Pick<NewProposal, 'communities' | 'grids'>,
  ): Promise<string[]> {
    const all = await communitiesOf(this.#deps.db, plan.area);
    if (communities !== undefined) {
      const foreign = communities.find((code) => !all.some((one) => one.code === code));
      if (foreign !== undefined) throw new Refusal('community-unknown', { community: foreign, area: plan.area });
      return [...communities].sort();
    }
    if (grids === undefined) return all.filter(({ drawn }) => drawn).map(({ code }) => code);
    const log = await logOf(this.#deps, plan.id);
    const holding = new Map(
      [...log.plan.communities].flatMap(([code, { divisions }]) =>
        divisions.grid.slots.flatMap((slot) => (slot === null ? [] : [[slot.key, code] as const])),
      ),
    );
    const unknown = grids.find((key) => !holding.has(key));
    if (unknown !== undefined) throw new Refusal('grid-unknown', { code: unknown });
    return [...new Set(grids.map((key) => holding.get(key)!))].sort();
  }

  #begin(job: Job): void {
    const running: Running = { stop: new AbortController(), done: Promise.resolve() };
    running.done = this.#run(job, running.stop).finally(() => this.#running.delete(job.id));
    this.#running.set(job.id, running);
  }

  async #run(job: Job, stop: AbortController): Promise<void> {
    const { db, clock, warn } = this.#deps;
    const { id } = job;
    const problems: PlanProposal['problems'] = [];
    const beat = setInterval(() => {
      reportAlive(db, id).then((isAlive) => isAlive || stop.abort(), warn);
    }, HEARTBEAT_MS);
    beat.unref();
    let state: 'done' | 'failed' | 'cancelled' = 'done';
    try {
      await runProposal(this.#deps, job, stop.signal, {
        problems,
        offered: (community) => this.#tell(job, community, 'running'),
      });
    } catch (error) {
      state = stop.signal.aborted ? 'cancelled' : 'failed';
      if (state === 'failed') {
        warn(error);
        problems.push({ community: null, code: 'internal', detail: error instanceof Error ? error.message : '' });
      }
    } finally {
      clearInterval(beat);
    }
    try {
      await endProposal(db, id, state, clock(), problems);
      await this.#tell(job, null, state);
    } catch (error) {
      warn(error);
    }
  }

  async #tell({ id, plan }: Job, community: string | null, state: string): Promise<void> {
    await this.#deps.tell({ area: plan.area, plan: plan.id, proposal: id, community, state }).catch(this.#deps.warn);
  }

  async #find(plan: number, id: string): Promise<ProposalRow> {
    const row = await proposalById(this.#deps.db, plan, id);
    if (row === null) throw new Refusal('proposal-unknown', { proposal: id });
    return row;
  }

  async #views(rows: readonly ProposalRow[]): Promise<PlanProposal[]> {
    const all = await certificatesOf(
      this.#deps.db,
      rows.map(({ id }) => id),
    );
    return rows.map(({ request, startedAt, finishedAt, problems, ...row }) => ({
      ...row,
      standard: request.standard,
      seed: request.seed,
      startedAt: startedAt.toISOString(),
      finishedAt: finishedAt?.toISOString() ?? null,
      offers: all.flatMap(({ proposal, option, certificate }) =>
        proposal === row.id ? [offerOf(certificate, option)] : [],
      ),
      problems: problems ?? [],
    }));
  }
}

function invalid(pointer: string): Refusal {
  return new Refusal('request-invalid', {}, { errors: [{ pointer, code: 'request-invalid' }] });
}
