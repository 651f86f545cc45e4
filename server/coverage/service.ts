/** Coverage of an area: what the kernel and the registers find in an edition, a past day or a draft, and what was accepted. */
import type { CoverageQuery, CoverageReport } from '../contract/coverage.ts';
import { parseAsOf } from '../contract/time.ts';
import type { Database } from '../database/database.ts';
import { CheckThreads } from './check-threads.ts';
import { reportOf } from './report.ts';
import { stateOf } from './repository.ts';
import { type CachedResult, ResultCache } from './result-cache.ts';
import { type Question, readSubject } from './subject-reader.ts';

const DEFAULT_MIN_AREA_M2 = 1;

export interface CoverageDeps {
  db: Database;
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
    return stateOf(this.#deps.db, question);
  }

  /** Throws `area-unknown`, `date-invalid`, `request-invalid`. */
  async report(query: CoverageQuery): Promise<CoverageReport> {
    const { result, checkedAt } = await this.result(questionOf(query), query.minArea ?? DEFAULT_MIN_AREA_M2);
    return reportOf(result, checkedAt, new Map(), query);
  }

  /** The result for the state of now, computed or kept. Throws `area-unknown`. */
  async result(question: Question, minAreaM2: number): Promise<CachedResult> {
    const { db, clock } = this.#deps;
    const state = await stateOf(db, question);
    return this.#cache.get(`${state} ${minAreaM2}`, async () => {
      const { subject, state: read } = await readSubject(db, question);
      const result = await this.#threads.start({ subject, options: { minAreaM2 } }).result;
      const cached = { result, checkedAt: clock() };
      if (read !== state) this.#cache.put(`${read} ${minAreaM2}`, cached);
      return cached;
    });
  }

  close(): void {
    this.#threads.close();
  }
}

/** Throws `date-invalid`. */
export function questionOf({ area, asOf, plan }: Pick<CoverageQuery, 'area' | 'asOf' | 'plan'>): Question {
  return { area, asOf: asOf === undefined ? null : parseAsOf(asOf), plan: plan ?? null };
}
