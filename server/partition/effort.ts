/** How hard to try, in numbers of tries: never in time, so that every machine gives the same answer. */

export interface Effort {
  /** Trees of the first division, the cheapest of which is kept. */
  readonly seedTrees: number;
  /** More trees while none has a lawful division. */
  readonly extraTrees: number;
  /** Exchanges tried by the annealing, for each node. */
  readonly polishMoves: number;
  readonly repairRounds: number;
  /** Rounds of IMPROVE for each grid. */
  readonly improveRounds: number;
  /** Connected sets looked at before `no-grid` is left undecided. */
  readonly setLimit: number;
}

export const USUAL_EFFORT: Effort = {
  seedTrees: 12,
  extraTrees: 60,
  polishMoves: 430,
  repairRounds: 600,
  improveRounds: 2,
  setLimit: 200_000,
};

/** For a community that stays undecided. */
export const HARD_EFFORT: Effort = { ...USUAL_EFFORT, extraTrees: 300, repairRounds: 3000 };
