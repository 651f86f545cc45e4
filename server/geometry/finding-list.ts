/**
 * The findings of one check as they come up: what is large enough is listed with its measures, the rest is counted, and
 * slivers that are only the rounding of a border go to the T-junction entry of their two grids.
 */
import { totalAreaM2 } from './area.ts';
import {
  type CoverageFinding,
  type CoverageGrid,
  type CoveragePoints,
  FINDING_KINDS,
  type FindingKind,
  zeroCounts,
} from './coverage-report.ts';
import type { Faces } from './faces.ts';
import { findingId } from './finding-id.ts';
import { SNAP_M, severityOf } from './finding-severity.ts';
import { markPoint } from './mark-point.ts';
import { peopleOf } from './people.ts';
import type { RegionMeasure } from './region-measure.ts';
import { canonicalShape, shapeOf } from './region-shape.ts';
import { widthOf } from './region-width.ts';
import type { Region } from './regions.ts';

/** A connected place with its exact size and the numbers of the points in it. */
export interface Place {
  readonly region: Region;
  readonly measure: RegionMeasure;
  readonly inside: readonly number[];
}

interface Mismatch {
  readonly owners: readonly [number, number];
  vertices: Int32Array;
  areaM2: number;
  at: readonly [number, number];
}

type Kept = Omit<CoverageFinding, 'id' | 'severity'>;

export class FindingList {
  readonly grids: readonly CoverageGrid[];
  readonly points: CoveragePoints;
  readonly #minAreaM2: number;
  readonly #kept: CoverageFinding[] = [];
  readonly #below = zeroCounts();
  readonly #mismatches: Map<string, Mismatch> = new Map();

  constructor(grids: readonly CoverageGrid[], points: CoveragePoints, minAreaM2: number) {
    this.grids = grids;
    this.points = points;
    this.#minAreaM2 = minAreaM2;
  }

  /** Whether a place is listed on its own: large enough, or with a building in it. */
  isLarge(areaM2: number, inside: readonly number[]): boolean {
    return areaM2 >= this.#minAreaM2 || inside.length > 0;
  }

  /** Lists a place that is large, counts any other. */
  addPlace(kind: FindingKind, faces: Faces, place: Place, owners: readonly number[]): void {
    if (this.isLarge(place.measure.areaM2, place.inside)) this.listPlaces(kind, faces, [place], owners);
    else this.countPlace(kind, faces, place, owners);
  }

  /** One finding; the width and the mark are those of the first place. `owners` in rising order. */
  listPlaces(kind: FindingKind, faces: Faces, places: readonly Place[], owners: readonly number[]): void {
    const [first] = places;
    const width = widthOf(faces, first!.region, first!.measure);
    const shapes = places.map(({ region }) => shapeOf(faces, region));
    const people = peopleOf(
      this.points,
      places.flatMap(({ inside }) => inside),
    );
    const areaM2 = places.reduce((sum, { measure }) => sum + measure.areaM2, 0);
    const where = {
      grids: this.#codes(owners),
      place: null,
      at: markPoint(shapes[0]!),
      vertices: new Int32Array(0),
    };
    const geometry = canonicalShape(shapes);
    this.#keep(kind, { ...people, kind, areaM2, widthM: width.widthM, widthBy: width.by, geometry, ...where });
  }

  /** Counts a place too small to be listed. One that is only the rounding of a border goes to the border's entry. */
  countPlace(kind: FindingKind, faces: Faces, { region, measure }: Place, owners: readonly number[]): void {
    this.#below[kind] += 1;
    const narrow = 2 * measure.areaM2 <= SNAP_M * measure.perimeterM;
    if (!narrow || owners.length !== 2 || kind === 'outside-parent') return;
    const [x, y] = shapeOf(faces, region)[0]!;
    this.#mismatchOf([owners[0]!, owners[1]!], [x!, y!]).areaM2 += measure.areaM2;
  }

