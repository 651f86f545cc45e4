// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { areas } from '../../client/state/areas.ts';
import {
  applied,
  applyRepair,
  canUndo,
  discardDraft,
  drafts,
  leaveDrafts,
  loadDrafts,
  target,
} from '../../client/state/audit-drafts.ts';
import { session } from '../../client/state/who.ts';
import type { Area } from '../../server/contract/areas.ts';
import type { NewRepairs } from '../../server/contract/repairs.ts';

/** The drafts of a service: versions by id, and what it was asked. */
let versions: Map<number, number>;
let asked: string[];
let left: { finding: string; code: string }[];

const json = (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });
const tag = (id: number) => `"plan-${id}-${versions.get(id)}"`;

function answer(url: string, init: RequestInit): Response {
  const method = init.method ?? 'GET';
  const match = new Headers(init.headers).get('if-match');
  asked.push([method, url, match].filter(Boolean).join(' '));
  const id = Number(/^\/api\/plans\/(\d+)/.exec(url)?.[1]);
  if (url.startsWith('/api/plans?'))
    return json({ plans: [...versions].map(([one, version]) => ({ id: one, version, title: 't', area: '341921' })) });
  if (url === '/api/coverage/repairs') {
    const { plan = 7 } = JSON.parse(String(init.body)) as NewRepairs;
    versions.set(plan, (versions.get(plan) ?? 0) + 1);
    return json({ plan, repaired: ['gap-1'], left }, 201);
  }
  if (method === 'GET') return json({ id, version: versions.get(id) }, 200, { etag: tag(id) });
  if (match !== tag(id)) return json({ code: 'precondition-failed' }, 412);
  versions.delete(id);
  return new Response(null, { status: 204 });
}

describe('repairs in drafts', () => {
  beforeEach(() => {
    versions = new Map();
    asked = [];
    left = [];
    vi.stubGlobal('fetch', async (url: string, init: RequestInit) => answer(url, init));
    areas.value = [
      { code: '341921', level: 'county', parentCode: null, name: '青澜县', bbox: null } as unknown as Area,
    ];
    session.value = { login: 'a', name: 'A', demo: false, grants: [{ role: 'auditor', area: '341921' }] };
  });
  afterEach(() => {
    leaveDrafts();
    areas.value = null;
    session.value = null;
    vi.unstubAllGlobals();
  });

  it('make a new draft, which can be dropped again', async () => {
    await applyRepair('gap-1', '内部空白');
    expect(applied.value.get('gap-1')).toEqual({ plan: 7, isNew: true, version: 1, left: null });
    expect(canUndo(applied.value.get('gap-1')!)).toBe(true);
    await discardDraft(7);
    expect(asked).toContain('DELETE /api/plans/7 "plan-7-1"');
    expect(drafts.value).toEqual([]);
    expect(applied.value.size).toBe(0);
  });

  it('go into the draft that was chosen, with its version; undoing one would undo the others, so it is not offered', async () => {
    await applyRepair('gap-1', '内部空白');
    target.value = 7;
    await applyRepair('gap-2', '内部空白');
    expect(asked).toContain('POST /api/coverage/repairs "plan-7-1"');
    expect(applied.value.get('gap-2')).toMatchObject({ plan: 7, isNew: false, version: 2 });
    expect([...applied.value.values()].map(canUndo)).toEqual([false, false]);
  });

  it('touch no draft that somebody else has changed since it was shown', async () => {
    versions.set(3, 1);
    await loadDrafts();
    target.value = 3;
    versions.set(3, 2);
    await expect(applyRepair('gap-1', '内部空白')).rejects.toMatchObject({ code: 'precondition-failed' });
    await expect(discardDraft(3)).rejects.toMatchObject({ code: 'precondition-failed' });
    expect(asked.filter((one) => !one.startsWith('GET'))).toEqual([]);
  });

  it('say why one was left, and forget a chosen draft that is gone', async () => {
    left = [{ finding: 'gap-1', code: 'would-split-grid' }];
    target.value = 99;
    await applyRepair('gap-1', '内部空白');
    expect(applied.value.get('gap-1')?.left).toBe('would-split-grid');
    expect(target.value).toBeNull();
  });

  it('are not asked for by a role that may not see drafts', async () => {
    session.value = { login: 'd', name: 'D', demo: false, grants: [{ role: 'dispatcher', area: '341921' }] };
    await loadDrafts();
    expect(asked).toEqual([]);
    expect(drafts.value).toEqual([]);
  });
});
