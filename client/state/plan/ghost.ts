/** What is proposed and not yet taken: shown on the map over the plan, accepted with Enter, let go with Escape. */
import { signal } from '@preact/signals';
import type { Division, PlanLevel } from '../../../server/contract/plan-state.ts';

export interface GhostPart {
  readonly community: string;
  /** Hash of the layer whose cells it names. */
  readonly layer: string;
  readonly level: PlanLevel;
  readonly division: Division;
}

export interface Ghost {
  readonly parts: readonly GhostPart[];
}

export const ghost = signal<Ghost | null>(null);
