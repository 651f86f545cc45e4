/** Borders by hand: drag a piece of one, or click two places of it to have it follow the roads in between. */
import { type ArcGrip, gripAt } from '../../../server/partition/plan/arc-grip.ts';
import type { CommunityPlan } from '../../../server/partition/plan/community-plan.ts';
import { previewMoves } from '../../../server/partition/plan/preview.ts';
import { announce } from '../announce.ts';
import { type BorderMove, dragBorder, followRoad, sidesOfArc } from './border-move.ts';
import { level, stroke } from './choice.ts';
import type { Gesture, Hold } from './gesture.ts';
import { knownGround, needGround } from './ground-plans.ts';
import { tpm } from './map-words.ts';
import { act, planSession } from './opened.ts';
import { grip as gripPlace, sketch } from './sketch.ts';

/** How near the pointer must come to a border, and how far it must go to drag it. */
const REACH_PX = 12;
const DRAG_PX = 5;
/** A border over a node passes the pointer by no more than this. */
const NEAR_PX = 40;

interface Held {
  readonly code: string;
  readonly grip: ArcGrip;
  readonly slots: readonly [number, number];
}

/** The first of two places of a border. */
let first: (Held & { readonly at: readonly [number, number] }) | null = null;

function heldAt(x: number, y: number, { metresPerPixel }: Hold): Held | null {
  const session = planSession.peek();
  const code = session?.finder.cellAt(x, y)?.community;
  const community = code === undefined ? undefined : session?.community(code);
  if (community === undefined) return null;
  const isBorder = (arc: number): boolean => {
    const slots = sidesOfArc(community, level.peek(), arc);
    return slots !== null && slots[0] !== slots[1];
  };
  const grip = gripAt(community.layer, x, y, REACH_PX * metresPerPixel, isBorder);
  return grip === null || 'node' in grip
    ? null
    : { code: community.code, grip, slots: sidesOfArc(community, level.peek(), grip.arc)! };
}

function show(
  community: CommunityPlan,
  kind: 'border' | 'road',
  from: readonly number[],
  move: BorderMove | null,
): void {
  sketch.value = { kind, line: from, result: move?.line ?? null, fault: move?.fault ?? null };
  const moves = move?.moves ?? new Map();
  stroke.value =
    moves.size === 0
      ? null
      : {
          community: community.code,
          cells: [...moves.keys()],
          slot: [...moves.values()][0]!,
          to: moves,
          preview: previewMoves(community, level.peek(), moves),
          isDown: true,
        };
}

export class BorderGesture implements Gesture {
  readonly #held: Held;
  readonly #start: readonly [number, number];
  readonly #hold: Hold;
  #at: readonly [number, number];
  #isDragged = false;

  private constructor(held: Held, x: number, y: number, hold: Hold) {
    this.#held = held;
    this.#start = [x, y];
    this.#at = [x, y];
    this.#hold = hold;
  }

  static begin(x: number, y: number, hold: Hold): BorderGesture | null {
    const held = heldAt(x, y, hold);
    if (held !== null) return new BorderGesture(held, x, y, hold);
    BorderGesture.forget();
    sketch.value = null;
    stroke.value = null;
    return null;
  }

  static hover(x: number, y: number, hold: Hold): void {
    const held = heldAt(x, y, hold);
    const community = held === null ? undefined : planSession.peek()?.community(held.code);
    if (held === null || community === undefined) {
      gripPlace.value = null;
      return;
    }
    void needGround(held.code).catch(() => {});
    const { points } = community.layer.arcs[held.grip.arc]!;
    const { vertex, isNew } = held.grip;
    gripPlace.value = isNew ? [x, y] : [points[2 * vertex]!, points[2 * vertex + 1]!];
    if (first !== null && first.code === held.code) {
      show(
        community,
        'road',
        [...first.at, x, y],
        followRoad(community, level.peek(), first.slots, [...first.at, x, y]),
      );
    }
  }

  static isOpen(): boolean {
    return first !== null;
  }

  static forget(): void {
    first = null;
    gripPlace.value = null;
  }

  lead(way: readonly number[]): void {
    this.#at = [way[way.length - 2]!, way[way.length - 1]!];
    const community = planSession.peek()?.community(this.#held.code);
    if (community === undefined) return;
    const { mx, my } = community.layer.metres;
    const movedM = Math.hypot((this.#at[0] - this.#start[0]) * mx, (this.#at[1] - this.#start[1]) * my);
    this.#isDragged ||= movedM > DRAG_PX * this.#hold.metresPerPixel;
    if (!this.#isDragged) return;
    gripPlace.value = this.#at;
    const move = this.#move(community);
    show(
      community,
      'border',
      community.layer.arcs[this.#held.grip.arc] ? [...community.layer.arcs[this.#held.grip.arc]!.points] : [],
      move,
    );
  }

  end(): void {
    if (this.#isDragged) void this.#finish();
    else this.#click();
  }

  drop(): void {
    sketch.value = null;
    stroke.value = null;
    gripPlace.value = null;
  }

  #move(community: CommunityPlan): BorderMove {
    const footprints = knownGround.peek().has(community.code) ? planSession.peek()!.plan.footprints : null;
    const nearM = NEAR_PX * this.#hold.metresPerPixel;
    return dragBorder(community, level.peek(), this.#held.grip, this.#at, nearM, footprints);
  }

  /** Buildings that are still on their way are waited for: what is beside them is only then known to be allowed. */
  async #finish(): Promise<void> {
    try {
      await needGround(this.#held.code);
    } catch {
      announce(tpm('groundUnknown'));
    }
    const community = planSession.peek()?.community(this.#held.code);
    const move = community === undefined ? null : this.#move(community);
    this.drop();
    if (move === null) return;
    if (move.body === null) announce(tpm('noMove'));
    else if (act(move.body)) announce(tpm('moved'));
  }

  #click(): void {
    const { code } = this.#held;
    const community = planSession.peek()?.community(code);
    if (community === undefined) return;
    if (first === null || first.code !== code) {
      first = { ...this.#held, at: this.#start };
      show(community, 'road', [...this.#start], null);
      return;
    }
    const move = followRoad(community, level.peek(), first.slots, [...first.at, ...this.#start]);
    BorderGesture.forget();
    this.drop();
    if (move?.body == null) announce(tpm('noRoad'));
    else if (act(move.body)) announce(tpm('moved'));
  }
}
