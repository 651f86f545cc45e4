/**
 * worker-overloaded: one worker holds more grids than coverage.maxGridsPerWorker. Micro grids do not count. A person is a name
 * with a telephone; without one, a name inside one community, since the same name occurs twice in a county.
 */
import { createHash } from 'node:crypto';
import type { RegisterContext, RegisterFinding } from './register-finding.ts';

export function findOverloadedWorkers({ subject, shapes, held }: RegisterContext): RegisterFinding[] {
  const own = new Set(shapes.grids.map(({ grid }) => grid.code));
  const people = new Map<string, { holder: string; all: Set<string>; here: Set<string> }>();
  for (const { role, gridCode, parentCode, holder, phone } of subject.posts ?? []) {
    if (role !== 'worker') continue;
    const key = `${holder}\n${phone ?? parentCode}`;
    const person = people.get(key) ?? { holder, all: new Set(), here: new Set() };
    person.all.add(gridCode);
    if (own.has(gridCode)) person.here.add(gridCode);
    people.set(key, person);
  }
  const most = subject.settings.maxGridsPerWorker;
  return [...people]
    .filter(([, { all, here }]) => all.size > most && here.size > 0)
    .map(([key, { holder, all, here }]) => {
      const grids = [...here].sort();
      const tallies = grids.map((code) => held?.tallies.get(code));
      const sum = (of: 'households' | 'buildings' | 'uncounted') =>
        tallies.reduce((total, tally) => total + (tally?.[of] ?? 0), 0);
      return {
        kind: 'worker-overloaded' as const,
        key: createHash('sha256').update(key).digest('hex').slice(0, 12),
        grids,
        households: sum('households'),
        buildings: sum('buildings'),
        uncounted: sum('uncounted'),
        detail: { holder, count: all.size, max: most },
      };
    });
}
