/** What those who take reports ask of emergency mode. */

export interface EmergencyOver {
  /** The one in force over the area at the instant, of the area or one above it; null: none. Of the highest area among several. */
  over(area: string, at: Date): Promise<{ readonly id: number } | null> | { readonly id: number } | null;
}

/** A service without emergency mode. */
export const NO_EMERGENCIES: EmergencyOver = { over: () => null };
