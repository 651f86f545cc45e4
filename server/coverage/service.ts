/** Coverage of an area: what the kernel and the registers find in an edition, a past day or a draft, and what was accepted. */
import type { AreasService } from '../areas/service.ts';
import type { CoverageQuery, CoverageReport, Finding } from '../contract/coverage.ts';
import { parseAsOf } from '../contract/time.ts';
import type { Database } from '../database/database.ts';
import { CheckThreads } from './check-threads.ts';
import { exceptionsOf } from './exception-repository.ts';
import { type ExceptionDeps, exceptionsFor } from './exceptions.ts';
import type { ExclusionDeps } from './exclusions.ts';
import { reportOf } from './report.ts';
import { type CachedResult, ResultCache } from './result-cache.ts';
import { type Question, readSubject, stateOf } from './subject-reader.ts';

export const DEFAULT_MIN_AREA_M2 = 1;

export interface CoverageDeps {
  db: Database;
  areas: AreasService;
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
    const { db, clock } = this.#deps;
    const { key } = await stateOf(db, question);
    return this.#cache.get(`${key} ${minAreaM2}`, async () => {
      const { subject, previous, state } = await readSubject(db, question);
      const result = await this.#threads.start({ subject, options: { minAreaM2, previous } }).result;
      const cached = { result, checkedAt: clock(), dataState: state.data };
      if (state.key !== key) this.#cache.put(`${state.key} ${minAreaM2}`, cached);
      return cached;
    });
  }

  /** What exceptions and exclusions are made with. */
  get rulings(): ExceptionDeps & ExclusionDeps {
    const { db, areas, clock } = this.#deps;
    return {
      db,
      clock,
      findings: (area) => this.#findings(area),
      boundary: async (area) => (await areas.boundary(area, null)).boundary,
    };
  }

  close(): void {
    this.#threads.close();
  }

  async #findings(area: string): Promise<readonly Finding[]> {
    return (await this.result({ area, asOf: null, plan: null })).result.findings;
  }
}

/** Throws `date-invalid`. */
export function questionOf({ area, asOf, plan }: Pick<CoverageQuery, 'area' | 'asOf' | 'plan'>): Question {
  return { area, asOf: asOf === undefined ? null : parseAsOf(asOf), plan: plan ?? null };
}
