/**
 * Plans as they are now, kept in memory while they are worked on: the layers of cells they stand on, the state, and the end of
 * the log, from which each person can take back. The database is what counts: a plan that another process went on with is
 * brought up to it before it is used.
 */
import type { PlanSnapshot } from '../contract/plan-state.ts';
import type { Queryable } from '../database/database.ts';
import type { MultiPolygon } from '../geometry/polygon.ts';
import { decodeMultiPolygon } from '../geometry/wkb.ts';
import type { CellLayer } from '../partition/cells/cell-layer.ts';
import { EditedPlan } from '../partition/plan/edited-plan.ts';
import { decodeLayer } from '../partition/plan/layer-codec.ts';
import { PlanLog } from '../partition/plan/plan-log.ts';
import { footprintsOf, groundOfPlan } from './cells-repository.ts';
import { operationsAfter, snapshotUpTo } from './operation-repository.ts';
import type { PlanRow } from './repository.ts';

/** Plans kept at a time; a county's holds tens of megabytes. */
const KEPT = 6;
/** Of the log, what is kept to be taken back. */
const STEPS = 10_000;

interface Ground {
  readonly layer: CellLayer;
  readonly start: PlanSnapshot['communities'][number];
  readonly builtAt: Date;
}

interface Kept {
  readonly grounds: Map<string, Ground>;
  readonly footprints: Map<string, MultiPolygon>;
  /** Communities whose ground plans are known. */
  readonly drawn: Set<string>;
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
    const added = await this.#addGrounds(row.id, kept.grounds);
    if (added) kept.log = this.#rebuilt(kept);
    if (kept.log.plan.seq > row.seq) throw new Error(`plan ${row.id} is ahead of the database`);
    for (;;) {
      const missing = await operationsAfter(this.#db, row.id, kept.log.plan.seq, 1000);
      const due = missing.filter(({ seq }) => seq <= row.seq);
      for (const entry of due) kept.log.replay(entry);
      if (due.length < 1000) break;
    }
    this.#keep(row.id, kept);
    return kept.log;
  }

  /** Makes the ground plans of a community known to operations that draw lines. In turn, after `log`. */
  async drawFootprints(plan: number, community: string): Promise<void> {
    const kept = this.#kept.get(plan);
    const ground = kept?.grounds.get(community);
    if (kept === undefined || ground === undefined || kept.drawn.has(community)) return;
    const places = ground.layer.cells.flatMap((cell) => cell.places);
    for (const { code, wkb } of await footprintsOf(this.#db, community, places, ground.builtAt)) {
      kept.footprints.set(code, decodeMultiPolygon(wkb));
    }
    kept.drawn.add(community);
  }

  layer(plan: number, community: string): CellLayer | undefined {
    return this.#kept.get(plan)?.grounds.get(community)?.layer;
  }

  start(plan: number, community: string): Ground['start'] | undefined {
    return this.#kept.get(plan)?.grounds.get(community)?.start;
  }

  /** What is in memory is not what is in the database: it is read again when it is needed. */
  forget(plan: number): void {
    this.#kept.delete(plan);
  }

  async #load(row: Pick<PlanRow, 'id' | 'seq'>): Promise<Kept> {
    const grounds = new Map<string, Ground>();
    await this.#addGrounds(row.id, grounds);
    const snapshot = (await snapshotUpTo(this.#db, row.id, row.seq)) ?? { seq: 0, communities: [] };
    const footprints = new Map<string, MultiPolygon>();
    const plan = editedPlan(snapshot, grounds, footprints);
    const first = Math.max(0, snapshot.seq - STEPS);
    const earlier = await operationsAfter(this.#db, row.id, first, snapshot.seq - first);
    return { grounds, footprints, drawn: new Set(), log: new PlanLog(plan, earlier) };
  }

  /** Whether there were new ones. */
  async #addGrounds(plan: number, grounds: Map<string, Ground>): Promise<boolean> {
    const rows = await groundOfPlan(this.#db, plan, [...grounds.keys()]);
    for (const { community, start, builtAt, encoded } of rows) {
      grounds.set(community, { layer: decodeLayer(encoded), start, builtAt });
    }
    return rows.length > 0;
  }

  #rebuilt({ log, grounds, footprints }: Kept): PlanLog {
    return new PlanLog(editedPlan(log.plan.snapshot(), grounds, footprints), log.entries);
  }

  #keep(plan: number, kept: Kept): void {
    this.#kept.delete(plan);
    this.#kept.set(plan, kept);
    if (this.#kept.size > KEPT) this.#kept.delete(this.#kept.keys().next().value!);
  }
}

/** Communities that the snapshot does not know are as they started. */
function editedPlan(
  { seq, communities }: PlanSnapshot,
  grounds: ReadonlyMap<string, Ground>,
  footprints: ReadonlyMap<string, MultiPolygon>,
): EditedPlan {
  const known = new Set(communities.map(({ community }) => community));
  const fresh = [...grounds].flatMap(([community, { start }]) => (known.has(community) ? [] : [start]));
  const all = { seq, communities: [...communities, ...fresh] };
  return new EditedPlan(
    all,
    (community) => grounds.get(community)?.layer,
    (place) => footprints.get(place) ?? null,
  );
}
