/** Which kinds are offered first: those this account reports, then those its area has, then the dictionary's own order. */
import type { Category } from '../../../server/contract/event-rules.ts';
import { login } from './me.ts';
import { Part } from './part.ts';
import { categories, rows } from './parts.ts';

const used = new Part<Readonly<Record<string, number>>>('used-kinds');
const OWN_WEIGHT = 20;

export async function noteUse(code: string): Promise<void> {
  const name = login.peek();
  if (name === null) return;
  const counts = used.now.peek()?.value ?? {};
  used.set(name, { ...counts, [code]: (counts[code] ?? 0) + 1 });
}

export function kindsByUse(): Category[] {
  const all = (categories.value ?? []).filter(({ retired }) => !retired);
  const weight = new Map<string, number>();
  for (const { category } of rows.value ?? []) weight.set(category, (weight.get(category) ?? 0) + 1);
  for (const [code, count] of Object.entries(used.value ?? {}))
    weight.set(code, (weight.get(code) ?? 0) + count * OWN_WEIGHT);
  const order = new Map(all.map(({ code }, index) => [code, index]));
  return all.sort(
    (a, b) => (weight.get(b.code) ?? 0) - (weight.get(a.code) ?? 0) || order.get(a.code)! - order.get(b.code)!,
  );
}
