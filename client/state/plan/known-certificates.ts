/** Certificates that were read: they never change, so each is asked for once. */
import { signal } from '@preact/signals';
import type { PlanCertificate } from '../../../server/contract/plan-proposals.ts';
import { readCertificate } from '../../api/plan-proposals.ts';
import { plan } from './head.ts';

/** By id; null: it could not be read. */
export const knownCertificates = signal<ReadonlyMap<string, PlanCertificate | null>>(new Map());
const asked = new Set<string>();

const put = (id: string, found: PlanCertificate | null): void => {
  knownCertificates.value = new Map(knownCertificates.peek()).set(id, found);
};

/** Throws an ApiError. */
export async function certificateById(of: number, id: string, abort?: AbortSignal): Promise<PlanCertificate> {
  const known = knownCertificates.peek().get(id);
  if (known) return known;
  const found = await readCertificate(of, id, abort);
  put(id, found);
  return found;
}

export async function loadCertificate(id: string): Promise<void> {
  const of = plan.peek()?.id;
  if (of === undefined || asked.has(id)) return;
  asked.add(id);
  try {
    await certificateById(of, id);
  } catch {
    asked.delete(id);
    put(id, null);
  }
}
