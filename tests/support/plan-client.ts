/** A plan as a browser works on it: layers and state come from the service, operations are made from them and sent. */
import type { OperationsDone, PlanStateNow } from '../../server/contract/plan-edits.ts';
import type { NewOperation } from '../../server/contract/plan-operations.ts';
import type { CommunityState } from '../../server/contract/plan-state.ts';
import type { Plan } from '../../server/contract/plans.ts';
import type { CellLayer } from '../../server/partition/cells/cell-layer.ts';
import type { CommunityPlan } from '../../server/partition/plan/community-plan.ts';
import { EditedPlan } from '../../server/partition/plan/edited-plan.ts';
import { decodeLayer } from '../../server/partition/plan/layer-codec.ts';
import { type Answer, ask } from './access-app.ts';
import type { TestApp } from './app.ts';

export class PlanClient {
  readonly id: number;
  readonly #service: TestApp;
  readonly #token: string;
  /** By community and hash. */
  readonly #layers = new Map<string, CellLayer>();
  tag = '';
  plan!: EditedPlan;
  state!: PlanStateNow;
  #refs = 0;

  constructor(service: TestApp, token: string, id: number) {
    this.#service = service;
    this.#token = token;
    this.id = id;
  }

  /** A new plan, opened with these communities. */
  static async make(
    service: TestApp,
    token: string,
    plan: object,
    communities: readonly string[],
  ): Promise<PlanClient> {
    const made = await ask(service.app, 'POST', '/api/plans', { token, payload: plan });
    if (made.status !== 201) throw new Error(`no plan: ${JSON.stringify(made.body)}`);
    const client = new PlanClient(service, token, (made.body as Plan).id);
    await client.open(communities);
    return client;
  }

  /** Reads the plan anew. */
  async open(communities: readonly string[] = []): Promise<void> {
    const query = communities.length === 0 ? '' : `?community=${communities.join(',')}`;
    const answer = await this.ask('GET', `/state${query}`);
    if (answer.status !== 200) throw new Error(`no state: ${JSON.stringify(answer.body)}`);
    this.state = answer.body;
    this.tag = String(answer.headers.etag);
    await this.#bringLayers(this.state.snapshot.communities);
    const layers = (community: string, hash: string) => this.#layers.get(`${community} ${hash}`);
    // Lines beside buildings are for the service to judge, which knows the ground plans.
    const unknown = () => null;
    this.plan = new EditedPlan(this.state.snapshot, layers, unknown);
  }

  community(code: string): CommunityPlan {
    return this.plan.communities.get(code)!;
  }

  layer(code: string): CellLayer {
    return this.community(code).base;
  }

  /** The number of the cell that holds a place. */
  cellOf(community: string, place: string): number {
    return this.layer(community).cells.findIndex(({ places }) => places.includes(place));
  }

  slotOf(community: string, code: string): number {
    return this.community(community).divisions.grid.slots.findIndex((slot) => slot?.code === code);
  }

  ask(method: 'GET' | 'POST' | 'DELETE', path: string, payload?: object, tag?: string): Promise<Answer> {
    return ask(this.#service.app, method, `/api/plans/${this.id}${path}`, {
      token: this.#token,
      headers: tag === undefined ? {} : { 'if-match': tag },
      ...(payload === undefined ? {} : { payload }),
    });
  }

  /** Sends operations under the tag that is known; when they are done, they are done here too. */
  async send(...operations: NewOperation['operation'][]): Promise<Answer> {
    const named = operations.map((operation) => ({
      ref: `client-${this.id}-${Date.now()}-${this.#refs++}`,
      operation,
    }));
    return this.sendNamed(named);
  }

  async sendNamed(operations: NewOperation[]): Promise<Answer> {
    const answer = await this.ask('POST', '/operations', { operations }, this.tag);
    if (answer.status !== 200) return answer;
    this.tag = String(answer.headers.etag);
    for (const { operation, reverts, seq } of (answer.body as OperationsDone).operations) {
      if (seq <= this.plan.seq) continue;
      if (operation.kind === 'rebase') await this.#bringLayers(operation.args.parts.map(({ state }) => state));
      const outcome = this.plan.apply(operation, reverts !== null);
      if ('refusal' in outcome) throw new Error(`the service did what we refuse: ${outcome.refusal.reason}`);
      this.plan.seq = seq;
    }
    return answer;
  }

  async #bringLayers(states: readonly CommunityState[]): Promise<void> {
    for (const { community, layer } of states) {
      if (this.#layers.has(`${community} ${layer}`)) continue;
      const { rawPayload } = await this.#service.app.inject({
        url: `/api/plans/${this.id}/cells/${community}?layer=${layer}`,
        headers: { authorization: `Bearer ${this.#token}` },
      });
      this.#layers.set(`${community} ${layer}`, decodeLayer(rawPayload));
    }
  }

  /** One operation that must be done. */
  async do(operation: NewOperation['operation'] | null): Promise<OperationsDone> {
    const answer = await this.send(operation!);
    if (answer.status !== 200) throw new Error(`refused: ${JSON.stringify(answer.body)}`);
    return answer.body;
  }
}
