/** What is asked of the events held in memory by those that write them. */
import type { SimilarEvent } from '../contract/events.ts';

export interface Likeness {
  readonly county: string;
  readonly dictionary: string;
  readonly category: string;
  /** Lattice units. */
  readonly x: number;
  readonly y: number;
  readonly metres: number;
  /** Reported at this instant or later, ms. */
  readonly since: number;
  /** Not itself. */
  readonly except: string;
  /** Only events of these areas and below, whatever lies near: those the caller may see. Null: all. */
  readonly areas: readonly string[] | null;
}

export interface RecentEvents {
  /** Open events of the same kind, near and recent; the nearest first, at most five. */
  similar(likeness: Likeness): SimilarEvent[];
}

/** Where nobody keeps events in memory. */
export const NO_RECENT_EVENTS: RecentEvents = { similar: () => [] };
