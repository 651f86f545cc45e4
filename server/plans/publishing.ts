/**
 * Publishing: a plan becomes the next edition of its county, or nothing happens. First the independent checker and the
 * coverage of the result, then one transaction that closes and inserts the rows of changed grids only.
 */
import { randomUUID } from 'node:crypto';
import { audit } from '../access/audit.ts';
import type { Caller } from '../access/caller.ts';
import { replaceBoundary } from '../areas/register-repository.ts';
import { holdRevision, raiseRevision } from '../areas/revision-repository.ts';
import type { NewPublish, OutsideGrid, PublishBlocks, Published, PublishPreview } from '../contract/plan-publish.ts';
import { Refusal } from '../contract/problem.ts';
import type { CoverageService } from '../coverage/service.ts';
import type { Database, Queryable } from '../database/database.ts';
import { deleteRows, insertRows } from '../exchange/job-repository.ts';
import { insertEdition, writeGrids, writePosts } from '../grids/edition-repository.ts';
import type { PublishedMaps } from '../locate/published-maps.ts';
import { reassignPlaces, refreshTally } from '../places/register-repository.ts';
import { KeptAnswers } from './kept-answers.ts';
import { LIFE } from './life.ts';
import { insertStep, movePlan } from './life-repository.ts';
import { assertStep } from './life-service.ts';
import type { MapThreads } from './map-threads.ts';
import type { PlanNewsTeller } from './news.ts';
import { blocking, outsideGrids } from './outside-grids.ts';
import type { PlanResult } from './plan-result.ts';
import { standardOf } from './plan-standard.ts';
import type { PublishMap } from './publish-map.ts';
import { countyNow, editionNumber, insertSuccessions, placesNow, postsNow } from './publish-repository.ts';
import type { PlanRow } from './repository.ts';
import { schemeOf, standingGrids } from './result-repository.ts';
import type { PlanResults } from './results.ts';

export interface PublishDeps {
  db: Database;
  results: PlanResults;
  coverage: CoverageService;
  threads: MapThreads;
  maps: Pick<PublishedMaps, 'refresh'>;
  news: PlanNewsTeller;
  clock: () => Date;
  /** Hears of maps that could not be swapped: what is published stays so. */
  warn: (error: unknown) => void;
}

interface Prepared {
  readonly result: PlanResult;
  readonly map: PublishMap;
  readonly blocks: PublishBlocks;
  readonly outside: readonly OutsideGrid[];
  /** Of the county that all this was made from. */
  readonly revision: number;
}

/** A review asks for the same again and again; one of a county is some megabytes. */
const KEPT = 4;
/** Somebody may publish while we compute: then once more, not for ever. */
const ATTEMPTS = 3;

/** The county was changed since what is to be written was computed. */
class StaleCounty extends Error {}

export class PlanPublishing {
  readonly #deps: PublishDeps;
  readonly #maps = new KeptAnswers<PublishMap>(KEPT);

  constructor(deps: PublishDeps) {
    this.#deps = deps;
  }

  /** What publishing would do, and what stands in its way. */
  async preview(row: PlanRow): Promise<PublishPreview> {
    const { result, map, blocks, outside } = await this.#prepare(row);
    const rebased = result.edition !== row.baseEdition;
    return { ready: isFree(blocks), rebased, blocks, outside: [...outside], ...countsOf(map) };
  }

  /**
   * Throws `role-missing`, `area-forbidden`, `plan-state`, `plan-empty`, `plan-behind` (with the communities),
   * `publish-blocked` (with what blocks), `precondition-failed`.
   */
  async publish(row: PlanRow, caller: Caller, body: NewPublish): Promise<Published> {
    assertStep(row, caller, 'publish', body.note);
    for (let attempt = 1; ; attempt++) {
      const prepared = await this.#prepare(row);
      const { blocks, map } = prepared;
      if (map.changes.length === 0) throw new Refusal('plan-empty', { plan: row.id });
      if (blocks.behind.length > 0) throw new Refusal('plan-behind', { communities: blocks.behind });
      if (!isFree(blocks)) throw new Refusal('publish-blocked', blocks);
      try {
        return await this.#write(row, caller.actor, body.note ?? null, prepared);
      } catch (error) {
        if (!(error instanceof StaleCounty)) throw error;
        if (attempt === ATTEMPTS) throw new Refusal('precondition-failed', {});
      }
    }
  }

