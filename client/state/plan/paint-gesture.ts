/**
 * Painting: cells are collected while the button is down, what they would do is told all the while, and letting go is one
 * operation. With no grid chosen the one under the first press is chosen and painted into.
 */
import { batch } from '@preact/signals';
import { movesBody } from '../../../server/partition/plan/bodies.ts';
import { UNASSIGNED } from '../../../server/partition/plan/cell-ranges.ts';
import type { CommunityPlan } from '../../../server/partition/plan/community-plan.ts';
import { previewMoves } from '../../../server/partition/plan/preview.ts';
import { announce } from '../announce.ts';
import { BRUSHES_M, brush, chosen, type GridRef, level, paintFrom, stroke, tool } from './choice.ts';
import type { Gesture, Hold } from './gesture.ts';
import { tpm } from './map-words.ts';
import { act, planSession } from './opened.ts';
import { sketch } from './sketch.ts';
import { isKept, isTaking, moving, slotAtStart, type Taking, type TakingTool, takenAlong } from './taken.ts';

/** The first brush takes what is right under it. */
export const brushRadiusM = (): number => (brush.peek() === 0 ? 0 : (BRUSHES_M[brush.peek()] ?? 0));

/** The grid under a place, of the level in hand; null where there is none. */
export function gridAt(x: number, y: number): GridRef | null {
  const session = planSession.peek();
  const found = session?.finder.cellAt(x, y) ?? null;
  if (session === null || found === null) return null;
  const slot = session.community(found.community)!.divisions[level.peek()].numbers.slotOf[found.cell]!;
  return slot === UNASSIGNED ? null : { community: found.community, slot };
}

/** The grid that is painted into when the press is here. */
function target(x: number, y: number, of: TakingTool): GridRef | null {
  const session = planSession.peek();
  if (of === 'restore') {
    const found = session?.finder.cellAt(x, y) ?? null;
    return found === null ? null : { community: found.community, slot: UNASSIGNED };
  }
  const now = chosen.peek();
  const known = now === null ? undefined : session?.community(now.community);
  if (now !== null && known && (now.slot === UNASSIGNED || known.slot(level.peek(), now.slot) !== null)) return now;
  return gridAt(x, y);
}

export class PaintGesture implements Gesture {
  readonly #code: string;
  readonly #taking: Taking;
  readonly #slot: number;
  readonly #from: number | null;
  readonly #isDown: boolean;
  #ownsFrom = false;
  #way: number[];
  #cells = new Set<number>();

  private constructor(grid: GridRef, taking: Taking, isDown: boolean, x: number, y: number) {
    this.#code = grid.community;
    this.#taking = taking;
    this.#slot = grid.slot;
    const from = paintFrom.peek();
    this.#from = from?.community === grid.community ? from.slot : null;
    this.#isDown = isDown;
    this.#way = [x, y];
    this.#take(this.#way);
  }

  /** null when there is nothing to paint into. */
  static begin(x: number, y: number, { shift, box }: Hold): PaintGesture | null {
    const own = tool.peek();
    const of = box ? 'rectangle' : own;
    if (!isTaking(of)) return null;
    const grid = target(x, y, of);
    if (grid === null) {
      announce(tpm('chooseGrid'));
      return null;
    }
    if (of !== 'restore' && chosen.peek() === null) chosen.value = grid;
    if (shift) paintFrom.value = gridAt(x, y) ?? { community: grid.community, slot: UNASSIGNED };
    const gesture = new PaintGesture(grid, taking(of), true, x, y);
    gesture.#ownsFrom = shift;
    return gesture;
  }

  /** What a click here would do, told without a press. */
  static hover(x: number, y: number): void {
    const of = tool.peek();
    const grid = isTaking(of) && of !== 'rectangle' && of !== 'lasso' ? target(x, y, of) : null;
    if (!isTaking(of) || grid === null) stroke.value = null;
    else new PaintGesture(grid, taking(of), false, x, y);
  }

  lead(way: readonly number[]): void {
    const last = this.#way.slice(-2);
    this.#way.push(...way);
    if (isKept(this.#taking.tool)) {
      this.#take([...last, ...way]);
      this.#way = this.#way.slice(-2);
      return;
    }
    if (this.#taking.tool === 'rectangle') this.#way = [...this.#way.slice(0, 2), ...this.#way.slice(-2)];
    this.#cells.clear();
    this.#take(this.#way);
  }

  end(): void {
    const community = this.#community();
    const moves = this.#moves();
    const body = community && movesBody(community, this.#taking.level, moves);
    // one change for all who follow
    batch(() => {
      this.#clear();
      if (community && body && act(body)) this.#tell(moves.size);
    });
  }

  drop(): void {
    this.#clear();
  }

  #take(way: readonly number[]): void {
    const community = this.#community();
    const finder = planSession.peek()?.finder.finder(this.#code);
    if (community === undefined || finder === undefined) return;
    for (const cell of takenAlong(community, finder, this.#taking, way)) this.#cells.add(cell);
    const moves = this.#moves();
    stroke.value = {
      community: this.#code,
      cells: [...moves.keys()],
      slot: this.#slot,
      ...(this.#taking.tool === 'restore' ? { to: moves } : {}),
      preview: previewMoves(community, this.#taking.level, moves),
      isDown: this.#isDown,
    };
    if (!this.#isDown || isKept(this.#taking.tool)) return;
    const kind = this.#taking.tool === 'rectangle' ? 'rectangle' : 'lasso';
    sketch.value = { kind, line: [...this.#way], results: [], fault: null };
  }

  #moves(): Map<number, number> {
    const community = this.#community();
    if (community === undefined) return new Map();
    const { tool: of, level: at } = this.#taking;
    const to = of === 'restore' ? slotAtStart(community, at) : () => this.#slot;
    return moving(community, at, this.#cells, to, this.#from);
  }

  /** Looked up each time: the plan may be read anew while the button is down. */
  #community(): CommunityPlan | undefined {
    return planSession.peek()?.community(this.#code);
  }

  #clear(): void {
    stroke.value = null;
    sketch.value = null;
    if (this.#ownsFrom) paintFrom.value = null;
  }

  /** The new number of a grid that was painted into is said by the card of the chosen grid. */
  #tell(count: number): void {
    if (this.#taking.tool === 'restore') announce(tpm('restored', { count }));
    else if (this.#slot === UNASSIGNED) announce(tpm('unassigned', { count }));
  }
}

const taking = (of: TakingTool): Taking => ({ tool: of, level: level.peek(), radiusM: brushRadiusM() });
