/**
 * Layers of cells of plans: built in threads from the ground as it is, kept by what they were built from, and fixed for a plan
 * when a community of it is first looked at.
 */

import { Refusal } from '../contract/problem.ts';
import type { Database } from '../database/database.ts';
import { toDegrees } from '../geometry/lattice.ts';
import { decodeLayer } from '../partition/plan/layer-codec.ts';
import { TaskThreads } from '../task-threads.ts';
import {
  type CellLayerRow,
  communitiesOf,
  fixLayer,
  type GroundRows,
  groundRows,
  keepLayer,
  layerByInput,
  layerBytes,
  layerOfPlan,
} from './cells-repository.ts';
import type { BuiltLayer } from './cells-worker.ts';
import { groundHash } from './layer-build.ts';
import { planStart } from './plan-start.ts';
import type { PlanRow } from './repository.ts';
import { standingGrids } from './result-repository.ts';

const AT_ONCE = 2;
const IDLE_MS = 60_000;
/** Wider than ground.ts looks for buildings beyond the boundary: 10 m are 1,600 units of longitude up to 55° N. */
const MARGIN_UNITS = 2000;

export class PlanCells {
  readonly #db: Database;
  readonly #threads = new TaskThreads<GroundRows, BuiltLayer>(new URL('./cells-worker.ts', import.meta.url), {
    atOnce: AT_ONCE,
    idleMs: IDLE_MS,
  });
  /** By input hash: whoever asks for what is being built waits for it. */
  readonly #building = new Map<string, Promise<CellLayerRow>>();

  constructor(db: Database) {
    this.#db = db;
  }

  /**
   * The layer that the plan stands on in a community. Throws `plan-form`, `community-unknown`, `boundary-missing`,
   * `cells-refused` (the ground gives no cells; `reason` says which step failed and where).
   */
  async layer(plan: PlanRow, community: string): Promise<CellLayerRow> {
    const fixed = await layerOfPlan(this.#db, plan.id, community);
    if (fixed !== null) return fixed;
    if (plan.form !== 'cells') throw new Refusal('plan-form', { form: plan.form, needed: 'cells' });
    const all = await communitiesOf(this.#db, plan.area);
    const own = all.find(({ code }) => code === community);
    if (own === undefined) throw new Refusal('community-unknown', { community, area: plan.area });
    if (!own.drawn) throw new Refusal('boundary-missing', { area: community });
    const built = await this.#built(community, plan);
    const layer = decodeLayer(await this.bytes(built));
    const grids = await standingGrids(this.#db, plan.county, plan.baseEdition, [community]);
    return fixLayer(this.#db, plan.id, built.id, planStart(layer, grids));
  }

  /** The layer of the ground as it is now, with the grids of the base edition as those of today. */
  async #built(community: string, { id, baseEdition }: PlanRow): Promise<CellLayerRow> {
    const rows = await groundRows(this.#db, community, baseEdition, toDegrees(MARGIN_UNITS), id);
    const inputHash = groundHash(rows);
    const known = await layerByInput(this.#db, inputHash);
    if (known !== null) return known;
    const under = this.#building.get(inputHash);
    if (under !== undefined) return under;
    const building = this.#build(rows, inputHash).finally(() => this.#building.delete(inputHash));
    this.#building.set(inputHash, building);
    return building;
  }

  /** As partition/plan/layer-codec.ts writes it. */
  bytes(layer: Pick<CellLayerRow, 'id'>): Promise<Uint8Array> {
    return layerBytes(this.#db, layer.id);
  }

  close(): void {
    this.#threads.close();
  }

  async #build(rows: GroundRows, inputHash: string): Promise<CellLayerRow> {
    const { community } = rows;
    const built = await this.#threads.start(rows).result;
    if ('refused' in built) throw new Refusal('cells-refused', { community, reason: built.refused });
    return keepLayer(this.#db, { community, inputHash, ...built });
  }
}
