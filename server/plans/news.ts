/** News of plans on the live feed: small, so that whoever has the plan open asks for what it lacks. */
import type { PlanNews } from '../contract/live.ts';
import type { PlanRow } from './repository.ts';

type Change = Pick<PlanNews, 'state' | 'version' | 'seq' | 'actor'>;

export class PlanNewsTeller {
  readonly #tell: (news: PlanNews) => Promise<void>;
  readonly #warn: (error: unknown) => void;

  /** `warn` hears of news that could not be told: they are no reason for a change to fail. */
  constructor(tell: (news: PlanNews) => Promise<void>, warn: (error: unknown) => void) {
    this.#tell = tell;
    this.#warn = warn;
  }

  /** After the change is in the database. */
  async changed({ id, area }: Pick<PlanRow, 'id' | 'area'>, change: Change): Promise<void> {
    await this.#tell({ area, plan: id, ...change }).catch(this.#warn);
  }
}
