/** What is written before an area is switched to emergency mode, and what of it cannot be sent. Pure but for the signal. */
import { signal } from '@preact/signals';
import type { NewEmergency } from '../../../server/contract/emergencies.ts';
import { LAYER_NAMES } from './emergency-layers.ts';

export interface DutyRow {
  /** Tells rows apart while they are written. */
  readonly key: number;
  readonly role: string;
  readonly holder: string;
  readonly phone: string;
}

export interface EmergencyDraft {
  readonly area: string | null;
  readonly reason: string;
  readonly intervalS: string;
  readonly layers: readonly string[];
  readonly duty: readonly DutyRow[];
}

/** As the contract's EmergencyRules. */
export const LEAST_S = 5;
export const MOST_S = 600;
const USUAL_S = 30;
const MOST_DUTY = 100;

export const emptyDraft = (area: string | null): EmergencyDraft => ({
  ...{ area, reason: '', intervalS: String(USUAL_S), layers: LAYER_NAMES },
  duty: [{ key: 1, role: '', holder: '', phone: '' }],
});

export const emergencyDraft = signal<EmergencyDraft | null>(null);

export const changeDraft = (change: Partial<EmergencyDraft>): void => {
  const now = emergencyDraft.peek();
  if (now !== null) emergencyDraft.value = { ...now, ...change };
};

export function addDuty(draft: EmergencyDraft): EmergencyDraft {
  if (draft.duty.length >= MOST_DUTY) return draft;
  const key = Math.max(0, ...draft.duty.map((row) => row.key)) + 1;
  return { ...draft, duty: [...draft.duty, { key, role: '', holder: '', phone: '' }] };
}

export const dropDuty = (draft: EmergencyDraft, key: number): EmergencyDraft => ({
  ...draft,
  duty: draft.duty.filter((row) => row.key !== key),
});

export const changeDuty = (draft: EmergencyDraft, key: number, change: Partial<DutyRow>): EmergencyDraft => ({
  ...draft,
  duty: draft.duty.map((row) => (row.key === key ? { ...row, ...change } : row)),
});

export type DraftFault = 'area' | 'reason' | 'interval' | 'duty';

const isBlank = (text: string): boolean => text.trim() === '';
const isEmpty = (row: DutyRow): boolean => isBlank(row.role) && isBlank(row.holder) && isBlank(row.phone);

/** The first thing that is missing or wrong; null: it can be sent. */
export function faultOf(draft: EmergencyDraft): DraftFault | null {
  const seconds = Number(draft.intervalS);
  if (draft.area === null) return 'area';
  if (isBlank(draft.reason)) return 'reason';
  if (isBlank(draft.intervalS) || !Number.isInteger(seconds) || seconds < LEAST_S || seconds > MOST_S)
    return 'interval';
  return draft.duty.some((row) => !isEmpty(row) && (isBlank(row.role) || isBlank(row.holder))) ? 'duty' : null;
}

/** Rows in which nothing is written are left out. */
export function bodyOf(draft: EmergencyDraft): NewEmergency | null {
  if (draft.area === null || faultOf(draft) !== null) return null;
  const roster = draft.duty
    .filter((row) => !isEmpty(row))
    .map((row) => ({ role: row.role.trim(), holder: row.holder.trim(), phone: row.phone.trim() || null }));
  const rules = {
    way: 'urgent' as const,
    positionIntervalS: Number(draft.intervalS),
    layers: [...draft.layers],
    roster,
  };
  return { area: draft.area, reason: draft.reason.trim(), rules };
}
