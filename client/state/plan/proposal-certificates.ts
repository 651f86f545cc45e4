/** Certificates that were read: they never change. */
import { signal } from '@preact/signals';
import type { PlanCertificate } from '../../../server/contract/plan-proposals.ts';
import { readCertificate } from '../../api/plan-proposals.ts';
import { plan } from './head.ts';

/** null: it could not be read. */
export const certificates = signal<ReadonlyMap<string, PlanCertificate | null>>(new Map());
const asked = new Set<string>();

export async function loadCertificate(id: string): Promise<void> {
  const of = plan.peek()?.id;
  if (of === undefined || asked.has(id)) return;
  asked.add(id);
  const found = await readCertificate(of, id).catch(() => null);
  if (found === null) asked.delete(id);
  certificates.value = new Map(certificates.peek()).set(id, found);
}
