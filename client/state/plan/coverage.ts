/**
 * The coverage check over the grids of the plan, kept up by the kernel that will judge the published edition: each community
 * that was changed, a moment after the stroke. By construction nothing is found; what is found here blocks publishing.
 */
import { effect, signal } from '@preact/signals';
import type { CoverageFinding } from '../../../server/geometry/coverage-report.ts';
import { DerivedShapes } from '../../../server/partition/plan/derived-shapes.ts';
import { lastChange, planSession, revision } from './opened.ts';
import type { PlanSession } from './plan-session.ts';

/** Of communities that were looked at. Grids go by `slotCode`. */
export const coverageFindings = signal<ReadonlyMap<string, readonly CoverageFinding[]>>(new Map());

/** After the frame of the stroke. */
const PAUSE_MS = 60;

/** Follows the plan for as long as the workspace is open. */
export function followCoverage(): () => void {
  let of: PlanSession | null = null;
  const kept = new Map<string, DerivedShapes>();
  const due = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = (): void => {
    const [code] = due;
    const community = code === undefined ? undefined : of?.community(code);
    if (code === undefined || community === undefined) return;
    due.delete(code);
    const shapes = kept.get(code);
    if (shapes === undefined) kept.set(code, new DerivedShapes(community));
    else shapes.update();
    coverageFindings.value = new Map(coverageFindings.peek()).set(code, kept.get(code)!.findings);
    if (due.size > 0) timer = setTimeout(look, PAUSE_MS);
  };
  const stop = effect(() => {
    void revision.value;
    const session = planSession.value;
    if (session !== of) {
      of = session;
      kept.clear();
      due.clear();
      coverageFindings.value = new Map();
    }
    for (const { community } of lastChange.peek() ?? []) due.add(community);
    clearTimeout(timer);
    if (due.size > 0) timer = setTimeout(look, PAUSE_MS);
  });
  return () => {
    stop();
    clearTimeout(timer);
  };
}
