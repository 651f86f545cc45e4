/** How many fixes came to what: nothing is thrown away without a number. */
import type { FixOutcome } from '../contract/positions.ts';
import type { Metrics } from '../http/metrics.ts';
import type { LiveWorkers } from './live-workers.ts';
import type { PositionWriter } from './position-writer.ts';

export class IntakeCounts {
  readonly #counts = new Map<FixOutcome, number>();

  add(outcome: FixOutcome): void {
    this.#counts.set(outcome, (this.#counts.get(outcome) ?? 0) + 1);
  }

  of(outcome: FixOutcome): number {
    return this.#counts.get(outcome) ?? 0;
  }

  all(): Iterable<[FixOutcome, number]> {
    return this.#counts;
  }
}

export function registerIntakeMetrics(
  metrics: Metrics,
  { counts, live, writer }: { counts: IntakeCounts; live: LiveWorkers; writer: PositionWriter },
): void {
  metrics.counterOf('gezhong_positions_total', 'Positions by what became of them', 'outcome', () => counts.all());
  metrics.gauge('gezhong_positions_workers', 'Workers on duty whose position is known', () => live.size);
  metrics.gauge('gezhong_positions_written_together', 'Positions in the last transaction', () => writer.lastRows);
}
