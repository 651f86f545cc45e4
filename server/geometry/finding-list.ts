/**
 * The findings of one check as they come up: what is within the limits is listed with its measures, the rest is counted, and
 * slivers that are only the rounding of a border go to the T-junction entry of their two grids.
 */
import type { RepairKind } from '../contract/coverage.ts';
import { perimeterM, totalAreaM2 } from './area.ts';
import type { CoverageGrid, CoverageLimits, CoveragePoints } from './coverage-input.ts';
import type { CoverageFinding, FindingDetail, FindingKind } from './coverage-report.ts';
import type { Faces } from './faces.ts';
import { findingId } from './finding-id.ts';
import { FindingLimits } from './finding-limits.ts';
import { SLIVER_M, SNAP_M, severityOf } from './finding-severity.ts';
import { markPoint } from './mark-point.ts';
import { sumOf } from './ordered-sum.ts';
import { type People, peopleOf } from './people.ts';
import type { MultiPolygon } from './polygon.ts';
import type { RegionMeasure } from './region-measure.ts';
import { canonicalShape, shapeOf } from './region-shape.ts';
import { type Width, widthOf, widthOfShape } from './region-width.ts';
import type { Region } from './regions.ts';

/** A connected place with its exact size and the numbers of the points in it. */
export interface Place {
  readonly region: Region;
  readonly measure: RegionMeasure;
  readonly inside: readonly number[];
}

/** What a kind says besides the place itself. */
export interface Saying {
  readonly detail?: FindingDetail;
  readonly repair?: RepairKind | null;
}

/** A finding as its finder knows it; what is left out is null, empty or nobody. */
export interface Draft extends Saying {
  readonly kind: FindingKind;
  /** Codes in rising order. */
  readonly grids: readonly string[];
  readonly at: readonly [x: number, y: number];
  readonly people?: People;
  /** Canonical (region-shape.ts). */
  readonly geometry?: MultiPolygon;
  readonly areaM2?: number;
  readonly width?: Width;
  readonly lengthM?: number;
  readonly place?: string;
  readonly vertices?: Int32Array;
  /** See finding-severity.ts. */
  readonly grave?: boolean;
}

/** The findings of a part of what is checked. */
export interface PartFindings {
  readonly findings: readonly CoverageFinding[];
  /** Places outside the limits of what is listed, per kind; kinds without any are left out. */
  readonly below: Readonly<Partial<Record<FindingKind, number>>>;
  /** Pairs of codes, the lower first, whose slivers or overlaps elsewhere would have been told together with those here. */
  readonly related: ReadonlySet<string>;
}

interface Mismatch {
  readonly owners: readonly [number, number];
  vertices: Int32Array;
  readonly areasM2: number[];
  /** Where the slivers are; the lowest is taken when there is no vertex. */
  readonly slivers: (readonly [number, number])[];
}

const NOBODY: People = { buildings: 0, households: 0, uncounted: 0 };

export class FindingList {
  readonly grids: readonly CoverageGrid[];
  readonly points: CoveragePoints;
  readonly #limits: FindingLimits;
  readonly #kept: CoverageFinding[] = [];
  readonly #below: Partial<Record<FindingKind, number>> = {};
  readonly #mismatches: Map<string, Mismatch> = new Map();
  readonly #related: Set<string> = new Set();

  constructor(grids: readonly CoverageGrid[], points: CoveragePoints, limits: CoverageLimits) {
    this.grids = grids;
    this.points = points;
    this.#limits = new FindingLimits(limits);
  }

  /** Whether a place is large enough to be told on its own, or has a building in it. */
  isLarge(areaM2: number, inside: readonly number[]): boolean {
    return areaM2 >= this.#limits.minAreaM2 || inside.length > 0;
  }

  /** Lists a place that is within the limits, counts any other. */
  addPlace(kind: FindingKind, faces: Faces, place: Place, owners: readonly number[], saying: Saying = {}): void {
    if (this.isLarge(place.measure.areaM2, place.inside)) this.listPlaces(kind, faces, [place], owners, saying);
    else this.countPlace(kind, faces, place, owners);
  }

