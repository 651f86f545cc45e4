/** What the trails say of a grid in a period: patrols, minutes, and what was passed. Counted from positions. */

export interface PatrolNumbers {
  patrols: number;
  minutes: number;
  streetM: number;
  streetPassedM: number;
  buildingsPassed: number;
}

export interface GridPatrols {
  /** By grid; a grid that is left out has none. */
  of(area: string, from: Date, to: Date): Promise<ReadonlyMap<string, PatrolNumbers>>;
}

/** A service that keeps no positions. */
export const NO_PATROLS: GridPatrols = { of: async () => new Map() };
