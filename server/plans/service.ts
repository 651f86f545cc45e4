/** Plans of a next edition: made, read, dropped, extended by whoever makes changes of shape. Nothing here touches what is published. */
import { audit } from '../access/audit.ts';
import { assertMay, type Caller } from '../access/caller.ts';
import type { AreasService } from '../areas/service.ts';
import type { NewPlan, Plan, PlanHead, PlanStandard } from '../contract/plans.ts';
import { Refusal } from '../contract/problem.ts';
import type { Database } from '../database/database.ts';
import { toGeoJson } from '../geometry/geojson.ts';
import { decodeMultiPolygon } from '../geometry/wkb.ts';
import { communitiesOf, layersOfPlan } from './cells-repository.ts';
import { insertStep } from './life-repository.ts';
import type { PlanNewsTeller } from './news.ts';
import {
  dropPlan,
  editionInForce,
  insertPlan,
  type PlanRow,
  planById,
  plansOf,
  raiseVersion,
  type ShapeChange,
  shapesOf,
  writeShapes,
} from './repository.ts';

/** Who may make plans of cells. An admin has every role. */
export const PLANNERS = ['planner'] as const;

export interface PlansDeps {
  db: Database;
  areas: AreasService;
  news: PlanNewsTeller;
  clock: () => Date;
}

export class PlansService {
  readonly #deps: PlansDeps;
  readonly #db: Database;
  readonly #clock: () => Date;

  constructor(deps: PlansDeps) {
    this.#deps = deps;
    this.#db = deps.db;
    this.#clock = deps.clock;
  }

  async list(area: string): Promise<PlanHead[]> {
    return (await plansOf(this.#db, area)).map((row) => ({ ...properties(row), changed: row.changed }));
  }

  /** Throws `plan-unknown`. */
  async row(id: number): Promise<PlanRow> {
    const row = await planById(this.#db, id);
    if (row === null) throw new Refusal('plan-unknown', { plan: id });
    return row;
  }

  async view(row: PlanRow): Promise<Plan> {
    const changes = await shapesOf(this.#db, row.id);
    return {
      ...properties(row),
      communities: row.form === 'cells' ? await this.#communities(row) : [],
      changes: changes.map(({ code, wkb }) => ({
        grid: code,
        geometry: wkb === null ? null : toGeoJson(decodeMultiPolygon(wkb, 'lattice')),
      })),
    };
  }

  /**
   * A new plan of cells over an area and its edition in force. Throws `role-missing`, `area-forbidden`, `area-unknown`,
   * `no-edition`, `band-invalid` (/standard).
   */
  async createOfCells(caller: Caller, body: NewPlan): Promise<number> {
    const { area, title } = body;
    const standard = body.standard ?? null;
    assertMay(caller, PLANNERS, area);
    await this.#deps.areas.boundary(area, null);
    if (standard !== null) assertStandard(standard);
    const baseEdition = await editionInForce(this.#db, area.slice(0, 6));
    if (baseEdition === null) throw new Refusal('no-edition', { area });
    const at = this.#clock();
    const author = caller.actor;
    return this.#db.transaction(async (tx) => {
      const id = await insertPlan(tx, { area, title, author, form: 'cells', baseEdition, standard, at });
      const detail = { title, baseEdition, form: 'cells', standard };
      await audit(tx, { actor: author, action: 'plan.create', target: String(id), area, detail, at });
      return id;
    });
  }

  /** A new draft with these changes. */
  async create(
    plan: { area: string; title: string; author: string; baseEdition: number },
    changes: readonly ShapeChange[],
    detail: Record<string, unknown>,
  ): Promise<number> {
    const at = this.#clock();
    const { area, title, author, baseEdition } = plan;
    return this.#db.transaction(async (tx) => {
      const id = await insertPlan(tx, { ...plan, form: 'shapes', standard: null, at });
      await writeShapes(tx, id, area.slice(0, 6), changes);
      const more = { title, baseEdition, changed: changes.length, ...detail };
      await audit(tx, { actor: author, action: 'plan.create', target: String(id), area, detail: more, at });
      return id;
    });
  }

  /** Changes a draft of shapes that has not changed since it was read. Throws `plan-form`, `plan-state`, `precondition-failed`. */
  async extend(
    row: PlanRow,
    author: string,
    changes: readonly ShapeChange[],
    detail: Record<string, unknown>,
  ): Promise<void> {
    const at = this.#clock();
    const { id, county, area, version } = row;
    assertShapesDraft(row);
    await this.#db.transaction(async (tx) => {
      if (!(await raiseVersion(tx, id, version, at))) throw new Refusal('precondition-failed', {});
      await writeShapes(tx, id, county, changes);
      const more = { changed: changes.length, ...detail };
      await audit(tx, { actor: author, action: 'plan.change', target: String(id), area, detail: more, at });
    });
  }

  /** Throws `plan-state`, `precondition-failed`. */
  async drop(row: PlanRow, actor: string): Promise<void> {
    const at = this.#clock();
    const { id, county, area, version, title, seq } = row;
    assertDraft(row);
    await this.#db.transaction(async (tx) => {
      if (!(await raiseVersion(tx, id, version, at))) throw new Refusal('precondition-failed', {});
      await dropPlan(tx, id);
      await insertStep(tx, id, county, { at, actor, step: 'drop', from: 'draft', to: 'dropped', note: null });
      await audit(tx, { actor, action: 'plan.drop', target: String(id), area, detail: { title }, at });
    });
    await this.#deps.news.changed(row, { state: 'dropped', version: version + 1, seq, actor });
  }

  async #communities({ id, area }: PlanRow): Promise<Plan['communities']> {
    const layers = new Map((await layersOfPlan(this.#db, id)).map(({ community, hash }) => [community, hash]));
    const communities = await communitiesOf(this.#db, area);
    return communities.map((community) => ({ ...community, layer: layers.get(community.code) ?? null }));
  }
}

/** Throws `plan-state`. */
export function assertDraft({ state }: Pick<PlanRow, 'state'>): void {
  if (state !== 'draft') throw new Refusal('plan-state', { step: 'edit', state, from: ['draft'] });
}

/** Throws `plan-form`, `plan-state`. */
export function assertShapesDraft({ form, state }: Pick<PlanRow, 'form' | 'state'>): void {
  if (form !== 'shapes') throw new Refusal('plan-form', { form, needed: 'shapes' });
  assertDraft({ state });
}

function assertStandard(standard: PlanStandard): void {
  if (standard.min <= standard.max) return;
  throw new Refusal('band-invalid', { ...standard }, { errors: [{ pointer: '/standard', code: 'band-invalid' }] });
}

/** The entity tag of a plan. */
export function planTag({ id, version }: Pick<PlanRow, 'id' | 'version'>): string {
  return `"plan-${id}-${version}"`;
}

function properties(row: PlanRow): Omit<PlanHead, 'changed'> {
  const { id, area, title, author, form, state, baseEdition, baseEditionNumber, edition, version, seq } = row;
  const { standardMin: min, standardMax: max, createdAt, changedAt } = row;
  return {
    id,
    area,
    title,
    author,
    form,
    state,
    baseEdition,
    baseEditionNumber,
    edition,
    standard: min === null || max === null ? null : { min, max },
    version,
    seq,
    createdAt: createdAt.toISOString(),
    changedAt: changedAt.toISOString(),
  };
}
