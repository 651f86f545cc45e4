/** Cells of a whole plan by place: the communities that a gesture meets, each with its own finder. */
import { BoxGrid } from '../cells/box-grid.ts';
import { CellFinder } from './cell-finder.ts';
import type { EditedPlan } from './edited-plan.ts';

export interface FoundCell {
  readonly community: string;
  readonly cell: number;
}

export class PlanFinder {
  readonly #plan: EditedPlan;
  readonly #codes: readonly string[];
  readonly #boxes: BoxGrid;
  readonly #finders = new Map<string, CellFinder>();

  constructor(plan: EditedPlan) {
    this.#plan = plan;
    this.#codes = [...plan.communities.keys()];
    const boxes = new Float64Array(4 * this.#codes.length);
    this.#codes.forEach((code, i) => {
      boxes.set(plan.communities.get(code)!.layer.metres.box, 4 * i);
    });
    this.#boxes = new BoxGrid(boxes);
  }

  /** undefined for a community that is none of the plan's. Built when first asked for, and anew when its cells have changed. */
  finder(code: string): CellFinder | undefined {
    const layer = this.#plan.communities.get(code)?.layer;
    if (layer === undefined) return undefined;
    const known = this.#finders.get(code);
    if (known?.layer === layer) return known;
    const finder = new CellFinder(layer);
    this.#finders.set(code, finder);
    return finder;
  }

  /** Communities whose box meets the box, in order. */
  near(minX: number, minY: number, maxX: number, maxY: number): string[] {
    const found = new Set<number>();
    this.#boxes.near(minX, minY, maxX, maxY, (i) => found.add(i));
    return [...found].sort((a, b) => a - b).map((i) => this.#codes[i]!);
  }

  /** On the border of two communities the lower code has it. */
  cellAt(x: number, y: number): FoundCell | null {
    for (const community of this.near(x, y, x, y)) {
      const cell = this.finder(community)!.cellAt(x, y);
      if (cell >= 0) return { community, cell };
    }
    return null;
  }
}
