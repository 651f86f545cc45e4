/** Ground plans that lines run through: how much of each lies in which face. */

import { boxOf } from '../../geometry/cell-frame.ts';
import { commonArea } from '../../geometry/common-area.ts';
import type { MultiPolygon } from '../../geometry/polygon.ts';
import type { FaceMap } from './face-map.ts';
import { faceRings, sidesOfFaces } from './face-shapes.ts';
import { runsThrough } from './plan-cut.ts';
import { SegmentGrid } from './segment-grid.ts';

/** Doubled areas of a plan: all of it, and what lies in each face. */
export interface PlanShares {
  readonly doubled: number;
  readonly byFace: ReadonlyMap<number, number>;
}

export class AstridePlans {
  readonly #map: FaceMap;
  readonly #grid: SegmentGrid;
  readonly #ax: Int32Array;
  readonly #ay: Int32Array;
  readonly #bx: Int32Array;
  readonly #by: Int32Array;
  #sides: number[][] | null = null;

  constructor(map: FaceMap) {
    const { nodes, tail, head } = map.pieces;
    this.#map = map;
    this.#ax = Int32Array.from(tail, (node) => nodes.x[node]!);
    this.#ay = Int32Array.from(tail, (node) => nodes.y[node]!);
    this.#bx = Int32Array.from(head, (node) => nodes.x[node]!);
    this.#by = Int32Array.from(head, (node) => nodes.y[node]!);
    this.#grid = new SegmentGrid({ ax: this.#ax, ay: this.#ay, bx: this.#bx, by: this.#by }, tail.length);
  }

  /** Null when no line runs through the plan. */
  sharesOf(plan: MultiPolygon): PlanShares | null {
    const faces = new Set<number>();
    const [minX, minY, maxX, maxY] = boxOf(plan);
    const seen = new Set<number>();
    this.#grid.near(minX, minY, maxX, maxY, (p) => {
      if (seen.has(p)) return;
      seen.add(p);
      if (!runsThrough(plan, this.#ax[p]!, this.#ay[p]!, this.#bx[p]!, this.#by[p]!)) return;
      faces.add(this.#map.left[p]!).add(this.#map.right[p]!);
    });
    faces.delete(-1);
    if (faces.size === 0) return null;
    this.#sides ??= sidesOfFaces(this.#map);
    let doubled = 0;
    const byFace = new Map<number, number>();
    for (const face of [...faces].sort((a, b) => a - b)) {
      const { one, both } = commonArea(plan, faceRings(this.#map, this.#sides[face]!));
      doubled = one;
      byFace.set(face, both);
    }
    return { doubled, byFace };
  }
}
