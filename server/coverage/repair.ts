/** What repairs of some findings would do: the grids that change, the places that move with them, and what is left. Pure. */

import type { RepairKind } from '../contract/coverage.ts';
import { checkCoverage } from '../geometry/coverage.ts';
import type { MultiPolygon } from '../geometry/polygon.ts';
import { repairKindOf } from '../geometry/repair.ts';
import { repairAll } from '../geometry/repair-all.ts';
import { walk } from './check.ts';
import { findingView } from './finding-view.ts';
import { type HeldPlaces, holdPlaces } from './held-places.ts';
import { inheritFindingIds } from './known-findings.ts';
import type { GridShape } from './shapes.ts';
import type { CheckOptions, CheckSubject } from './subject.ts';

export interface RepairResult {
  /** Of the first finding that was asked; null where there is no way of mending it. */
  kind: RepairKind | null;
  changes: {
    code: string;
    before: MultiPolygon;
    after: MultiPolygon | null;
    households: [before: number, after: number];
  }[];
  /** Grids whose shape stays and whose households change: who keeps an overlap has its buildings alone. */
  besides: { code: string; households: [before: number, after: number] }[];
  moved: { buildings: number; households: number };
  /** Ids of all findings of the shapes that are there no more: a gap takes the buildings in it along. */
  resolved: string[];
  /** Errors and warnings about the changed grids afterwards. */
  remaining: number;
  repaired: string[];
  left: { finding: string; code: string }[];
  /** Asked for and not there. */
  unknown: string[];
}

/** Findings by the ids they have in a report of this subject. */
export function repairSubject(subject: CheckSubject, options: CheckOptions, asked: readonly string[]): RepairResult {
  const { shapes, held, points, input, kernel, families, far } = walk(subject, options, () => {});
  const views = [...kernel.findings, ...families.flatMap((one) => one.findings), ...far].map(findingView);
  // The order of the list is that of the views; ids are given by an earlier check.
  const named = inheritFindingIds(options.previous, views).map(({ id }) => id);
  const wanted = new Set(asked);
  const mendable = kernel.findings.flatMap((finding, i) =>
    wanted.has(named[i]!) ? [{ ...finding, id: named[i]! }] : [],
  );
  const seen = new Set(mendable.map(({ id }) => id));
  const others = asked.filter((id) => !seen.has(id));
  const isThere = new Set(named);
  const done = repairAll(input, mendable);
  const after = shapesAfter(shapes.grids, new Map(done.changes.map((change) => [change.code, change.after])));
  const heldAfter = held === null ? null : holdPlaces(subject.places!, after, shapes.micros);
  const changed = new Set(done.changes.map(({ code }) => code));
  const households = (of: HeldPlaces | null, code: string): number => of?.tallies.get(code)?.households ?? 0;
  const moved = { buildings: 0, households: 0 };
  const besides = new Set<string>();
  for (const { place, households: count } of points) {
    const [from, to] = [codeAt(shapes.grids, held!, place), codeAt(after, heldAfter!, place)];
    if (from === to) continue;
    moved.buildings += 1;
    moved.households += count ?? 0;
    for (const code of [from, to]) if (code !== null && !changed.has(code)) besides.add(code);
  }
  const again = changed.size === 0 ? [] : checkCoverage({ ...input, grids: done.grids }).findings;
  const still = inheritFindingIds(
    kernel.findings.map((_, i) => ({ ...views[i]!, id: named[i]! })),
    again.map(findingView),
  );
  const stillThere = new Set(still.map(({ id }) => id));
  const first = mendable.find(({ id }) => id === asked[0]);
  return {
    kind: first === undefined ? null : repairKindOf(first),
    changes: done.changes.map((change) => ({
      ...change,
      households: [households(held, change.code), households(heldAfter, change.code)],
    })),
    besides: [...besides]
      .sort()
      .map((code) => ({ code, households: [households(held, code), households(heldAfter, code)] })),
    moved,
    resolved: changed.size === 0 ? [] : named.slice(0, kernel.findings.length).filter((id) => !stillThere.has(id)),
    remaining: again.filter(({ severity, grids }) => severity !== 'info' && grids.some((code) => changed.has(code)))
      .length,
    repaired: [...done.repaired],
    left: [
      ...done.left.map(({ finding, code }) => ({ finding, code })),
      ...others.filter((id) => isThere.has(id)).map((finding) => ({ finding, code: 'no-repair' })),
    ],
    unknown: others.filter((id) => !isThere.has(id)),
  };
}

function shapesAfter(grids: readonly GridShape[], changes: ReadonlyMap<string, MultiPolygon | null>): GridShape[] {
  return grids.flatMap(({ grid, shape }) => {
    const after = changes.has(grid.code) ? changes.get(grid.code)! : shape;
    return after === null ? [] : [{ grid, shape: after }];
  });
}

function codeAt(grids: readonly GridShape[], { answering }: HeldPlaces, place: number): string | null {
  return grids[answering[place]!]?.grid.code ?? null;
}
