/**
 * Plans as they are now, kept in memory while they are worked on: the layers of cells they stand on, the state, and the end of
 * the log, from which each person can take back. The database is what counts: a plan that another process went on with is
 * brought up to it before it is used. A county's cells are read community by community, so that requests get in between.
 */
import { setImmediate } from 'node:timers/promises';
import type { OperationBody } from '../contract/plan-operations.ts';
import type { CommunityState } from '../contract/plan-state.ts';
import type { Queryable } from '../database/database.ts';
import type { MultiPolygon } from '../geometry/polygon.ts';
import { decodeMultiPolygon } from '../geometry/wkb.ts';
import type { CellLayer } from '../partition/cells/cell-layer.ts';
import { EditedPlan } from '../partition/plan/edited-plan.ts';
import { decodeLayer } from '../partition/plan/layer-codec.ts';
import { PlanLog } from '../partition/plan/plan-log.ts';
import { footprintsOf, groundsOfPlan, layersBytes, type PlanGroundRow } from './cells-repository.ts';
import { operationsAfter, snapshotUpTo } from './operation-repository.ts';
import type { PlanRow } from './repository.ts';

/** Plans kept at a time; a county's holds tens of megabytes. */
const KEPT = 6;
/** Of the log, what is kept to be taken back. */
const STEPS = 10_000;
/** Layers that are fetched at a time. */
const LAYERS = 16;

interface Kept {
  /** Of each community, in the order in which the plan came to them. */
  readonly grounds: Map<string, PlanGroundRow[]>;
  readonly known: number[];
  /** By community and hash; those that the plan has stood on since it was opened. */
  readonly layers: Map<string, CellLayer>;
  readonly footprints: Map<string, MultiPolygon>;
  /** By community the hash of the layer whose ground plans are known. */
  readonly drawn: Map<string, string>;
  log: PlanLog;
}

export class OpenPlans {
  readonly #db: Queryable;
  readonly #kept = new Map<number, Kept>();
  /** By plan: who comes waits for who is at it. */
  readonly #turns = new Map<number, Promise<unknown>>();

  constructor(db: Queryable) {
    this.#db = db;
  }

  /** One after the other for each plan: `work` has the plan for itself in this process. */
  async inTurn<T>(plan: number, work: () => Promise<T>): Promise<T> {
    const before = this.#turns.get(plan) ?? Promise.resolve();
    const mine = before.then(work, work);
    const settled = mine.catch(() => {});
    this.#turns.set(plan, settled);
    try {
      return await mine;
    } finally {
      if (this.#turns.get(plan) === settled) this.#turns.delete(plan);
    }
  }

  /** The plan with all communities that have a layer, up to `row.seq`. In turn only. */
  async log(row: Pick<PlanRow, 'id' | 'seq'>): Promise<PlanLog> {
    const kept = this.#kept.get(row.id) ?? (await this.#load(row));
    await this.#addGrounds(row.id, kept);
    const { log } = kept;
    if (log.plan.seq > row.seq) throw new Error(`plan ${row.id} is ahead of the database`);
    for (;;) {
      const missing = await operationsAfter(this.#db, row.id, log.plan.seq, 1000);
      const due = missing.filter(({ seq }) => seq <= row.seq);
      for (const entry of due) {
        await this.#bringLayers(kept, entry.operation);
        log.replay(entry);
      }
      if (due.length < 1000) break;
    }
    this.#keep(row.id, kept);
    return log;
  }

  /** Makes the ground plans of a community known to operations that draw lines. In turn, after `log`. */
  async drawFootprints(plan: number, community: string): Promise<void> {
    const kept = this.#kept.get(plan);
    const layer = kept?.log.plan.communities.get(community)?.base;
    if (kept === undefined || layer === undefined || kept.drawn.get(community) === layer.hash) return;
    const { builtAt } = kept.grounds.get(community)!.find(({ hash }) => hash === layer.hash)!;
    const places = layer.cells.flatMap((cell) => cell.places);
    for (const { code, wkb } of await footprintsOf(this.#db, community, places, builtAt)) {
      kept.footprints.set(code, decodeMultiPolygon(wkb));
    }
    kept.drawn.set(community, layer.hash);
  }

  /** Makes the cells known that an operation, or its inverse, moves to. In turn, after `log`. */
  async bringLayers(plan: number, operation: OperationBody): Promise<void> {
    const kept = this.#kept.get(plan);
    if (kept !== undefined) await this.#bringLayers(kept, operation);
  }

  /** What is in memory is not what is in the database: it is read again when it is needed. */
  forget(plan: number): void {
    this.#kept.delete(plan);
  }

  async #load(row: Pick<PlanRow, 'id' | 'seq'>): Promise<Kept> {
    const snapshot = (await snapshotUpTo(this.#db, row.id, row.seq)) ?? { seq: 0, communities: [] };
    const layers = new Map<string, CellLayer>();
    const footprints = new Map<string, MultiPolygon>();
    const plan = new EditedPlan(
      { seq: snapshot.seq, communities: [] },
      (community, hash) => layers.get(`${community} ${hash}`),
      (place) => footprints.get(place) ?? null,
    );
    const first = Math.max(0, snapshot.seq - STEPS);
    const earlier = await operationsAfter(this.#db, row.id, first, snapshot.seq - first);
    const log = new PlanLog(plan, earlier);
    const kept: Kept = { grounds: new Map(), known: [], layers, footprints, drawn: new Map(), log };
    await this.#addGrounds(row.id, kept, snapshot.communities);
    return kept;
  }

  /** Communities that no state is told of are as they started. */
  async #addGrounds(plan: number, kept: Kept, states: readonly CommunityState[] = []): Promise<void> {
    const told = new Map(states.map((state) => [state.community, state]));
    for (const row of await groundsOfPlan(this.#db, plan, kept.known)) {
      kept.known.push(row.id);
      kept.grounds.set(row.community, [...(kept.grounds.get(row.community) ?? []), row]);
    }
    const { communities } = kept.log.plan;
    const fresh = [...kept.grounds]
      .filter(([community]) => !communities.has(community))
      .map(([community, [first]]) => told.get(community) ?? first!.start);
    for (let i = 0; i < fresh.length; i += LAYERS) {
      const some = fresh.slice(i, i + LAYERS);
      await this.#readLayers(kept, some);
      for (const state of some) {
        kept.log.plan.add(state);
        await setImmediate();
      }
    }
  }

  async #bringLayers(kept: Kept, operation: OperationBody): Promise<void> {
    if (operation.kind !== 'rebase') return;
    const states = [...operation.args.parts.map(({ state }) => state), ...operation.before.states];
    for (let i = 0; i < states.length; i += LAYERS) await this.#readLayers(kept, states.slice(i, i + LAYERS));
  }

  async #readLayers({ grounds, layers }: Kept, states: readonly CommunityState[]): Promise<void> {
    const missing = new Map<number, string>();
    for (const { community, layer } of states) {
      const ground = grounds.get(community)?.find(({ hash }) => hash === layer);
      const name = `${community} ${layer}`;
      if (ground !== undefined && !layers.has(name)) missing.set(ground.layerId, name);
    }
    if (missing.size === 0) return;
    for (const { id, encoded } of await layersBytes(this.#db, [...missing.keys()])) {
      layers.set(missing.get(id)!, decodeLayer(encoded));
      await setImmediate();
    }
  }

  #keep(plan: number, kept: Kept): void {
    this.#kept.delete(plan);
    this.#kept.set(plan, kept);
    if (this.#kept.size > KEPT) this.#kept.delete(this.#kept.keys().next().value!);
  }
}
