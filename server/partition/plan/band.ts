/** Whether a grid has as many households as it should, and what it needs. */
import type { PlanSlot } from '../../contract/plan-state.ts';
import type { Standard } from '../standard.ts';

export interface BandState {
  /** exempt: dedicated, so no standard applies. */
  readonly state: 'under' | 'within' | 'over' | 'exempt';
  /** Households it has to gain (> 0) or to give away (< 0). */
  readonly needs: number;
}

export function isExempt({ kind, role }: PlanSlot): boolean {
  return kind === 'dedicated' || role === 'dedicated';
}

export function bandOf(slot: PlanSlot, households: number, { min, max }: Standard): BandState {
  if (isExempt(slot)) return { state: 'exempt', needs: 0 };
  if (households < min) return { state: 'under', needs: min - households };
  return households > max ? { state: 'over', needs: max - households } : { state: 'within', needs: 0 };
}
