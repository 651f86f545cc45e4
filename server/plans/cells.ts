/**
 * Layers of cells of plans: built in threads from the ground as it is, kept by what they were built from, and fixed for a plan
 * when a community of it is first looked at.
 */

import type { CommunityState } from '../contract/plan-state.ts';
import { Refusal } from '../contract/problem.ts';
import type { Database } from '../database/database.ts';
import { toDegrees } from '../geometry/lattice.ts';
import { canonicalState } from '../partition/plan/canonical.ts';
import { decodeLayer } from '../partition/plan/layer-codec.ts';
import { packLayers } from '../partition/plan/layer-pack.ts';
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
  layersBytes,
  layersOfPlan,
  type PlanGroundRow,
} from './cells-repository.ts';
import type { BuiltLayer } from './cells-worker.ts';
import { groundHash } from './layer-build.ts';
import type { StandingRow } from './plan-result.ts';
import { planStart } from './plan-start.ts';
import type { PlanRow } from './repository.ts';
import { standingGrids } from './result-repository.ts';

const AT_ONCE = 2;
const IDLE_MS = 60_000;
/** Wider than ground.ts looks for buildings beyond the boundary: 10 m are 1,600 units of longitude up to 55° N. */
const MARGIN_UNITS = 2000;

/** Names of grounds that are remembered. */
const INPUTS = 20_000;

export interface FreshGround {
  readonly layer: CellLayerRow;
  /** As partition/plan/layer-codec.ts writes it. */
  readonly encoded: Uint8Array;
  readonly places: readonly string[];
  readonly standing: readonly StandingRow[];
  readonly edition: number;
  readonly start: CommunityState;
}

export type GroundHead = Pick<PlanGroundRow, 'community' | 'edition' | 'inputHash' | 'hash'>;

export class PlanCells {
  readonly #db: Database;
  readonly #threads = new TaskThreads<GroundRows, BuiltLayer>(new URL('./cells-worker.ts', import.meta.url), {
    atOnce: AT_ONCE,
    idleMs: IDLE_MS,
  });
  /** By input hash: whoever asks for what is being built waits for it. */
  readonly #building = new Map<string, Promise<CellLayerRow>>();
  /** By plan, community and edition: what its cells would be built from. */
  readonly #inputs = new Map<string, { readonly revision: number; readonly inputHash: string }>();

  constructor(db: Database) {
    this.#db = db;
  }

  /**
   * The layer that the plan stands on in a community; with `hash` one that it stood on at any time. Throws `plan-form`,
   * `community-unknown`, `boundary-missing`, `cells-refused` (the ground gives no cells; `reason` says which step failed and
   * where), `not-found` for a layer that is none of the plan's.
   */
  async layer(plan: PlanRow, community: string, hash: string | null = null): Promise<CellLayerRow> {
    const fixed = await layerOfPlan(this.#db, plan.id, community, hash);
    if (fixed !== null) return fixed;
    if (hash !== null) throw new Refusal('not-found', { community, layer: hash });
    if (plan.form !== 'cells') throw new Refusal('plan-form', { form: plan.form, needed: 'cells' });
    const { layer, start } = await this.fresh(plan, community, plan.baseEdition);
    return fixLayer(this.#db, plan.id, layer.id, plan.baseEdition, start);
  }

  /** Has the plan stand on layers in all of these, built where it does not yet. Throws as `layer` does. */
  async stand(plan: PlanRow, communities: readonly string[]): Promise<void> {
    // a county has hundreds: one question for all that are there
    const standing = new Set(communities.length > 1 ? (await this.made(plan)).map(({ community }) => community) : []);
    for (const community of communities) if (!standing.has(community)) await this.layer(plan, community);
  }

  /**
   * The cells of the ground as it is now and what a plan has there before it changes anything, over the grids of an edition.
   * Throws as `layer` does.
   */
  async fresh(plan: PlanRow, community: string, edition: number): Promise<FreshGround> {
    const all = await communitiesOf(this.#db, plan.area);
    const own = all.find(({ code }) => code === community);
    if (own === undefined) throw new Refusal('community-unknown', { community, area: plan.area });
    if (!own.drawn) throw new Refusal('boundary-missing', { area: community });
    const built = await this.#built(await this.#rows(plan, community, edition));
    const encoded = await this.bytes(built);
    const standing = await standingGrids(this.#db, plan.county, edition, [community]);
    const cells = decodeLayer(encoded);
    const start = planStart(cells, standing);
    const base = edition === plan.baseEdition ? {} : { base: edition };
    const places = cells.cells.flatMap((cell) => cell.places);
    return { layer: built, encoded, places, standing, edition, start: canonicalState({ ...start, ...base }) };
  }

  /**
   * Whether other cells would be built now over the grids of the same edition. Nothing is built for it: where the ground is
   * another one and nobody has built on it yet, they count as others. `revision`: of the county, by which answers are kept.
   */
  async isOutdated(plan: PlanRow, ground: GroundHead, revision: number): Promise<boolean> {
    const { community, edition, inputHash, hash } = ground;
    const key = `${plan.id} ${community} ${edition}`;
    let known = this.#inputs.get(key);
    if (known?.revision !== revision) {
      known = { revision, inputHash: groundHash(await this.#rows(plan, community, edition)) };
      if (this.#inputs.size >= INPUTS) this.#inputs.clear();
      this.#inputs.set(key, known);
    }
    if (known.inputHash === inputHash) return false;
    return (await layerByInput(this.#db, known.inputHash))?.hash !== hash;
  }

  #rows(plan: PlanRow, community: string, edition: number): Promise<GroundRows> {
    return groundRows(this.#db, community, edition, toDegrees(MARGIN_UNITS), plan.id);
  }

  async #built(rows: GroundRows): Promise<CellLayerRow> {
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

  /** Of the layers that the plan stands on, those that are made, by community. */
  made(plan: PlanRow): Promise<CellLayerRow[]> {
    return layersOfPlan(this.#db, plan.id);
  }

  /** As partition/plan/layer-pack.ts joins them. */
  async packed(layers: readonly Pick<CellLayerRow, 'id'>[]): Promise<Uint8Array> {
    const ids = layers.map(({ id }) => id);
    const bytes = new Map((await layersBytes(this.#db, ids)).map(({ id, encoded }) => [id, encoded]));
    return packLayers(ids.map((id) => bytes.get(id)!));
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
