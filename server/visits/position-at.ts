/** Where a worker was at an instant, by the positions that were kept: what a visit is proved by. */

export interface KnownPosition {
  lon: number;
  lat: number;
  accuracyM: number;
}

export interface PositionAt {
  /** The position of about that time; null: none is known. */
  at(worker: number, instant: Date): Promise<KnownPosition | null>;
}

/** A service that keeps no positions. */
export const NO_POSITIONS: PositionAt = { at: async () => null };
