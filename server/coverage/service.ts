/** Coverage of an area: what the kernel and the registers find in an edition, a past day or a draft, and what was accepted. */
import type { AreasService } from '../areas/service.ts';
import type { CoverageQuery, CoverageReport, Finding } from '../contract/coverage.ts';
import { Refusal } from '../contract/problem.ts';
import { parseAsOf } from '../contract/time.ts';
import type { Database } from '../database/database.ts';
import { planById } from '../plans/repository.ts';
import type { CheckStep } from './check.ts';
import { type CheckHandle, CheckThreads } from './check-threads.ts';
import { exceptionsOf } from './exception-repository.ts';
import { type ExceptionDeps, exceptionsFor } from './exceptions.ts';
import type { ExclusionDeps } from './exclusions.ts';
import type { RepairResult } from './repair.ts';
import { reportOf } from './report.ts';
import { type CachedResult, ResultCache } from './result-cache.ts';
import type { CheckSubject } from './subject.ts';
import { type Drafts, type Question, readSubject, stateOf } from './subject-reader.ts';

export const DEFAULT_MIN_AREA_M2 = 1;

export interface CoverageDeps {
  db: Database;
  areas: AreasService;
  drafts: Drafts;
  clock: () => Date;
}

export class CoverageService {
  readonly #deps: CoverageDeps;
  readonly #threads = new CheckThreads();
  readonly #cache = new ResultCache();

  constructor(deps: CoverageDeps) {
    this.#deps = deps;
  }

  /** Names what a report depends on: equal text, equal report. Asks the database, computes nothing. */
  async version(question: Question): Promise<string> {
    const { db, clock } = this.#deps;
    const { key } = await stateOf(db, question);
    const now = clock();
    const rows = await exceptionsOf(db, question.area.slice(0, 6));
    const spoken = rows.filter(({ withdrawnAt }) => withdrawnAt === null);
    return `${key} ${spoken.map(({ id, until }) => `${id}${until > now ? '+' : '-'}`).join('')}`;
  }

  /** Throws `area-unknown`, `plan-unknown`, `date-invalid`, `request-invalid`. */
  async report(query: CoverageQuery): Promise<CoverageReport> {
    const { db, clock } = this.#deps;
    const { result, checkedAt } = await this.result(questionOf(query), query.minArea ?? DEFAULT_MIN_AREA_M2);
    const rows = await exceptionsOf(db, query.area.slice(0, 6));
    return reportOf(result, checkedAt, exceptionsFor(rows, result.findings, clock()), query);
  }

  /** The result for the state of now, computed or kept. Throws `area-unknown`, `plan-unknown`. */
  async result(question: Question, minAreaM2: number = DEFAULT_MIN_AREA_M2): Promise<CachedResult> {
    const { key } = await stateOf(this.#deps.db, question);
    return this.#cache.get(`${key} ${minAreaM2}`, () => this.#compute(question, minAreaM2, key));
  }

  /** The same, heard step by step and to be given up: `started` hears the handle. What is kept already has no steps. */
  async watched(
    question: Question,
    step: (step: CheckStep) => void,
    started: (handle: CheckHandle) => void,
  ): Promise<CachedResult> {
    const { key } = await stateOf(this.#deps.db, question);
    const known = this.#cache.known(`${key} ${DEFAULT_MIN_AREA_M2}`);
    return known ?? this.#compute(question, DEFAULT_MIN_AREA_M2, key, step, started);
  }

  /** What repairs of these findings would do. Throws `area-unknown`, `plan-unknown`. */
  async repairs(
    question: Question,
    findings: readonly string[],
  ): Promise<{ result: RepairResult; subject: CheckSubject }> {
    const { subject, previous } = await readSubject(this.#deps.db, this.#deps.drafts, question);
    const options = { minAreaM2: DEFAULT_MIN_AREA_M2, previous };
    const result = await this.#threads.start({ kind: 'repair', subject, options, findings }).result;
    return { result, subject };
  }

  /** What a check would look at. Throws `area-unknown`, `plan-unknown`. */
  async subject(question: Question): Promise<CheckSubject> {
    return (await readSubject(this.#deps.db, this.#deps.drafts, question)).subject;
  }

  /** Throws `area-unknown`, `plan-unknown`. */
  async assertKnown(question: Question): Promise<void> {
    const { db, areas } = this.#deps;
    await areas.boundary(question.area, question.asOf);
    const plan = question.plan === null ? null : await planById(db, question.plan);
    if (question.plan !== null && plan?.county !== question.area.slice(0, 6))
      throw new Refusal('plan-unknown', { plan: question.plan });
  }

  /** Whether the area was there at that time. */
  async isKnown(question: Question): Promise<boolean> {
    return this.assertKnown(question).then(
      () => true,
      (error: unknown) => {
        if (error instanceof Refusal) return false;
        throw error;
      },
    );
  }

  /** What exceptions and exclusions are made with. */
  get rulings(): ExceptionDeps & ExclusionDeps {
    const { db, areas, clock } = this.#deps;
    return {
      db,
      clock,
      findings: (area: string, plan: number | null = null) => this.#findings(area, plan),
      boundary: async (area) => (await areas.boundary(area, null)).boundary,
    };
  }

  close(): void {
    this.#threads.close();
  }

  async #compute(
    question: Question,
    minAreaM2: number,
    key: string,
    step?: (step: CheckStep) => void,
    started?: (handle: CheckHandle) => void,
  ): Promise<CachedResult> {
    const { db, drafts, clock } = this.#deps;
    const { subject, previous, state } = await readSubject(db, drafts, question);
    const handle = this.#threads.start({ kind: 'check', subject, options: { minAreaM2, previous } }, step);
    started?.(handle);
    const cached = { result: await handle.result, checkedAt: clock(), dataState: state.data };
    if (started !== undefined || state.key !== key) this.#cache.put(`${state.key} ${minAreaM2}`, cached);
    return cached;
  }

  async #findings(area: string, plan: number | null): Promise<readonly Finding[]> {
    return (await this.result({ area, asOf: null, plan })).result.findings;
  }
}

/** Throws `date-invalid`. */
export function questionOf({ area, asOf, plan }: Pick<CoverageQuery, 'area' | 'asOf' | 'plan'>): Question {
  return { area, asOf: asOf === undefined ? null : parseAsOf(asOf), plan: plan ?? null };
}
