/**
 * A plan while it is edited: communities with their cells, slots and numbers, changed by operations only. The same in the
 * browser and in the service; equal logs give equal states, byte for byte.
 */
import type { BodyOf, OperationBody, OperationKind } from '../../contract/plan-operations.ts';
import type { CommunityState, PlanLevel, PlanSlot, PlanSnapshot } from '../../contract/plan-state.ts';
import type { CellLayer } from '../cells/cell-layer.ts';
import { CommunityPlan } from './community-plan.ts';
import { apply } from './edits/apply.ts';
import { assign, moveBorder } from './edits/assign.ts';
import { bendArc, cutCell, uncut } from './edits/lines.ts';
import { moveNode } from './edits/move-node.ts';
import type { Refused } from './edits/moves.ts';
import { pin } from './edits/pin.ts';
import { rebase } from './edits/rebase.ts';
import { lock, setGrid } from './edits/slots.ts';
import { merge, split } from './edits/split-merge.ts';
import type { Footprints } from './plan-layer.ts';
import { type Outcome, refuse } from './refuse.ts';

type Edit<Kind extends OperationKind> = (plan: EditedPlan, body: BodyOf<Kind>, isReverting: boolean) => Outcome;

const EDITS: { readonly [Kind in OperationKind]: Edit<Kind> } = {
  assign,
  split,
  merge,
  moveBorder,
  bendArc,
  moveNode,
  cutCell,
  uncut,
  setGrid,
  lock,
  pin,
  apply,
  rebase,
};

/** The layer of a community that has this hash; a plan that never moves to other cells has one for each. */
export type Layers = (community: string, hash: string) => CellLayer | undefined;

interface Owner {
  readonly community: string;
  readonly level: PlanLevel;
  readonly slot: number;
}

export class EditedPlan {
  readonly #communities = new Map<string, CommunityPlan>();
  readonly #layers: Layers;
  /** null: nobody knows the ground plans, so no line is drawn beside a building. */
  readonly footprints: Footprints | null;
  readonly #keys = new Map<string, Owner>();
  readonly #codes = new Map<string, Owner>();
  /** Of the last operation in it. */
  seq: number;

  /** Throws a RangeError where a community has no layer, or another than its state is of. */
  constructor(snapshot: PlanSnapshot, layers: Layers, footprints: Footprints | null = null) {
    this.#layers = layers;
    this.seq = snapshot.seq;
    this.footprints = footprints;
    for (const state of snapshot.communities) this.add(state);
  }

  /** In order of their codes. */
  get communities(): ReadonlyMap<string, CommunityPlan> {
    return this.#communities;
  }

  layer(community: string, hash: string): CellLayer | undefined {
    return this.#layers(community, hash);
  }

  /** A community that was not there, or takes the place of one whose names are dropped. Throws a RangeError as above. */
  add(state: CommunityState): void {
    const layer = this.#layers(state.community, state.layer);
    if (layer === undefined) throw new RangeError(`${state.community} has no layer of cells`);
    const community = new CommunityPlan(layer, state);
    const isLast = [...this.#communities.keys()].every((code) => code <= state.community);
    this.#communities.set(state.community, community);
    if (!isLast) this.#sort();
    for (const level of ['grid', 'micro'] as const) {
      community.divisions[level].slots.forEach((record, slot) => {
        if (record !== null) this.addSlot(community, level, slot, record);
      });
    }
  }

  #sort(): void {
    const sorted = [...this.#communities].sort(([a], [b]) => (a < b ? -1 : 1));
    this.#communities.clear();
    for (const [code, community] of sorted) this.#communities.set(code, community);
  }

  /**
   * Does an operation, or says why not and where and does nothing. `isReverting`: it takes back another; numbers of slots and
   * cells that were given once are then given again.
   */
  apply(body: OperationBody, isReverting = false): Outcome {
    const edit = EDITS[body.kind] as Edit<OperationKind>;
    return edit(this, body, isReverting);
  }

  snapshot(): PlanSnapshot {
    return { seq: this.seq, communities: [...this.communities.values()].map((community) => community.state()) };
  }

  addSlot(community: CommunityPlan, level: PlanLevel, slot: number, record: PlanSlot): void {
    const owner = { community: community.code, level, slot };
    this.#keys.set(record.key, owner);
    if (record.code !== null) this.#codes.set(record.code, owner);
    community.setSlot(level, slot, record);
  }

  dropSlot(community: CommunityPlan, level: PlanLevel, slot: number): void {
    const record = community.slot(level, slot);
    if (record === null) return;
    this.#keys.delete(record.key);
    if (record.code !== null) this.#codes.delete(record.code);
    community.setSlot(level, slot, null);
  }

  /** `own`: the number of the slot that the record is for when it is there already. */
  nameFault(community: CommunityPlan, level: PlanLevel, record: PlanSlot, own: number | null): Refused | null {
    const isOther = (owner: Owner | undefined): owner is Owner =>
      owner !== undefined && (owner.community !== community.code || owner.level !== level || owner.slot !== own);
    const key = this.#keys.get(record.key);
    if (isOther(key)) return refuse('key-taken', community, { level, slots: [key.slot] });
    const code = record.code === null ? undefined : this.#codes.get(record.code);
    return isOther(code) ? refuse('code-taken', community, { level, slots: [code.slot] }) : null;
  }

  isKeyElsewhere(key: string, isGone: (community: string, level: PlanLevel) => boolean): boolean {
    const owner = this.#keys.get(key);
    return owner !== undefined && !isGone(owner.community, owner.level);
  }

  isCodeElsewhere(code: string, isGone: (community: string, level: PlanLevel) => boolean): boolean {
    const owner = this.#codes.get(code);
    return owner !== undefined && !isGone(owner.community, owner.level);
  }
}
