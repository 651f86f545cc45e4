/**
 * The coverage check: every gap, every overlap, every building in no grid or in two, exact on the lattice and the same
 * whatever the order of the input. Valid: depth is 1 everywhere in the universe and 0 outside, every building has one grid,
 * neighbours share their vertices. Steps: match edges, find crossings, node, walk the faces, name the grids, place people.
 */
import { totalAreaM2 } from './area.ts';
import { type CoverageInput, NO_POINTS } from './coverage-input.ts';
import type { CoverageReport } from './coverage-report.ts';
import { listed, reportOf } from './coverage-totals.ts';
import { crossings } from './crossings.ts';
import { openEdges } from './edge-uses.ts';
import { walkFaces } from './faces.ts';
import { FindingList } from './finding-list.ts';
import { compareFindings } from './finding-order.ts';
import { GridIndex } from './grid-index.ts';
import { byCode } from './grid-table.ts';
import { groundOf } from './ground.ts';
import { tellInvalid } from './invalid-grids.ts';
import { nodePieces } from './noding.ts';
import { openPockets, tellPockets } from './open-gap-findings.ts';
import { openTableOf } from './open-table.ts';
import { namedGrids } from './override-findings.ts';
import { findParts } from './part-findings.ts';
import { findAtPoints } from './point-findings.ts';
import { findOnWalk } from './walk-findings.ts';
import { surroundingsOf } from './whole-table.ts';

export type { CoverageGrid, CoverageInput, CoverageLimits, CoveragePoints } from './coverage-input.ts';
export type { CoverageFinding, CoverageReport, FindingDetail, FindingKind } from './coverage-report.ts';

/** Throws an Error when the rings contradict each other (a shell clockwise, say): a report would be wrong. */
export function checkCoverage(input: CoverageInput): CoverageReport {
  return checkCoverageWith(input, () => {});
}

/** The same with findings that were known before: `before` puts them on the list. */
export function checkCoverageWith(input: CoverageInput, before: (list: FindingList) => void): CoverageReport {
  const grids = byCode(input.grids);
  const points = input.points ?? NO_POINTS;
  const ground = groundOf(input);
  const openTable = openTableOf(grids, input);
  const { table, invalid } = openTable;
  const list = new FindingList(grids, points, input);
  before(list);
  for (const [grid, at] of invalid) tellInvalid(list, grid, at);
  const chosen = openEdges(table);
  const pairs = crossings(table, chosen);
  const open = walkFaces(table, nodePieces(table, chosen, pairs));
  const walk = { table, pairs, open, surroundings: surroundingsOf(openTable, grids, input) };
  const named = namedGrids(list);
  const isNamed = (point: number): boolean => named(point) >= 0;
  const { sizes, places } = findOnWalk(walk, ground, isNamed, list);
  if (!ground.hasUniverse) tellPockets(openPockets(table, open, input.mouthM), places.uncovered, list);
  const isJudged = (grid: number): boolean => !invalid.has(grid);
  findParts(list, isJudged);
  if (points.codes.length > 0) {
    const index = GridIndex.build(grids.map(({ polygons }) => polygons));
    const uncovered = new Set(places.uncovered);
    const doubled = new Set(places.doubled.map(({ point }) => point));
    findAtPoints(points.codes.keys(), {
      index,
      list,
      named,
      uncovered,
      doubled,
      isJudged,
      ambiguousM: input.ambiguousM,
    });
  }
  const { findings, below } = list.done();
  return reportOf(listed([...findings].sort(compareFindings), [below]), {
    ground,
    grids: grids.length,
    gridsM2: sum(grids.filter((_, i) => !invalid.has(i)).map((grid) => totalAreaM2(grid.polygons))),
    notJudged: [...list.codes([...invalid.keys()]), ...(input.unjudged ?? []).map(({ code }) => code)],
    sizes: [sizes],
    people: places.all,
    covered: places.covered,
    outside: places.outside,
    pointsNotJudged: places.notJudged,
  });
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
