/**
 * The lines that divide faces between their seeds: seams, and the outlines of ground plans that a seam would cut. A seam is
 * simplified unless that leads it through a plan; a plan that even the full seam cuts is outlined, and whatever lies inside the outline
 * will be the plan's.
 */
import { boxOf } from '../../geometry/cell-frame.ts';
import type { MultiPolygon } from '../../geometry/polygon.ts';
import { eachSide } from '../../geometry/sides.ts';
import { BoxGrid } from './box-grid.ts';
import type { FaceMap } from './face-map.ts';
import { sidesOfFaces } from './face-shapes.ts';
import type { LocalMetres } from './local-metres.ts';
import { runsThrough } from './plan-cut.ts';
import type { FaceSamples } from './samples.ts';
import { type Seam, seamsOf } from './seams.ts';
import type { Seed } from './seeds.ts';
import { FaceClip } from './trimmed-lines.ts';

export interface OutlinedPlan {
  readonly plan: MultiPolygon;
  readonly group: number;
}

export interface FaceSeams {
  /** ax, ay, bx, by of each segment. */
  readonly ends: readonly number[];
  /** The face that each segment lies in. */
  readonly face: readonly number[];
  /** Seeds on its sides; −1 for outlines. */
  readonly left: readonly number[];
  readonly right: readonly number[];
  /** piece, x, y, …: where pieces of the face map are cut. */
  readonly cuts: readonly number[];
  /** By face, in order of groups. */
  readonly outlined: ReadonlyMap<number, readonly OutlinedPlan[]>;
}

export function faceSeams(
  seeds: readonly Seed[],
  samples: ReadonlyMap<number, FaceSamples>,
  seedsOfFace: readonly (readonly number[])[],
  map: FaceMap,
  metres: LocalMetres,
): FaceSeams {
  const sides = sidesOfFaces(map);
  const clip = new FaceClip(map, metres);
  const out = { ends: [] as number[], face: [] as number[], left: [] as number[], right: [] as number[] };
  const outlined = new Map<number, OutlinedPlan[]>();
  for (const [face, own] of samples) {
    clip.within(face, sides[face]!);
    const plans = new FacePlans(seeds, seedsOfFace[face]!);
    const hit = new Set<number>();
    for (const seam of seamsOf(own)) addSeam(face, seam, plans, hit);
    const list = [...hit].sort((a, b) => a - b).map((i) => plans.list[i]!);
    if (list.length > 0) outlined.set(face, list);
    for (const { plan } of list) {
      eachSide(plan, (px, py, qx, qy) => {
        clip.segment(px, py, qx, qy, null, (ax, ay, bx, by) => push(face, -1, -1, ax, ay, bx, by), true);
      });
    }
  }
  return { ...out, cuts: clip.cuts, outlined };

  function addSeam(face: number, { left, right, points, simple }: Seam, plans: FacePlans, hit: Set<number>): void {
    const [one, other] = [seeds[left]!.group, seeds[right]!.group];
    // Between slices of one building the seam is to run through its plan.
    const through = one === other ? one : -1;
    const isClear = simple.length < points.length && !plans.areCut(clip, simple, through, null);
    if (!isClear) plans.areCut(clip, points, through, hit);
    clip.chain(isClear ? simple : points, (ax, ay, bx, by) => push(face, left, right, ax, ay, bx, by), true);
  }

  function push(face: number, left: number, right: number, ax: number, ay: number, bx: number, by: number): void {
    out.ends.push(ax, ay, bx, by);
    out.face.push(face);
    out.left.push(left);
    out.right.push(right);
  }
}

/** The ground plans of the seeds of one face, in order of groups. */
class FacePlans {
  readonly list: readonly OutlinedPlan[];
  readonly #grid: BoxGrid;

  constructor(seeds: readonly Seed[], numbers: readonly number[]) {
    const groups = new Map<number, Seed>();
    for (const number of numbers) groups.set(seeds[number]!.group, seeds[number]!);
    this.list = [...groups.values()].flatMap(({ footprints, group }) => footprints.map((plan) => ({ plan, group })));
    this.#grid = new BoxGrid(Float64Array.from(this.list.flatMap(({ plan }) => boxOf(plan))));
  }

  /** Whether a chain cuts a plan within the face, that of group `through` aside. With `hit` all of them are noted. */
  areCut(clip: FaceClip, points: Float64Array, through: number, hit: Set<number> | null): boolean {
    let found = false;
    clip.chain(
      points,
      (ax, ay, bx, by) => {
        if (found && hit === null) return;
        this.#grid.near(Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by), (i) => {
          const { plan, group } = this.list[i]!;
          if (group === through || hit?.has(i) || !runsThrough(plan, ax, ay, bx, by)) return;
          found = true;
          hit?.add(i);
        });
      },
      false,
    );
    return found;
  }
}
