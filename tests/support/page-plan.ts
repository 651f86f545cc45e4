/** Plans made, changed and published by the requests of a page that is signed in, so that what the page shows can be checked. */
import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { OperationBody } from '../../server/contract/plan-operations.ts';
import type { PlanProposal } from '../../server/contract/plan-proposals.ts';
import type { CellLayer } from '../../server/partition/cells/cell-layer.ts';
import type { CommunityPlan } from '../../server/partition/plan/community-plan.ts';
import { EditedPlan } from '../../server/partition/plan/edited-plan.ts';
import { decodeLayer } from '../../server/partition/plan/layer-codec.ts';
import { type Visit, visit } from './browser.ts';

interface Asked {
  readonly status: number;
  readonly tag: string;
  /** Base64. */
  readonly bytes: string;
}

function ask(page: Page, method: string, path: string, body?: object, tag?: string): Promise<Asked> {
  return page.evaluate(
    async ([how, where, json, match]) => {
      const headers: Record<string, string> = {};
      if (json !== null) headers['content-type'] = 'application/json';
      if (match !== null) headers['if-match'] = match;
      const answer = await fetch(where, { method: how, headers, body: json });
      const bytes = new Uint8Array(await answer.arrayBuffer());
      let text = '';
      for (const byte of bytes) text += String.fromCharCode(byte);
      return { status: answer.status, tag: answer.headers.get('etag') ?? '', bytes: btoa(text) };
    },
    [method, path, body === undefined ? null : JSON.stringify(body), tag ?? null] as const,
  );
}

async function asked<T>(page: Page, method: string, path: string, body?: object, tag?: string) {
  const answer = await ask(page, method, path, body, tag);
  const bytes = Buffer.from(answer.bytes, 'base64');
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${bytes.toString()}`);
  return { tag: answer.tag, bytes, body: () => JSON.parse(bytes.toString()) as T };
}

export const getJson = async <T>(page: Page, path: string): Promise<T> => (await asked<T>(page, 'GET', path)).body();

/** `tagOf`: what it changes, as it is now. */
export async function postJson<T>(page: Page, path: string, body: object, tagOf?: string): Promise<T> {
  const tag = tagOf === undefined ? undefined : (await asked(page, 'GET', tagOf)).tag;
  return (await asked<T>(page, 'POST', path, body, tag)).body();
}

/** A page of its own profile at the service, signed in as one of the demo county's users, with no map drawn yet. */
export async function visitAs(browser: Browser, url: string, login: string): Promise<Visit> {
  const seen = await visit(browser, '#/access', undefined, url);
  const [, role] = login.split('-');
  await postJson(seen.page, '/api/session', { login, password: `gezhong-${role}` });
  return seen;
}

/** Takes over what the engine proposes. */
export async function takeProposals(page: Page, plan: number): Promise<void> {
  const at = `/api/plans/${plan}`;
  const { id } = await postJson<PlanProposal>(page, `${at}/proposals`, { method: 'fix-all' });
  await expect
    .poll(async () => (await getJson<PlanProposal>(page, `${at}/proposals/${id}`)).state, { timeout: 60_000 })
    .toBe('done');
  await postJson(page, `${at}/proposals/${id}/apply`, { ref: `page-plan-${plan}-taken` }, at);
}

/** All the way, by somebody who may take every step. */
export async function publish(page: Page, plan: number): Promise<void> {
  const at = `/api/plans/${plan}`;
  for (const step of ['submit', 'review', 'approve']) await postJson(page, `${at}/steps`, { step }, at);
  await postJson(page, `${at}/publish`, {}, at);
}

export async function dropPlan(page: Page, plan: number): Promise<void> {
  const at = `/api/plans/${plan}`;
  await asked(page, 'DELETE', at, undefined, (await asked(page, 'GET', at)).tag);
}

export interface PagePlan {
  readonly id: number;
  readonly baseEdition: number;
  readonly community: CommunityPlan;
  readonly layer: CellLayer;
  /** Does an operation, which must be accepted. */
  do(operation: OperationBody | null): Promise<void>;
  drop(): Promise<void>;
}

/** A new plan of one community. */
export async function makePlan(page: Page, area: string, title: string): Promise<PagePlan> {
  const made = await asked<{ id: number; baseEdition: number }>(page, 'POST', '/api/plans', { area, title });
  const { id, baseEdition } = made.body();
  const state = await asked<{ snapshot: ConstructorParameters<typeof EditedPlan>[0] }>(
    page,
    'GET',
    `/api/plans/${id}/state?community=${area}`,
  );
  const layer = decodeLayer((await asked(page, 'GET', `/api/plans/${id}/cells/${area}`)).bytes);
  const plan = new EditedPlan(state.body().snapshot, () => layer);
  let { tag } = state;
  let ref = 0;
  return {
    id,
    baseEdition,
    community: plan.communities.get(area)!,
    layer,
    async do(operation) {
      if (operation === null) throw new Error('nothing to do');
      const operations = [{ ref: `page-plan-${id}-${ref++}`, operation }];
      tag = (await asked(page, 'POST', `/api/plans/${id}/operations`, { operations }, tag)).tag;
      plan.apply(operation);
    },
    drop: () => dropPlan(page, id),
  };
}
