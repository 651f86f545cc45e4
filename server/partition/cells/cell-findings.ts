/** What the build of cells tells of its input: each finding has a kind, a place and what it is about. */

export type CellFindingKind =
  /** A line end that was moved onto the next line, up to SNAP_M. */
  | 'line-snapped'
  /** A line that was carried on to the next line, up to EXTEND_M. */
  | 'line-extended'
  /** A chain of lines that ends in nowhere and bounds nothing; set aside. */
  | 'line-dangling'
  /** Two lines so near each other that they are most likely one. */
  | 'line-near-duplicate'
  /** The community's own rings touched or crossed and were mended. */
  | 'parent-mended'
  /** Vertices of grids on straight sides of the community: its outline gains them. */
  | 'parent-vertex'
  /** Ground in no grid of today. */
  | 'today-gap'
  /** Ground in several grids of today; the lowest code answers. */
  | 'today-overlap'
  /** Ground of a grid of today beyond the community; cut off. */
  | 'today-outside'
  /** A grid of today in several parts. */
  | 'today-multipart'
  /** Vertices that neighbours have and a grid of today lacks: its outline gains them. Or tips that moved by a rounding. */
  | 'today-vertex'
  /** A face too small or too narrow to be one; given to a neighbour. */
  | 'sliver-merged'
  /** The same place id twice; the first counts. */
  | 'place-repeated'
  /** Buildings that cannot be told apart: nearer than JOIN_M, one in the other, or mostly the same ground. */
  | 'places-joined'
  /** A place beyond the community, up to NEAR_M: in the nearest face. */
  | 'place-moved'
  /** A place beyond the community: in no cell. */
  | 'place-outside'
  /** A point outside the building's own ground plan; the middle of the plan counts. */
  | 'point-off-footprint'
  /** More than a fifth of a building lies beyond a barrier. */
  | 'building-astride'
  /** A building that a border of today cuts: its parts are tied. */
  | 'building-cut'
  /** A building with more households than a grid may have: cut between its units, or could be. */
  | 'building-oversized'
  /** Ground plans that overlap: the common ground is that of the lower id. */
  | 'footprints-overlap'
  /** Ground nearer to a building than to any other, but cut off from it; given to a neighbour. */
  | 'detached-merged'
  /** Cells that nobody can reach from the rest of the community over its connecting borders. */
  | 'component-apart'
  /** A gate or a bridge that does not lead from one cell to another. */
  | 'crossing-idle';

export interface CellFinding {
  readonly kind: CellFindingKind;
  readonly x: number;
  readonly y: number;
  /** Places, grids or cells concerned, in order. */
  readonly subjects: readonly string[];
  readonly detail: Readonly<Record<string, number>>;
}

/** Findings as they come up; `done` puts them in an order that depends on their content alone. */
export class CellFindings {
  readonly #all: CellFinding[] = [];

  add(
    kind: CellFindingKind,
    [x, y]: readonly [number, number],
    subjects: readonly string[] = [],
    detail: Readonly<Record<string, number>> = {},
  ): void {
    this.#all.push({ kind, x, y, subjects, detail });
  }

  done(): CellFinding[] {
    return this.#all
      .map((finding) => ({ finding, text: textOf(finding) }))
      .sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0))
      .map(({ finding }) => finding);
  }
}

function textOf({ kind, x, y, subjects, detail }: CellFinding): string {
  return [kind, x, y, ...subjects, ...Object.entries(detail).flat()].join(' ');
}
