/**
 * Departments' layers in a plan 多网合一: taken in before the cells are made, so that their borders cut them; compared; and
 * made into one division, as one operation.
 */
import { audit } from '../access/audit.ts';
import { assertMay, type Caller } from '../access/caller.ts';
import type { OperationsDone } from '../contract/plan-edits.ts';
import type { BodyOf } from '../contract/plan-operations.ts';
import type { ApplySources, NewPlanSource, PlanSource, SourceReport } from '../contract/plan-sources.ts';
import { Refusal } from '../contract/problem.ts';
import type { Database } from '../database/database.ts';
import { convertGeometry } from '../exchange/positions.ts';
import { surfaceOf } from '../exchange/row-geometry.ts';
import { toWgs84 } from '../geometry/datum.ts';
import { encodeHex, encodeMultiPolygon } from '../geometry/wkb.ts';
import { applyBody } from '../partition/plan/bodies.ts';
import type { PlanCells } from './cells.ts';
import { communitiesOf } from './cells-repository.ts';
import { assertCells, type KnownVersion, type PlanEdits } from './edits.ts';
import type { MapThreads } from './map-threads.ts';
import type { PlanNewsTeller } from './news.ts';
import type { OpenPlans } from './open-plans.ts';
import { logOf } from './proposal-job.ts';
import { type PlanRow, raiseVersion } from './repository.ts';
import { assertDraft, PLANNERS } from './service.ts';
import { sourceDivision } from './source-division.ts';
import type { SourceAnswer, SourceLayer } from './source-report.ts';
import { hasLayers, insertSource, type NewSourceGrid, sourceGrids, sourcesOf } from './source-repository.ts';

export interface SourceDeps {
  db: Database;
  cells: PlanCells;
  open: OpenPlans;
  edits: PlanEdits;
  threads: MapThreads;
  news: PlanNewsTeller;
  clock: () => Date;
}

interface Merged extends SourceAnswer {
  readonly sources: readonly SourceLayer[];
  readonly problems: SourceReport['problems'];
}

export class PlanSourceLayers {
  readonly #deps: SourceDeps;

  constructor(deps: SourceDeps) {
    this.#deps = deps;
  }

  async list(plan: number): Promise<PlanSource[]> {
    const rows = await sourcesOf(this.#deps.db, plan);
    return rows.map(({ id: _, addedAt, ...row }) => ({ ...row, addedAt: addedAt.toISOString() }));
  }

  /**
   * Throws `role-missing`, `area-forbidden`, `plan-form`, `plan-state`, `geometry-invalid` (which feature, and where),
   * `cells-fixed`, `duplicate` (the name), `precondition-failed`.
   */
  async add(plan: PlanRow, caller: Caller, { name, datum, grids: { features } }: NewPlanSource): Promise<void> {
    assertMay(caller, PLANNERS, plan.area);
    assertCells(plan);
    assertDraft(plan);
    const { db, news, clock } = this.#deps;
    const convert = converting(datum);
    const grids = features.map(({ properties, geometry }, i): NewSourceGrid => {
      const surface = surfaceOf(convertGeometry(geometry as Parameters<typeof surfaceOf>[0], convert));
      if (!surface.ok) throw invalid(i, surface.code, surface.at);
      return {
        code: textOf(properties?.code, 40),
        name: textOf(properties?.name, 100),
        geom: encodeHex(encodeMultiPolygon(surface.shape)),
        lattice: encodeHex(encodeMultiPolygon(surface.shape, 'lattice')),
      };
    });
    const at = clock();
    const { id, area, version, seq, state } = plan;
    const { actor } = caller;
    await db.transaction(async (tx) => {
      if (!(await raiseVersion(tx, id, version, at))) throw new Refusal('precondition-failed', {});
      if (await hasLayers(tx, id)) throw new Refusal('cells-fixed', { plan: id });
      await insertSource(tx, id, name, actor, at, grids);
      const detail = { name, grids: grids.length };
      await audit(tx, { actor, action: 'plan.add-source', target: String(id), area, detail, at });
    });
    await news.changed(plan, { state, version: version + 1, seq, actor });
  }

  /** Makes the cells of the whole plan, if they are not made. Throws `plan-form`. */
  async report(plan: PlanRow): Promise<SourceReport> {
    assertCells(plan);
    const { report, problems } = await this.#merged(plan);
    return { ...report, problems: [...problems] };
  }

  /** Throws `plan-form`, `source-unknown`, and as PlanEdits.append does. */
  async apply(
    plan: PlanRow,
    actor: string,
    { ref, order }: ApplySources,
    known: KnownVersion,
  ): Promise<OperationsDone> {
    assertCells(plan);
    const merged = await this.#merged(plan);
    const places = order.map((name) => {
      const place = merged.sources.findIndex((source) => source.name === name);
      if (place < 0) throw new Refusal('source-unknown', { name });
      return place;
    });
    const ordered = places.map((place) => merged.sources[place]!);
    const log = await logOf(this.#deps, plan.id);
    const parts = merged.communities.map(({ community: code, gridOf }) => {
      const community = log.plan.communities.get(code)!;
      const keyOf = (source: number, grid: number): string => `${ref.slice(0, 24)}-${code}-${places[source]}-${grid}`;
      const own = places.map((place) => gridOf[place]!);
      return { community, level: 'grid' as const, division: sourceDivision(community, ordered, own, keyOf) };
    });
    const operation: BodyOf<'apply'> = applyBody(parts, 'import', null);
    return this.#deps.edits.append(plan, actor, [{ ref, operation }], known);
  }

  async #merged(plan: PlanRow): Promise<Merged> {
    const { db, cells, threads } = this.#deps;
    const problems: SourceReport['problems'] = [];
    const encoded: Uint8Array[] = [];
    for (const { code } of await communitiesOf(db, plan.area)) {
      try {
        encoded.push(await cells.bytes(await cells.layer(plan, code)));
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        problems.push({ community: code, code: error.code });
      }
    }
    const sources: SourceLayer[] = [];
    for (const { id, name } of await sourcesOf(db, plan.id)) sources.push({ name, grids: await sourceGrids(db, id) });
    const answer = await threads.run({ kind: 'sources', encoded, sources });
    return { ...answer, sources, problems };
  }
}

/** What is no place on earth stays as it is, to be refused as such. */
function converting(datum: NewPlanSource['datum']): Parameters<typeof convertGeometry>[1] {
  if (datum === undefined || datum === 'wgs84') return null;
  return (lon, lat) => (Math.abs(lon) <= 180 && Math.abs(lat) <= 90 ? toWgs84(datum, lon, lat) : [lon, lat]);
}

/** A number is taken as text; what is no word is left out. */
function textOf(value: unknown, most: number): string | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const text = String(value).trim();
  return text === '' ? null : text.slice(0, most);
}

function invalid(feature: number, reason: string, at: readonly [number, number] | undefined): Refusal {
  const pointer = `/grids/features/${feature}/geometry`;
  const where = at === undefined ? {} : { geometry: { type: 'Point' as const, coordinates: [...at] } };
  return new Refusal('geometry-invalid', { reason, feature }, { errors: [{ pointer, code: reason }], ...where });
}
