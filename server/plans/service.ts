/** Drafts of a next edition: read, dropped, extended by whoever makes changes of shape. Nothing here touches what is published. */
import { audit } from '../access/audit.ts';
import type { Plan, PlanHead } from '../contract/plans.ts';
import { Refusal } from '../contract/problem.ts';
import type { Database } from '../database/database.ts';
import { toGeoJson } from '../geometry/geojson.ts';
import { decodeMultiPolygon } from '../geometry/wkb.ts';
import {
  dropPlan,
  gridsOf,
  insertPlan,
  type PlanRow,
  planById,
  plansOf,
  raiseVersion,
  type ShapeChange,
  shapesOf,
  writeShapes,
} from './repository.ts';

export class PlansService {
  readonly #db: Database;
  readonly #clock: () => Date;

  constructor(db: Database, clock: () => Date) {
    this.#db = db;
    this.#clock = clock;
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
      changes: changes.map(({ code, wkb }) => ({
        grid: code,
        geometry: wkb === null ? null : toGeoJson(decodeMultiPolygon(wkb, 'lattice')),
      })),
    };
  }

  /** JSON text of a FeatureCollection that an import of grids takes as it is. */
  async gridsText(id: number): Promise<string> {
    const features = (await gridsOf(this.#db, id)).map(({ wkb, ...own }) =>
      JSON.stringify({ type: 'Feature', properties: own, geometry: toGeoJson(decodeMultiPolygon(wkb, 'lattice')) }),
    );
    return `{"type":"FeatureCollection","features":[\n${features.join(',\n')}\n]}\n`;
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
      const id = await insertPlan(tx, { ...plan, at });
      await writeShapes(tx, id, area.slice(0, 6), changes);
      const more = { title, baseEdition, changed: changes.length, ...detail };
      await audit(tx, { actor: author, action: 'plan.create', target: String(id), area, detail: more, at });
      return id;
    });
  }

  /** Changes a draft that has not changed since it was read. Throws `precondition-failed`. */
  async extend(
    row: PlanRow,
    author: string,
    changes: readonly ShapeChange[],
    detail: Record<string, unknown>,
  ): Promise<void> {
    const at = this.#clock();
    const { id, county, area, version } = row;
    await this.#db.transaction(async (tx) => {
      if (!(await raiseVersion(tx, id, version, at))) throw new Refusal('precondition-failed', {});
      await writeShapes(tx, id, county, changes);
      const more = { changed: changes.length, ...detail };
      await audit(tx, { actor: author, action: 'plan.change', target: String(id), area, detail: more, at });
    });
  }

  /** Throws `precondition-failed`. */
  async drop({ id, area, version, title }: PlanRow, actor: string): Promise<void> {
    const at = this.#clock();
    await this.#db.transaction(async (tx) => {
      if (!(await raiseVersion(tx, id, version, at))) throw new Refusal('precondition-failed', {});
      await dropPlan(tx, id);
      await audit(tx, { actor, action: 'plan.drop', target: String(id), area, detail: { title }, at });
    });
  }
}

/** The entity tag of a draft. */
export function planTag({ id, version }: Pick<PlanRow, 'id' | 'version'>): string {
  return `"plan-${id}-${version}"`;
}

function properties(row: PlanRow): Omit<PlanHead, 'changed'> {
  const { id, area, title, author, baseEdition, baseEditionNumber, version, createdAt, changedAt } = row;
  return {
    id,
    area,
    title,
    author,
    state: 'draft',
    baseEdition,
    baseEditionNumber,
    version,
    createdAt: createdAt.toISOString(),
    changedAt: changedAt.toISOString(),
  };
}
