/**
 * The same finding from one check to the next. An id is a hash of codes and rings (finding-id.ts), so a defect that has moved
 * a little, or whose grids were renamed, comes back with a new one; here it gets its old one again. A new finding inherits
 * the id of a vanished one when their kind is the same and
 *   they have an area: their grids are the same and overlap over union is ½ or more, or it is 0.9 or more whatever the grids;
 *   they have none: they are about the same building or, where there is none, the same grids.
 */
import { doubledArea } from './area.ts';
import { boxOf } from './cell-frame.ts';
import { overlapOverUnion } from './common-area.ts';
import type { Box, MultiPolygon } from './polygon.ts';

/** What is to be kept of a finding for the next check. */
export interface KnownFinding {
  readonly id: string;
  readonly kind: string;
  /** In rising order. */
  readonly grids: readonly string[];
  /** Lattice units; null where there is no area. */
  readonly geometry: MultiPolygon | null;
  /** Code of the building, for the kinds about one. */
  readonly place: string | null;
}

const SAME_GRIDS = 0.5;
const ANY_GRIDS = 0.9;

interface Sized {
  readonly finding: KnownFinding;
  readonly geometry: MultiPolygon;
  readonly box: Box;
  readonly doubled: number;
}

interface Match {
  readonly from: KnownFinding;
  readonly to: KnownFinding;
  readonly score: number;
}

/**
 * The current findings in their order, with the ids of their predecessors. The best pair is matched first, ties by the lowest
 * id; each id goes to one finding. The same whatever the order of either list.
 */
export function inheritIds<Finding extends KnownFinding>(
  previous: readonly KnownFinding[],
  current: readonly Finding[],
): Finding[] {
  const before = new Set(previous.map(({ id }) => id));
  const now = new Set(current.map(({ id }) => id));
  const vanished = previous.filter(({ id }) => !now.has(id));
  const fresh = current.filter(({ id }) => !before.has(id));
  const matches = [...matchesByPlace(vanished, fresh), ...matchesByArea(vanished, fresh)].sort(
    (a, b) => b.score - a.score || compareText(a.from.id, b.from.id) || compareText(a.to.id, b.to.id),
  );
  const taken = new Set<string>();
  const inherited = new Map<string, string>();
  for (const { from, to } of matches) {
    if (taken.has(from.id) || inherited.has(to.id)) continue;
    taken.add(from.id);
    inherited.set(to.id, from.id);
  }
  return current.map((finding) => {
    const id = inherited.get(finding.id);
    return id === undefined ? finding : { ...finding, id };
  });
}

function matchesByPlace(vanished: readonly KnownFinding[], fresh: readonly KnownFinding[]): Match[] {
  const nameOf = ({ kind, place, grids }: KnownFinding): string =>
    place === null ? [kind, 'grids', ...grids].join('\n') : [kind, 'place', place].join('\n');
  const named = new Map<string, KnownFinding[]>();
  for (const from of vanished) {
    if (from.geometry !== null) continue;
    const list = named.get(nameOf(from));
    if (list === undefined) named.set(nameOf(from), [from]);
    else list.push(from);
  }
  return fresh.flatMap((to) =>
    to.geometry === null ? (named.get(nameOf(to)) ?? []).map((from) => ({ from, to, score: 1 })) : [],
  );
}

function matchesByArea(vanished: readonly KnownFinding[], fresh: readonly KnownFinding[]): Match[] {
  const matches: Match[] = [];
  const byKind = new Map<string, Sized[]>();
  for (const from of sized(vanished)) {
    const list = byKind.get(from.finding.kind);
    if (list === undefined) byKind.set(from.finding.kind, [from]);
    else list.push(from);
  }
  for (const list of byKind.values()) list.sort((a, b) => a.box[0] - b.box[0]);
  for (const to of sized(fresh)) {
    for (const from of byKind.get(to.finding.kind) ?? []) {
      if (from.box[0] > to.box[2]) break;
      if (from.box[2] < to.box[0] || from.box[1] > to.box[3] || from.box[3] < to.box[1]) continue;
      const least = from.finding.grids.join('\n') === to.finding.grids.join('\n') ? SAME_GRIDS : ANY_GRIDS;
      // Overlap over union is never more than the smaller over the larger; a millionth for the rounding of both.
      if (Math.min(from.doubled, to.doubled) < (least - 1e-6) * Math.max(from.doubled, to.doubled)) continue;
      const score = overlapOverUnion(from.geometry, to.geometry);
      if (score >= least) matches.push({ from: from.finding, to: to.finding, score });
    }
  }
  return matches;
}

function sized(findings: readonly KnownFinding[]): Sized[] {
  return findings.flatMap((finding) => {
    const { geometry } = finding;
    if (geometry === null) return [];
    const doubled = geometry.flat().reduce((sum, ring) => sum + doubledArea(ring), 0n);
    return [{ finding, geometry, box: boxOf(geometry), doubled: Number(doubled) }];
  });
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
