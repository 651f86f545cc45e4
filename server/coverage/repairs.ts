/** Repairs over HTTP: a preview of one, and many applied to a draft. The published edition is never touched. */
import { assertMay, type Caller } from '../access/caller.ts';
import { Refusal } from '../contract/problem.ts';
import type { NewRepairs, RepairPreview, RepairsDone } from '../contract/repairs.ts';
import { totalAreaM2 } from '../geometry/area.ts';
import { toGeoJson } from '../geometry/geojson.ts';
import { encodeMultiPolygon } from '../geometry/wkb.ts';
import type { PlanRow } from '../plans/repository.ts';
import { assertShapesDraft, type PlansService } from '../plans/service.ts';
import { round } from './finding-view.ts';
import type { CoverageService } from './service.ts';

/** Who may make drafts of repairs. An admin has every role. */
export const MENDERS = ['planner', 'auditor'] as const;

export interface RepairDeps {
  coverage: CoverageService;
  plans: PlansService;
  clock: () => Date;
}

/** Throws `finding-unknown`, `repair-refused` (with the reason), `area-unknown`, `plan-unknown`. */
export async function previewOf(
  { coverage }: RepairDeps,
  area: string,
  plan: number | null,
  finding: string,
): Promise<RepairPreview> {
  const { result } = await coverage.repairs({ area, asOf: null, plan }, [finding]);
  if (result.unknown.length > 0) throw new Refusal('finding-unknown', { finding, area });
  const [refused] = result.left;
  if (refused !== undefined || result.kind === null)
    throw new Refusal('repair-refused', { finding, reason: refused?.code ?? 'no-repair' });
  return {
    finding,
    kind: result.kind,
    changes: result.changes.map(({ code, before, after, households }) => ({
      grid: code,
      before: toGeoJson(before),
      after: after === null ? null : toGeoJson(after),
      beforeM2: round(totalAreaM2(before)),
      afterM2: after === null ? 0 : round(totalAreaM2(after)),
      householdsBefore: households[0],
      householdsAfter: households[1],
    })),
    besides: result.besides.map(({ code, households: [householdsBefore, householdsAfter] }) => ({
      grid: code,
      householdsBefore,
      householdsAfter,
    })),
    moved: result.moved,
    resolved: result.resolved,
    remaining: result.remaining,
  };
}

/**
 * A new draft, or `draft` extended. Findings that cannot be mended are told with the reason; when none can, nothing is made.
 * Throws `area-forbidden`, `area-unknown`, `no-edition`, `repair-refused`, `plan-form`, `plan-state`, `precondition-failed`.
 */
export async function applyRepairs(
  deps: RepairDeps,
  caller: Caller,
  body: NewRepairs,
  draft: PlanRow | null,
): Promise<RepairsDone> {
  const { coverage, plans, clock } = deps;
  const { area } = body;
  assertMay(caller, MENDERS, area);
  if (draft !== null) assertShapesDraft(draft);
  const findings = [...new Set(body.findings)];
  const { result, subject } = await coverage.repairs({ area, asOf: null, plan: draft?.id ?? null }, findings);
  if (subject.edition === null) throw new Refusal('no-edition', { area });
  const { repaired, changes } = result;
  const left = [...result.left, ...result.unknown.map((finding) => ({ finding, code: 'finding-unknown' }))];
  if (changes.length === 0) throw new Refusal('repair-refused', { left: left.slice(0, 100) });
  const shapes = changes.map(({ code, after }) => ({
    code,
    wkb: after === null ? null : encodeMultiPolygon(after, 'lattice'),
  }));
  const detail = { repaired: repaired.slice(0, 1000), left: left.length };
  const author = caller.actor;
  if (draft !== null) {
    await plans.extend(draft, author, shapes, detail);
    return { plan: draft.id, repaired, left };
  }
  const title = body.title ?? dayInChina(clock());
  const plan = await plans.create({ area, title, author, baseEdition: subject.edition }, shapes, detail);
  return { plan, repaired, left };
}

const CHINA_OFFSET_MS = 8 * 3600_000;

/** The title of a draft that got none: the day, which is a word in no language. */
function dayInChina(at: Date): string {
  return new Date(at.getTime() + CHINA_OFFSET_MS).toISOString().slice(0, 10);
}