  /** A whole grid that is contained in another or there twice. `inside`: numbers of the points in it. */
  addGrid(kind: 'contained' | 'duplicate', owner: number, owners: readonly number[], inside: Iterable<number>): void {
    const geometry = canonicalShape(this.grids[owner]!.polygons);
    const areaM2 = totalAreaM2(geometry);
    const people = peopleOf(this.points, inside);
    if (areaM2 < this.#minAreaM2 && people.buildings === 0) this.#below[kind] += 1;
    else {
      const where = {
        grids: this.#codes(owners),
        place: null,
        at: markPoint(geometry[0]!),
        vertices: new Int32Array(0),
      };
      this.#keep(kind, { ...people, kind, areaM2, widthM: null, widthBy: null, geometry, ...where });
    }
  }

  /** A building. */
  addPoint(kind: 'building-uncovered' | 'building-double', point: number, owners: readonly number[]): void {
    this.#keep(kind, {
      ...this.#place(kind, owners, this.points.xy[2 * point]!, this.points.xy[2 * point + 1]!),
      ...peopleOf(this.points, [point]),
      place: this.points.codes[point]!,
    });
  }

  addInvalid(owner: number, x: number, y: number): void {
    this.#keep('invalid-ring', this.#place('invalid-ring', [owner], x, y));
  }

  /** Vertices that one of two neighbours lacks on their common border. */
  addMismatch(owners: readonly [number, number], vertices: Int32Array): void {
    const mismatch = this.#mismatchOf(owners, [vertices[0]!, vertices[1]!]);
    mismatch.vertices = vertices;
    mismatch.at = [vertices[0]!, vertices[1]!];
  }

  /** Everything in its final order: by gravity, kind and size, then by id. */
  done(): {
    findings: CoverageFinding[];
    counts: Record<FindingKind, number>;
    belowThreshold: Record<FindingKind, number>;
  } {
    for (const { owners, vertices, areaM2, at } of this.#mismatches.values()) {
      this.#keep('t-junction', { ...this.#place('t-junction', owners, at[0], at[1]), areaM2, vertices });
    }
    this.#mismatches.clear();
    const counts = zeroCounts();
    for (const { kind } of this.#kept) counts[kind] += 1;
    return { findings: distinct(this.#kept.sort(compare)), counts, belowThreshold: { ...this.#below } };
  }

  #keep(kind: FindingKind, finding: Kept): void {
    const { grids, geometry, place, areaM2, widthM, buildings } = finding;
    const severity = severityOf(kind, { buildings, areaM2: areaM2 ?? 0, widthM: widthM ?? 0 });
    this.#kept.push({ id: findingId(kind, grids, geometry ?? [], place ?? ''), severity, ...finding });
  }

  #place(kind: FindingKind, owners: readonly number[], x: number, y: number): Kept {
    const nobody = { households: 0, buildings: 0, uncounted: 0 };
    const size = { areaM2: null, widthM: null, widthBy: null };
    const where = { place: null, geometry: null, at: [x, y] as const, vertices: new Int32Array(0) };
    return { kind, ...size, ...nobody, grids: this.#codes(owners), ...where };
  }

  #codes(owners: readonly number[]): string[] {
    return owners.map((owner) => this.grids[owner]!.code);
  }

  #mismatchOf(owners: readonly [number, number], at: readonly [number, number]): Mismatch {
    const key = owners.join(' ');
    let mismatch = this.#mismatches.get(key);
    if (mismatch === undefined) {
      mismatch = { owners, vertices: new Int32Array(0), areaM2: 0, at };
      this.#mismatches.set(key, mismatch);
    }
    return mismatch;
  }
}

const GRAVITY = ['error', 'warning', 'info'];

function compare(a: CoverageFinding, b: CoverageFinding): number {
  return (
    GRAVITY.indexOf(a.severity) - GRAVITY.indexOf(b.severity) ||
    FINDING_KINDS.indexOf(a.kind) - FINDING_KINDS.indexOf(b.kind) ||
    (b.areaM2 ?? 0) - (a.areaM2 ?? 0) ||
    (a.id < b.id ? -1 : a.id > b.id ? 1 : 0) ||
    a.at[0] - b.at[0] ||
    a.at[1] - b.at[1]
  );
}

/** Two findings with one id (a building listed twice, say) are told apart by a number. */
function distinct(findings: readonly CoverageFinding[]): CoverageFinding[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const times = (seen.get(finding.id) ?? 0) + 1;
    seen.set(finding.id, times);
    return times === 1 ? finding : { ...finding, id: `${finding.id}-${times}` };
  });
}