  async #prepare(row: PlanRow): Promise<Prepared> {
    const { db, results, threads } = this.#deps;
    const { county } = row;
    const { revision, boundaryFromGrids } = await countyNow(db, county);
    const result = await results.result(row);
    const key = `${row.id} ${row.version} ${result.edition} ${revision} ${boundaryFromGrids}`;
    const map = await this.#maps.of(key, async () => {
      const input = {
        standing: await standingGrids(db, county, result.edition),
        result: { grids: result.grids, closed: result.closed },
        places: await placesNow(db, county),
        posts: await postsNow(db, county),
        boundaryFromGrids,
      };
      return threads.run({ kind: 'publish', input });
    });
    return { result, map, revision, ...(await this.#judged(row, result)) };
  }

  async #judged(row: PlanRow, result: PlanResult): Promise<Pick<Prepared, 'blocks' | 'outside'>> {
    const { behind, faults } = result;
    const { db, results, coverage, threads } = this.#deps;
    const communities = row.form === 'cells' ? await results.changedCommunities(row) : [];
    const standard = await standardOf(db, row);
    const checked = communities.length === 0 ? [] : await threads.run({ kind: 'check', communities, standard });
    const report = await coverage.report({ area: row.area, plan: row.id });
    const findings = report.findings
      .filter(({ severity, exception }) => severity === 'error' && exception?.state !== 'accepted')
      .map(({ id, kind, grids, place }) => ({ id, kind, grids, place }));
    const outside = await outsideGrids(report, communities, result, threads);
    const codes = faults.map((fault) => ({ ...fault }));
    const blocks = { findings, faults: checked, codes, outside: blocking(outside), behind: [...behind] };
    return { blocks, outside };
  }

  async #write(row: PlanRow, actor: string, note: string | null, prepared: Prepared): Promise<Published> {
    const { db, maps, news, clock, warn } = this.#deps;
    const { id, county, area } = row;
    const { result, map, revision, outside } = prepared;
    const at = clock();
    const edition = await db.transaction(async (tx) => {
      if ((await holdRevision(tx, county)) !== revision) throw new StaleCounty(county);
      const made = await writeEdition(tx, row, actor, note, prepared);
      if (!(await movePlan(tx, row, 'published', at, made))) throw new Refusal('precondition-failed', {});
      await raiseRevision(tx, county);
      const { from, to } = { from: row.state, to: LIFE.publish.to };
      await insertStep(tx, id, county, { at, actor, step: 'publish', from, to, note }, { edition: made });
      const { added, changed, closed } = countsOf(map);
      const detail = { edition: made, base: result.edition, added, changed, closed, note, outside: spokenFor(outside) };
      await audit(tx, { actor, action: 'plan.publish', target: String(id), area, detail, at });
      return made;
    });
    await maps.refresh(county).catch(warn);
    await news.changed(row, { state: 'published', version: row.version + 1, seq: row.seq, actor });
    return {
      edition,
      editionNumber: await editionNumber(db, edition),
      rebased: result.edition !== row.baseEdition,
      ...countsOf(map),
      links: map.successions.map((link) => ({ ...link })),
    };
  }
}

/** The id of the edition. */
async function writeEdition(
  tx: Queryable,
  { id, county, title }: PlanRow,
  author: string,
  note: string | null,
  { result, map, outside }: Prepared,
): Promise<number> {
  const rows = [
    ...map.changes,
    ...map.posts.end.map((post) => ({ op: 'close-post', id: post })),
    ...map.posts.begin.map((post) => ({ op: 'post', ...post })),
    ...(map.moved.length === 0 ? [] : [{ op: 'places', pairs: map.moved }]),
  ];
  const batch = randomUUID();
  await insertRows(tx, batch, JSON.stringify(rows.map((row, seq) => ({ seq, ...row }))));
  const { contentHash, gridCount } = map;
  const scheme = (await schemeOf(tx, result.edition)).id;
  const source = { plan: id, title, base: result.edition, outside: spokenFor(outside) };
  const edition = await insertEdition(tx, { county, scheme, note, author, source, contentHash, gridCount });
  await writeGrids(tx, batch, county, edition);
  await writePosts(tx, batch, county);
  await reassignPlaces(tx, batch);
  if (map.boundary !== null) await replaceBoundary(tx, county, map.boundary);
  await refreshTally(tx, county);
  await insertSuccessions(tx, county, edition, map.successions);
  await deleteRows(tx, batch);
  return edition;
}

function isFree(blocks: PublishBlocks): boolean {
  return Object.values(blocks).every((list) => list.length === 0);
}

/** What the edition and the audit keep of grids outside their band that the plan changed or made: who or what answers for each. */
function spokenFor(outside: readonly OutsideGrid[]): object[] {
  return outside
    .filter(({ changed }) => changed)
    .map(({ grid, households, min, max, proofs, exception }) => ({
      grid,
      households,
      min,
      max,
      proofs: proofs.map(({ code, params }) => ({ code, ...params })),
      exception: exception && { id: exception.id, reason: exception.reason, author: exception.author },
    }));
}

function countsOf({ changes, unchanged, households, withoutGrid, posts }: PublishMap) {
  const written = changes.filter((change) => change.op === 'grid');
  const { carried, left, vacant } = posts;
  return {
    added: written.filter(({ isNew }) => isNew).length,
    changed: written.filter(({ isNew }) => !isNew).length,
    closed: changes.filter((change) => change.op === 'close-grid' && change.vanished).length,
    unchanged,
    households,
    withoutGrid,
    posts: { carried, left, vacant },
  };
}
