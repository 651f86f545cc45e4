/** Plans move to the cells and the edition of now: what has changed under them, what a move would mean, and the move. */
import type { OperationsDone } from '../contract/plan-edits.ts';
import type { BodyOf, RebaseTake } from '../contract/plan-operations.ts';
import type { NewRebase, PlanRebase, RebasePreview } from '../contract/plan-rebase.ts';
import type { CommunityState } from '../contract/plan-state.ts';
import { Refusal } from '../contract/problem.ts';
import type { Database } from '../database/database.ts';
import type { CarryAnswer } from './carry-task.ts';
import type { FreshGround, PlanCells } from './cells.ts';
import { addGrounds, footprintsOf, groundsOfPlan, layerBytes, type PlanGroundRow } from './cells-repository.ts';
import { isChanged } from './community-result.ts';
import { assertCells, type KnownVersion, type PlanEdits } from './edits.ts';
import type { MapThreads } from './map-threads.ts';
import type { OpenPlans } from './open-plans.ts';
import { operationsByRef } from './operation-repository.ts';
import { logOf } from './proposal-job.ts';
import { countyNow, editionNumber } from './publish-repository.ts';
import { editionInForce, type PlanRow } from './repository.ts';
import { communitiesChanged } from './result-repository.ts';
import { assertDraft } from './service.ts';

export interface RebaseDeps {
  db: Database;
  cells: PlanCells;
  open: OpenPlans;
  edits: PlanEdits;
  threads: MapThreads;
}

type Standing = PlanRebase['communities'][number];

interface Place {
  readonly ground: PlanGroundRow;
  readonly now: CommunityState;
}

/** Communities that are carried over at a time: their cells are built first. */
const AT_ONCE = 4;

export class PlanRebases {
  readonly #deps: RebaseDeps;

  constructor(deps: RebaseDeps) {
    this.#deps = deps;
  }

