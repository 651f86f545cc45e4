/** What tiles ask of the events that are held in memory. */
import type { Grade } from '../contract/event-rules.ts';
import type { EventState } from '../contract/events.ts';
import type { Box } from '../geometry/polygon.ts';

export interface EventPoint {
  /** Grows over the service: the id of the feature. */
  readonly serial: number;
  readonly category: string;
  readonly grade: Grade;
  readonly state: EventState;
  readonly overdue: boolean;
  /** ms */
  readonly reportedAt: number;
  /** Lattice units. */
  readonly x: number;
  readonly y: number;
}

export interface EventPoints {
  /**
   * Those with a place in a box (lattice units, its border included) and in one of the areas or below it; `areas` null:
   * wherever. The newest first, `most` of them, and how many there are.
   */
  pointsIn(
    box: Box,
    question: { readonly areas: readonly string[] | null; readonly openOnly: boolean; readonly most: number },
  ): { readonly newest: readonly EventPoint[]; readonly count: number };
}
