// @vitest-environment happy-dom
/** Which plan is opened, cells and all, and when: for the views that work on its cells, and for what was not sent. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { headState } from '../../client/state/plan/head.ts';
import * as journal from '../../client/state/plan/journal.ts';
import { coversGrids, openState, planSession } from '../../client/state/plan/opened.ts';
import { followPlan, reopen } from '../../client/state/plan/opening.ts';
import type { PlanSession } from '../../client/state/plan/plan-session.ts';
import { route } from '../../client/state/route.ts';
import { session } from '../../client/state/who.ts';

const HEAD = { form: 'cells', seq: 3, state: 'draft', area: '990101' };
const head = (id: number, communities: { layer: string | null }[] = [], form = 'cells') =>
  ({
    head: {
      plan: { ...HEAD, id, form, communities: communities.map((one, i) => ({ code: `c${i}`, drawn: true, ...one })) },
      tag: '"1"',
    },
    problem: null,
  }) as unknown as typeof headState.value;
const goTo = (...path: string[]) => {
  route.value = { ...route.value, path };
};

let asked: string[] = [];
let stop: () => void = () => {};
/** Of the plans that were opened, and not merely asked for by the address. */
const opened = () => asked.filter((path) => path.includes('/state')).map((path) => path.split('/')[3]);
const settle = async () => {
  for (let i = 0; i < 20; i++) await Promise.resolve();
  await new Promise((resolve) => setTimeout(resolve));
};

beforeEach(() => {
  asked = [];
  session.value = { login: 'li', name: 'Li', demo: false, grants: [{ role: 'planner', area: '990101' }] };
  vi.stubGlobal('fetch', (path: string | Request) => {
    asked.push(String(path instanceof Request ? path.url : path));
    if (asked.at(-1)!.endsWith('/cells')) return Promise.resolve(new Response(new Uint8Array(0)));
    return new Promise(() => {});
  });
  headState.value = { head: null, problem: null };
});
afterEach(() => {
  stop();
  goTo('map');
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe('a plan', () => {
  it('has its cells asked for by the address, before the plan itself is there', async () => {
    goTo('plan', '7');
    stop = followPlan();
    await settle();
    expect(asked).toEqual(['/api/plans/7/cells']);
    expect(openState.value.state).toBe('none');
  });

  it.each(['review', 'compare'])('is not taken apart for the view %s', async (view) => {
    goTo('plan', '7', view);
    stop = followPlan();
    headState.value = head(7, [{ layer: 'x' }]);
    await settle();
    expect(asked).toEqual([]);
    expect(coversGrids.value).toBe(false);
    reopen();
    await settle();
    expect(asked).toEqual([]);
  });

  it('is opened when a view comes that works on its cells, and stays open for the others', async () => {
    goTo('plan', '7', 'review');
    stop = followPlan();
    headState.value = head(7);
    await settle();
    expect(opened()).toEqual([]);
    goTo('plan', '7');
    await settle();
    expect(opened()).toEqual(['7']);
    goTo('plan', '7', 'compare');
    goTo('plan', '7', 'propose');
    await settle();
    expect(opened()).toEqual(['7']);
  });

  it('is closed when another is looked at, without opening that one', async () => {
    goTo('plan', '7');
    stop = followPlan();
    headState.value = head(7);
    await settle();
    planSession.value = {} as PlanSession;
    goTo('plan', '8', 'review');
    headState.value = head(8);
    await settle();
    expect(planSession.value).toBeNull();
    expect(opened()).toEqual(['7']);
  });

  it('is opened under any view when this browser has something of it that was not sent', async () => {
    const read = vi.spyOn(journal, 'readJournal').mockImplementation(async (id) => (id === 7 ? [{} as never] : []));
    goTo('plan', '7', 'review');
    stop = followPlan();
    headState.value = head(7);
    await settle();
    expect(read).toHaveBeenCalledWith(7, 'li');
    expect(opened()).toEqual(['7']);
  });
});

describe('the grids in force', () => {
  it.each([
    ['are left out while the cells of a plan come', head(7, [{ layer: 'x' }]), true],
    ['are left out while the plan itself comes', { head: null, problem: null }, true],
    ['are shown while cells are being built', head(7, [{ layer: 'x' }, { layer: null }]), false],
    ['are shown under drafts of repairs', head(7, [], 'shapes'), false],
    ['are shown when there is no such plan', { head: null, problem: {} as never }, false],
  ])('%s', (_, state, expected) => {
    goTo('plan', '7');
    headState.value = state;
    expect(coversGrids.value).toBe(expected);
  });

  it('are shown in the list of plans, and left out under an open one', () => {
    goTo('plan');
    expect(coversGrids.value).toBe(false);
    planSession.value = {} as PlanSession;
    expect(coversGrids.value).toBe(true);
    planSession.value = null;
  });
});