  /** Builds nothing. Throws `plan-form`. */
  async list(plan: PlanRow): Promise<PlanRebase> {
    assertCells(plan);
    const edition = await this.#edition(plan);
    const places = plan.state === 'published' ? [] : await this.#places(plan);
    return {
      edition,
      editionNumber: await editionNumber(this.#deps.db, edition),
      communities: await this.#standings(plan, places, edition),
    };
  }

  /** What each choice would mean. Throws `plan-form`, `plan-state`, and as PlanCells.fresh does. */
  async preview(plan: PlanRow, community: string): Promise<RebasePreview> {
    assertCells(plan);
    if (plan.state === 'published')
      throw new Refusal('plan-state', { step: 'rebase', state: plan.state, from: ['draft'] });
    const place = placeOf(await this.#places(plan), plan, community);
    const edition = await this.#edition(plan);
    const [standing] = await this.#standings(plan, [place], edition);
    const { fresh, answer } = await this.#carry(plan, place, edition, ['mine', 'theirs']);
    const [mine, theirs] = answer;
    return {
      ...standing!,
      freshLayer: fresh.layer.hash,
      freshEdition: edition,
      mine: mine!.outcome,
      theirs: theirs!.outcome,
    };
  }

  /**
   * One operation for all of them. Throws `plan-form`, `plan-state`, `community-unknown`, `duplicate` (a community twice),
   * `operation-refused` (`changes-nothing`), and as PlanCells.fresh and PlanEdits.append do.
   */
  async move(
    plan: PlanRow,
    actor: string,
    { ref, communities }: NewRebase,
    known: KnownVersion,
  ): Promise<OperationsDone> {
    assertCells(plan);
    const { db, edits } = this.#deps;
    const [done] = await operationsByRef(db, plan.id, [ref]);
    if (done !== undefined) return edits.append(plan, actor, [done], known);
    assertDraft(plan);
    // The cells of a county are not built for one who does not know the plan.
    if (!known.isCurrent(plan)) return edits.append(plan, actor, [{ ref, operation: emptyMove() }], known);
    const places = await this.#places(plan);
    const edition = await this.#edition(plan);
    const asked = communities.map(({ community, take }, i) => {
      if (communities.findIndex((one) => one.community === community) < i)
        throw new Refusal('duplicate', { community });
      return { place: placeOf(places, plan, community), take };
    });
    const parts: BodyOf<'rebase'>['args']['parts'] = [];
    const states: CommunityState[] = [];
    for (let i = 0; i < asked.length; i += AT_ONCE) {
      const some = asked.slice(i, i + AT_ONCE);
      const carried = await Promise.all(some.map(({ place, take }) => this.#carry(plan, place, edition, [take])));
      for (const [k, { fresh, answer }] of carried.entries()) {
        const { place, take } = some[k]!;
        const { state, outcome } = answer[0]!;
        if (JSON.stringify(state) === JSON.stringify(place.now)) continue;
        await addGrounds(db, plan.id, [{ layerId: fresh.layer.id, edition, start: fresh.start }]);
        parts.push({ take, state, lost: outcome.lost });
        states.push(place.now);
      }
    }
    const operation: BodyOf<'rebase'> = { kind: 'rebase', args: { parts }, before: { states } };
    return edits.append(plan, actor, [{ ref, operation }], known);
  }

  async #carry(
    plan: PlanRow,
    { ground, now }: Place,
    edition: number,
    takes: readonly RebaseTake[],
  ): Promise<{ fresh: FreshGround; answer: CarryAnswer }> {
    const { db, cells, threads } = this.#deps;
    const { community } = ground;
    const fresh = await cells.fresh(plan, community, edition);
    const { bends, cuts } = now.overlay;
    // Only lines of the plan ask where buildings stand.
    const isDrawn = bends.length + cuts.length > 0;
    const footprints = isDrawn ? await footprintsOf(db, community, fresh.places, fresh.layer.builtAt) : [];
    const { encoded, start, standing } = fresh;
    const old = { encoded: await layerBytes(db, ground.layerId), start: ground.start, now };
    const input = { old, fresh: { encoded, start, standing }, footprints, takes };
    return { fresh, answer: await threads.run({ kind: 'carry', input }) };
  }

  /** The communities that the plan stands on, as it is now. */
  async #places(plan: PlanRow): Promise<Place[]> {
    const log = await logOf(this.#deps, plan.id);
    const grounds = await groundsOfPlan(this.#deps.db, plan.id);
    return log.plan.snapshot().communities.map((now) => {
      const edition = now.base ?? plan.baseEdition;
      const ground = grounds.find(
        (one) => one.community === now.community && one.hash === now.layer && one.edition === edition,
      );
      return { ground: ground!, now };
    });
  }

  async #standings(plan: PlanRow, places: readonly Place[], edition: number): Promise<Standing[]> {
    const { db, cells } = this.#deps;
    const { revision } = await countyNow(db, plan.county);
    const changedSince = new Map<number, ReadonlySet<string>>();
    const standings: Standing[] = [];
    for (const { ground, now } of places) {
      const { community, hash, start } = ground;
      const since =
        changedSince.get(ground.edition) ?? new Set(await communitiesChanged(db, plan.county, ground.edition, edition));
      changedSince.set(ground.edition, since);
      standings.push({
        community,
        layer: hash,
        edition: ground.edition,
        outdated: await cells.isOutdated(plan, ground, revision),
        behind: since.has(community),
        changed: isChanged(start, now),
      });
    }
    return standings;
  }

  async #edition({ county, baseEdition, edition }: PlanRow): Promise<number> {
    return edition ?? (await editionInForce(this.#deps.db, county)) ?? baseEdition;
  }
}

function placeOf(places: readonly Place[], { area }: PlanRow, community: string): Place {
  const place = places.find(({ ground }) => ground.community === community);
  if (place === undefined) throw new Refusal('community-unknown', { community, area });
  return place;
}

function emptyMove(): BodyOf<'rebase'> {
  return { kind: 'rebase', args: { parts: [] }, before: { states: [] } };
}
