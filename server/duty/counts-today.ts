/** What others count of a worker in a period, for the worker's own page: visits and patrols. */

export interface VisitCounts {
  households: number;
  visits: number;
  spotChecks: number;
}

export interface DayCounts {
  visits(worker: number, from: Date, to: Date): Promise<VisitCounts>;
  /** Of own grids, that are long enough to be one. */
  patrols(worker: number, from: Date, to: Date): Promise<number>;
}

/** A service in which nobody counts. */
export const NO_COUNTS: DayCounts = {
  visits: async () => ({ households: 0, visits: 0, spotChecks: 0 }),
  patrols: async () => 0,
};
