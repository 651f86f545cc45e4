/** One coverage check from its subject to its result: kernel, people, registers. Pure; runs in a thread and in a terminal. */
import type { CoverageReport, Finding } from '../contract/coverage.ts';
import type { ChildReport } from '../geometry/child-check.ts';
import {
  type CoverageFinding,
  type CoverageInput,
  checkCoverage,
  type CoverageReport as KernelReport,
} from '../geometry/coverage.ts';
import { SLIVER_M, SNAP_M } from '../geometry/finding-severity.ts';
import { type BandCounts, bandCounts, bandRows } from './band-rows.ts';
import { childChecks } from './child-checks.ts';
import { type CountedPoint, countedPoints } from './counted-points.ts';
import { dataHash } from './data-hash.ts';
import { findingView, round } from './finding-view.ts';
import { type HeldPlaces, holdPlaces } from './held-places.ts';
import { kernelInput } from './kernel-input.ts';
import { inheritFindingIds } from './known-findings.ts';
import { partsOf } from './parts.ts';
import { REGISTER_KINDS } from './register-finding.ts';
import { registerFindings } from './register-findings.ts';
import { serviceChecks } from './service-checks.ts';
import { type SubjectShapes, shapesOf } from './shapes.ts';
import type { CheckOptions, CheckSubject } from './subject.ts';
import { totalsOf } from './totals.ts';

/** A report before exceptions are laid over it and a question filters it. */
export interface CheckResult extends Omit<CoverageReport, 'checkedAt' | 'clean'> {
  /** Of basic grids. */
  bandCounts: BandCounts;
}

/** In this order; the share of the whole that is done when each begins. */
export const CHECK_STEPS = { read: 0, people: 0.2, match: 0.35, children: 0.75, register: 0.9 } as const;
export type CheckStep = keyof typeof CHECK_STEPS;

type Kernel = (input: CoverageInput) => KernelReport;

/** `step` hears what begins. `check`: the kernel's own, or one that keeps what it knows from one time to the next. */
export function checkSubject(
  subject: CheckSubject,
  options: CheckOptions,
  step: (step: CheckStep) => void = () => {},
  check: Kernel = checkCoverage,
): CheckResult {
  const { shapes, held, points, kernel, families, far } = walk(subject, options, step, check);
  const isCovered = ({ place }: CountedPoint): boolean => held!.answering[place]! >= 0 || held!.byHand[place] === 1;
  const bands = held === null ? [] : bandRows(subject, shapes, held);
  const registered = registerFindings({ subject, shapes, held, bands });
  const seen = [kernel, ...families];
  // Repairs work on the grids of the area; those of children in their parents are not offered.
  const ofChildren = families.flatMap((one) =>
    one.findings.map((finding) => ({ ...findingView(finding), repair: null })),
  );
  const placed = [...kernel.findings.map(findingView), ...ofChildren, ...far.map(findingView)];
  const found = bySeverity([...placed, ...registered]);
  const findings = inheritFindingIds(options.previous, found);
  return {
    area: subject.area,
    edition: subject.edition,
    editionNumber: subject.editionNumber,
    plan: subject.plan,
    dataHash: dataHash(subject, options),
    minAreaM2: options.minAreaM2,
    thresholds: { minAreaM2: options.minAreaM2, sliverM: SLIVER_M, snapM: SNAP_M, ...subject.settings },
    exclusions: subject.exclusions.map(({ id, kind, name, areaM2 }) => ({ id, kind, name, areaM2: round(areaM2) })),
    totals: totalsOf(kernel, shapes, points, isCovered),
    counts: {
      ...summed(seen.map(({ counts }) => counts)),
      'service-far': far.length,
      ...registerCounts(registered),
    },
    belowThreshold: summed(seen.map(({ belowThreshold }) => belowThreshold)),
    notJudged: [...new Set(seen.flatMap(({ notJudged }) => notJudged))].sort(),
    parts: partsOf(subject, shapes, held, points, isCovered, findings),
    bands,
    bandCounts: bandCounts(bands, registered),
    findings,
  };
}

export interface WalkedSubject {
  shapes: SubjectShapes;
  held: HeldPlaces | null;
  points: CountedPoint[];
  input: CoverageInput;
  kernel: KernelReport;
  families: ChildReport[];
  far: readonly CoverageFinding[];
}

/** Everything the geometry says, without the registers. */
export function walk(
  subject: CheckSubject,
  options: CheckOptions,
  step: (step: CheckStep) => void,
  check: Kernel = checkCoverage,
): WalkedSubject {
  step('people');
  const shapes = shapesOf(subject);
  const held = subject.places === null ? null : holdPlaces(subject.places, shapes.grids, shapes.micros);
  const points = held === null ? [] : countedPoints(subject, shapes, held);
  step('match');
  const input = kernelInput(subject, shapes, held, points, options);
  const kernel = check(input);
  step('children');
  const families = childChecks(shapes, options);
  step('register');
  const far = held === null ? [] : serviceChecks(subject, shapes, held, points);
  return { shapes, held, points, input, kernel, families, far };
}

/** Counts per kind, added up. */
export function summed(counts: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const one of counts) for (const [kind, count] of Object.entries(one)) sums[kind] = (sums[kind] ?? 0) + count;
  return sums;
}

function registerCounts(findings: readonly Finding[]): Record<string, number> {
  const counts: Record<string, number> = Object.fromEntries(REGISTER_KINDS.map((kind) => [kind, 0]));
  for (const { kind } of findings) counts[kind]! += 1;
  return counts;
}

const GRAVITY = ['error', 'warning', 'info'];

/** The gravest first, else as they come. */
export function bySeverity(findings: readonly Finding[]): Finding[] {
  return [...findings].sort((a, b) => GRAVITY.indexOf(a.severity) - GRAVITY.indexOf(b.severity));
}
