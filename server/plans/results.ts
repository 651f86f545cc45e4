/**
 * What plans make of the map, computed when it is asked for and kept while plan and map stay the same. A later edition that
 * changed other communities is taken as the ground; one that changed the same leaves the plan on its own base.
 */
import { Refusal } from '../contract/problem.ts';
import type { Database } from '../database/database.ts';
import { groundsOfPlan, layerBytes } from './cells-repository.ts';
import { isChanged } from './community-result.ts';
import { KeptAnswers } from './kept-answers.ts';
import type { MapThreads } from './map-threads.ts';
import type { CommunityTask } from './map-worker.ts';
import type { OpenPlans } from './open-plans.ts';
import type { PlanResult, ResultGrid, StandingRow } from './plan-result.ts';
import { ownStandard } from './plan-standard.ts';
import { editionInForce, type PlanRow, planById, shapesOf } from './repository.ts';
import { codeGrids } from './result-codes.ts';
import { communitiesChanged, editionBefore, schemeOf, standingGrids, usedCodes } from './result-repository.ts';

const KEPT = 8;

/** `edition`: whose grids the community starts from. */
export type GroundTask = CommunityTask & { readonly edition: number };

export interface ResultDeps {
  db: Database;
  open: OpenPlans;
  threads: MapThreads;
}

export class PlanResults {
  readonly #deps: ResultDeps;
  readonly #kept = new KeptAnswers<PlanResult>(KEPT);

  constructor(deps: ResultDeps) {
    this.#deps = deps;
  }

  /** Throws `plan-unknown`. */
  async ofPlan(id: number): Promise<PlanResult> {
    const row = await planById(this.#deps.db, id);
    if (row === null) throw new Refusal('plan-unknown', { plan: id });
    return this.result(row);
  }

  async result(row: PlanRow): Promise<PlanResult> {
    const { db } = this.#deps;
    // A published plan changed what was in force then: later editions are none of its business.
    const inForce = row.edition === null ? editionInForce(db, row.county) : editionBefore(db, row.county, row.edition);
    const current = (await inForce) ?? row.baseEdition;
    return this.#kept.of(`${row.id} ${row.version} ${current}`, () =>
      row.form === 'shapes' ? this.#ofShapes(row, current) : this.#ofCells(row, current),
    );
  }

  async #ofShapes(row: PlanRow, current: number): Promise<PlanResult> {
    const { db } = this.#deps;
    const { county, baseEdition } = row;
    const standing = new Map((await standingGrids(db, county, baseEdition)).map((grid) => [grid.code, grid]));
    const changes = (await shapesOf(db, row.id)).filter(({ code }) => standing.has(code));
    const communities = new Map(changes.map(({ code }) => [communityOf(standing.get(code)!, standing), baseEdition]));
    const grids = changes.flatMap(({ code, wkb }): ResultGrid[] => {
      const { name, kind, parentCode, bandMin, bandMax } = standing.get(code)!;
      return wkb === null ? [] : [{ code, isNew: false, name, kind, parentCode, bandMin, bandMax, wkb }];
    });
    const closed = changes.filter(({ wkb }) => wkb === null).map(({ code }) => code);
    return { ...(await this.#ground(row, current, communities)), grids, closed, faults: [] };
  }

  async #ofCells(row: PlanRow, current: number): Promise<PlanResult> {
    const { db, threads } = this.#deps;
    const { county, baseEdition } = row;
    const tasks = await this.changedCommunities(row);
    const derived = tasks.length === 0 ? [] : await threads.run({ kind: 'outline', communities: tasks });
    const ground = await this.#ground(row, current, new Map(tasks.map(({ now, edition }) => [now.community, edition])));
    const inForce = new Set((await standingGrids(db, county, ground.edition)).map(({ code }) => code));
    const all = derived.flatMap(({ grids }) => grids);
    const used = await usedCodes(db, county, row.edition);
    const { coded, faults } = codeGrids(all, await schemeOf(db, baseEdition), used, inForce);
    const grids = all.map(({ key, kind, bandMin, bandMax, wkb }): ResultGrid => {
      const { code, parentCode, name, isNew } = coded.get(key)!;
      return { key, code, isNew, name, kind, parentCode, bandMin, bandMax, wkb };
    });
    const closed = derived.flatMap((one) => one.closed).sort();
    return { ...ground, grids: grids.sort((a, b) => (a.code < b.code ? -1 : 1)), closed, faults };
  }

  /** The communities of a plan of cells that are others than at their start, each with the ground that it stands on. */
  async changedCommunities(row: PlanRow): Promise<GroundTask[]> {
    const { db, open } = this.#deps;
    const { snapshot, grounds } = await open.inTurn(row.id, async () => {
      const latest = (await planById(db, row.id)) ?? row;
      const now = (await open.log(latest)).plan.snapshot();
      return { snapshot: now, grounds: await groundsOfPlan(db, row.id) };
    });
    const tasks: GroundTask[] = [];
    for (const now of snapshot.communities) {
      const edition = now.base ?? row.baseEdition;
      const ground = grounds.find((one) => one.hash === now.layer && one.edition === edition)!;
      if (!isChanged(ground.start, now)) continue;
      const { community } = now;
      const standing = await standingGrids(db, row.county, edition, [community]);
      const encoded = await layerBytes(db, ground.layerId);
      tasks.push({ encoded, start: ground.start, now, standing, edition });
    }
    return tasks;
  }

  /** Communities stand on the editions that they moved to; those that have not moved on `baseEdition`. */
  async #ground(
    row: PlanRow,
    current: number,
    communities: ReadonlyMap<string, number>,
  ): Promise<Omit<PlanResult, 'grids' | 'closed' | 'faults'>> {
    const { county, area, baseEdition } = row;
    const standard = ownStandard(row);
    const own = [...communities.keys()].sort();
    const behind: string[] = [];
    const changed = new Map<number, ReadonlySet<string>>();
    for (const community of own) {
      const edition = communities.get(community)!;
      const since =
        changed.get(edition) ??
        new Set(edition === current ? [] : await communitiesChanged(this.#deps.db, county, edition, current));
      changed.set(edition, since);
      if (since.has(community)) behind.push(community);
    }
    const latest = Math.max(baseEdition, ...communities.values());
    const edition = behind.length === 0 ? current : latest;
    return { county, area, standard, edition, behind, communities: own };
  }
}

function communityOf({ kind, parentCode }: StandingRow, standing: ReadonlyMap<string, StandingRow>): string {
  return kind === 'micro' ? (standing.get(parentCode)?.parentCode ?? parentCode) : parentCode;
}
