/** From the findings and sizes of all parts of a check to its report. */
import { type CoverageFinding, type CoverageReport, type FindingKind, zeroCounts } from './coverage-report.ts';
import type { PartFindings } from './finding-list.ts';
import { distinct } from './finding-order.ts';
import type { Ground } from './ground.ts';
import { sumOf } from './ordered-sum.ts';
import type { People } from './people.ts';
import type { PlaceSizes } from './walk-findings.ts';

/** What is known of a whole check besides its findings. */
export interface Checked {
  readonly ground: Ground;
  readonly grids: number;
  /** Of the grids that are judged. */
  readonly gridsM2: number;
  readonly notJudged: readonly string[];
  readonly sizes: readonly PlaceSizes[];
  /** Of all points, and of those in a grid. */
  readonly people: People;
  readonly covered: People;
  readonly outside: number;
  readonly pointsNotJudged: number;
}

export type Listed = Pick<CoverageReport, 'findings' | 'counts' | 'belowThreshold'>;

/** `findings`: all of them, in their order (finding-order.ts). */
export function listed(findings: readonly CoverageFinding[], belows: readonly PartFindings['below'][]): Listed {
  const counts = zeroCounts();
  for (const { kind } of findings) counts[kind] += 1;
  const belowThreshold = zeroCounts();
  for (const below of belows) {
    for (const kind of Object.keys(below) as FindingKind[]) belowThreshold[kind] += below[kind]!;
  }
  return { findings: distinct(findings), counts, belowThreshold };
}

export function reportOf(all: Listed, checked: Checked): CoverageReport {
  const { gridsM2, sizes, people } = checked;
  return {
    ...all,
    notJudged: [...checked.notJudged].sort(),
    grids: checked.grids,
    gridsM2,
    coveredM2: gridsM2 - sumOf(sizes.flatMap(({ extrasM2 }) => extrasM2)),
    overlapM2: sumOf(sizes.flatMap(({ overlapsM2 }) => overlapsM2)),
    gapM2: sumOf(sizes.flatMap(({ gapsM2 }) => gapsM2)),
    outsideM2: sumOf(sizes.flatMap(({ outsideM2 }) => outsideM2)),
    universeM2: checked.ground.areaM2,
    points: people.buildings,
    pointsOutside: checked.outside,
    pointsNotJudged: checked.pointsNotJudged,
    households: people.households,
    householdsCovered: checked.covered.households,
    uncounted: people.uncounted,
  };
}