  /** One finding of large places; the width and the mark are those of the first. `owners` in rising order. */
  listPlaces(
    kind: FindingKind,
    faces: Faces,
    places: readonly Place[],
    owners: readonly number[],
    saying: Saying = {},
  ): void {
    const [first] = places;
    const width = widthOf(faces, first!.region, first!.measure, this.#limits.widthsM);
    const inside = places.flatMap((place) => place.inside);
    const areaM2 = sumOf(places.map(({ measure }) => measure.areaM2));
    if (inside.length === 0 && !this.#limits.hold(areaM2, width.widthM)) {
      for (const place of places) this.countPlace(kind, faces, place, owners);
      return;
    }
    const shapes = places.map(({ region }) => shapeOf(faces, region));
    const around = sumOf(places.map(({ measure }) => measure.perimeterM));
    this.add({
      kind,
      grids: this.codes(owners),
      at: markPoint(shapes[0]!),
      people: peopleOf(this.points, inside),
      geometry: canonicalShape(shapes),
      areaM2,
      width,
      ...(width.widthM < SLIVER_M ? { lengthM: Math.max(0, around / 2 - width.widthM * places.length) } : {}),
      ...saying,
    });
  }

  /** Counts a place that is not listed. One that is only the rounding of a border goes to the border's entry. */
  countPlace(kind: FindingKind, faces: Faces, { region, measure }: Place, owners: readonly number[]): void {
    this.count(kind);
    const narrow = 2 * measure.areaM2 <= SNAP_M * measure.perimeterM;
    if (!narrow || owners.length !== 2 || kind === 'outside-parent' || kind === 'child-outside') return;
    const [x, y] = shapeOf(faces, region)[0]!;
    const mismatch = this.#mismatchOf([owners[0]!, owners[1]!]);
    mismatch.areasM2.push(measure.areaM2);
    mismatch.slivers.push([x!, y!]);
  }

  count(kind: FindingKind): void {
    this.#below[kind] = (this.#below[kind] ?? 0) + 1;
  }

  /** A whole shape as a finding, within the limits or with a building in it; counted otherwise. */
  addShape(draft: Omit<Draft, 'geometry' | 'areaM2' | 'width' | 'at'>, shape: MultiPolygon): void {
    const geometry = canonicalShape(shape);
    const areaM2 = totalAreaM2(geometry);
    const width = widthOfShape(geometry, this.#limits.widthsM);
    if ((draft.people?.buildings ?? 0) === 0 && !this.#limits.hold(areaM2, width.widthM)) this.count(draft.kind);
    else {
      const lengthM = width.widthM < SLIVER_M ? { lengthM: Math.max(0, perimeterM(geometry) / 2 - width.widthM) } : {};
      this.add({ ...draft, geometry, areaM2, width, ...lengthM, at: markPoint(geometry[0]!) });
    }
  }

  add(draft: Draft): void {
    const { kind, grids, at, people = NOBODY, geometry = null, areaM2 = null, place = null, grave } = draft;
    const widthM = draft.width?.widthM ?? null;
    const { buildings } = people;
    const gravity = { buildings, areaM2: areaM2 ?? 0, widthM: widthM ?? 0 };
    this.#kept.push({
      id: findingId(kind, grids, geometry ?? [], place ?? ''),
      kind,
      severity: severityOf(kind, grave === undefined ? gravity : { ...gravity, grave }),
      sliver: widthM !== null && widthM < SLIVER_M,
      areaM2,
      widthM,
      widthBy: draft.width?.by ?? null,
      lengthM: draft.lengthM ?? null,
      ...people,
      grids,
      place,
      geometry,
      at,
      vertices: draft.vertices ?? new Int32Array(0),
      detail: draft.detail ?? {},
      repair: draft.repair ?? null,
    });
  }

  /** Vertices that one of two neighbours lacks on their common border. */
  addMismatch(owners: readonly [number, number], vertices: Int32Array): void {
    this.#mismatchOf(owners).vertices = vertices;
  }

  /** What these grids have in common anywhere is told together, so it must all be in one list. */
  relate(owners: readonly number[]): void {
    const codes = this.codes(owners);
    for (let i = 0; i < codes.length; i++) {
      for (let j = codes.length === 1 ? i : i + 1; j < codes.length; j++) this.#related.add(`${codes[i]}\n${codes[j]}`);
    }
  }

  /** Everything there was to say, in no order. To be called once, at the end. */
  done(): PartFindings {
    for (const { owners, vertices, areasM2, slivers } of this.#mismatches.values()) {
      const at = vertices.length > 0 ? [vertices[0]!, vertices[1]!] : lowest(slivers);
      this.add({
        kind: 't-junction',
        grids: this.codes(owners),
        at: [at[0]!, at[1]!],
        ...(areasM2.length > 0 ? { areaM2: sumOf(areasM2) } : {}),
        vertices,
        repair: vertices.length > 0 ? 'insert-vertices' : null,
      });
    }
    return { findings: this.#kept, below: this.#below, related: this.#related };
  }

  codes(owners: readonly number[]): string[] {
    return owners.map((owner) => this.grids[owner]!.code);
  }

  #mismatchOf(owners: readonly [number, number]): Mismatch {
    const key = owners.join(' ');
    let mismatch = this.#mismatches.get(key);
    if (mismatch === undefined) {
      mismatch = { owners, vertices: new Int32Array(0), areasM2: [], slivers: [] };
      this.#mismatches.set(key, mismatch);
      this.relate(owners);
    }
    return mismatch;
  }
}

function lowest(places: readonly (readonly [number, number])[]): readonly [number, number] {
  return places.reduce((low, place) => ((place[0] - low[0] || place[1] - low[1]) < 0 ? place : low));
}
