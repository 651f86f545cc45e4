/** Borders by hand: drag a piece of one, or click two places of it to have it follow the roads in between. */
import { draggedCourses, type Grip, gripAt } from '../../../server/partition/plan/arc-grip.ts';
import type { CommunityPlan } from '../../../server/partition/plan/community-plan.ts';
import { arcsAt, placeOf } from '../../../server/partition/plan/move-node.ts';
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

type Place = readonly [x: number, y: number];

interface Held {
  readonly code: string;
  readonly grip: Grip;
}

/** The first of two places of a border, which is that of these grids. */
let first: { readonly code: string; readonly at: Place; readonly slots: readonly [number, number] } | null = null;

const communityOf = (code: string): CommunityPlan | undefined => planSession.peek()?.community(code);

function isBorder(community: CommunityPlan, arc: number): boolean {
  const slots = sidesOfArc(community, level.peek(), arc);
  return slots !== null && slots[0] !== slots[1];
}

function heldAt(x: number, y: number, { metresPerPixel }: Hold): Held | null {
  const code = planSession.peek()?.finder.cellAt(x, y)?.community;
  const community = code === undefined ? undefined : communityOf(code);
  if (community === undefined) return null;
  const grip = gripAt(community.layer, x, y, REACH_PX * metresPerPixel, (arc) => isBorder(community, arc));
  return grip === null ? null : { code: community.code, grip };
}

/** Of what is held, an arc of a border: its grids are those that a road is looked for between. */
function slotsOf(community: CommunityPlan, { grip }: Held): readonly [number, number] | null {
  const arcs = 'node' in grip ? arcsAt(community.base, grip.node) : [grip.arc];
  const border = arcs.find((arc) => isBorder(community, arc));
  return border === undefined ? null : sidesOfArc(community, level.peek(), border);
}

function show(
  community: CommunityPlan,
  kind: 'border' | 'road',
  from: readonly number[],
  move: BorderMove | null,
): void {
  sketch.value = { kind, line: from, results: move?.lines ?? [], fault: move?.fault ?? null };
  const moves = move?.moves ?? new Map<number, number>();
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
  readonly #start: Place;
  readonly #hold: Hold;
  #at: Place;
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
    const community = held === null ? undefined : communityOf(held.code);
    if (held === null || community === undefined) {
      gripPlace.value = null;
      return;
    }
    void needGround(held.code).catch(() => {});
    gripPlace.value = placeOfGrip(community, held.grip, x, y);
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
    const community = communityOf(this.#held.code);
    if (community === undefined) return;
    const { mx, my } = community.layer.metres;
    const movedM = Math.hypot((this.#at[0] - this.#start[0]) * mx, (this.#at[1] - this.#start[1]) * my);
    this.#isDragged ||= movedM > DRAG_PX * this.#hold.metresPerPixel;
    if (!this.#isDragged) return;
    gripPlace.value = this.#at;
    const move = this.#move(community);
    const [before] = draggedCourses(community.layer, this.#held.grip, ...this.#at).values();
    show(community, 'border', move.fault === null ? [] : (before ?? []), move);
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
    const community = communityOf(this.#held.code);
    const move = community === undefined ? null : this.#move(community);
    this.drop();
    if (move === null) return;
    if (move.body === null) announce(tpm('noMove'));
    else if (act(move.body)) announce(tpm('moved'));
  }

  #click(): void {
    const { code } = this.#held;
    const community = communityOf(code);
    if (community === undefined) return;
    const slots = slotsOf(community, this.#held);
    if (first === null || first.code !== code) {
      first = slots && { code, slots, at: this.#start };
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

function placeOfGrip({ layer }: CommunityPlan, grip: Grip, x: number, y: number): Place {
  if ('node' in grip) return placeOf(layer, grip.node);
  if (grip.isNew) return [x, y];
  const { points } = layer.arcs[grip.arc]!;
  return [points[2 * grip.vertex]!, points[2 * grip.vertex + 1]!];
}
