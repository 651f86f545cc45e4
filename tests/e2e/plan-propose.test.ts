import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PlanOperations } from '../../server/contract/plan-operations.ts';
import type { PlanProposal } from '../../server/contract/plan-proposals.ts';
import type { Plan } from '../../server/contract/plans.ts';
import { findings } from '../support/axe.ts';
import { hasBrowser, open, PHONE, serviceUrl, sharedBrowser, type Visit, visit } from '../support/browser.ts';

/** A town with a grid below the standard. */
const TOWN = '341921001';

async function asPlanner(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await fetch('/api/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ login: 'demo-planner', password: 'gezhong-planner' }),
    });
  });
}

const newPlan = (page: Page, title: string): Promise<Plan> =>
  page.evaluate(
    async (body) => {
      const headers = { 'content-type': 'application/json' };
      const made = await fetch('/api/plans', { method: 'POST', headers, body: JSON.stringify(body) });
      return made.json();
    },
    { area: TOWN, title },
  );

describe.skipIf(!hasBrowser())('proposals for a plan', () => {
  let browser: Browser;
  let seen: Visit;
  let page: Page;
  let plan: Plan;

  const read = <T>(path: string): Promise<T> =>
    page.evaluate(async (url) => (await fetch(url)).json(), `/api/plans/${plan.id}${path}`) as Promise<T>;
  /** Kinds of what was done, as the service has it. */
  const done = async (): Promise<string[]> =>
    (await read<PlanOperations>('/operations?after=0&limit=100')).operations.map(({ operation }) =>
      operation.kind === 'apply' ? `apply ${operation.args.source}` : operation.kind,
    );
  /** The grids as they stand, whatever numbers were given meanwhile. */
  const standing = async (): Promise<string> => {
    const codes = plan.communities.map(({ code }) => code).join(',');
    const { snapshot } = await read<{ snapshot: { communities: { grid: unknown }[] } }>(`/state?community=${codes}`);
    return JSON.stringify(snapshot.communities.map(({ grid }) => grid));
  };
  const until = async (wanted: (kinds: string[]) => boolean): Promise<string[]> => {
    for (;;) {
      const now = await done();
      if (wanted(now)) return now;
      await page.waitForTimeout(100);
    }
  };
  const go = async (view: string) => {
    await page.goto(`${serviceUrl()}/#/plan/${plan.id}${view}`);
    await page.waitForSelector(view === '' ? '.plan-tabs' : '.propose .ask');
  };
  const ended = () => page.waitForSelector('.propose .job h3 .tag:text-is("已完成")');

  beforeAll(async () => {
    browser = await sharedBrowser();
    seen = await visit(browser, '#/access');
    page = seen.page;
    await asPlanner(page);
    plan = await newPlan(page, '浏览器里的建议');
    await open(page, `#/plan/${plan.id}/propose`);
    await page.waitForSelector('.propose .ask');
  });
  afterAll(async () => {
    await seen?.close();
  });

  it('are asked for, come in community by community, and are told against the present', async () => {
    const before = await standing();
    await page.getByRole('button', { name: '生成建议' }).click();
    await page.waitForSelector('.propose .job');
    await ended();
    const { proposals } = await read<{ proposals: PlanProposal[] }>('/proposals');
    expect(proposals.map(({ method, state }) => `${method} ${state}`)).toEqual(['least-change done']);
    const [{ offers }] = proposals as [PlanProposal];
    await expect.poll(() => page.locator('.offers > li').count()).toBe(plan.communities.length);
    expect(offers).toHaveLength(plan.communities.length);
    const moved = offers.reduce((sum, offer) => sum + offer.householdsMoved, 0);
    const row = page.locator('.job .figures tr').filter({ hasText: '调整户数' });
    await expect.poll(() => row.locator('td').last().textContent()).toBe(new Intl.NumberFormat('zh-CN').format(moved));
    expect(moved).toBeGreaterThan(0);
    // what changes is previewed on the map, and nothing was done
    await page.waitForSelector('.ghost-card');
    expect([await done(), await standing()]).toEqual([[], before]);
    await page.locator('.offers button.head').first().click();
    await page.waitForSelector('.offers .offer .figures');
    expect(await findings(page)).toEqual([]);
    await page.locator('.offers button.head').first().click();
  });

  it('are compared in one table, of which one is chosen', async () => {
    await page.getByRole('button', { name: '三种都算' }).click();
    await page.waitForFunction(() => document.querySelectorAll('.compare thead button').length === 3);
    await ended();
    await expect
      .poll(() => page.locator('.compare thead button').allTextContents())
      .toEqual(['改动最小', '均衡', '形状最优']);
    await expect.poll(() => page.locator('.job h3').textContent()).toContain('形状最优');
    await page.locator('.compare thead button').first().click();
    await page.locator('.job h3').filter({ hasText: '改动最小' }).waitFor();
  });

  it('are taken for one community as one step, which one undo takes back', async () => {
    const before = await standing();
    const row = page.locator('.offers > li[data-offer="offered"]').first();
    await row.locator('button.head').click();
    await page.getByRole('button', { name: '采纳这个社区' }).click();
    expect(await until((kinds) => kinds.length === 1)).toEqual(['apply repair']);
    await page.waitForSelector('.offers > li[data-offer="taken"]');
    expect(await standing()).not.toBe(before);
    await page.keyboard.press('Control+z');
    await until((kinds) => kinds.length === 2);
    expect(await standing()).toBe(before);
    await page.waitForSelector('.offers > li[data-offer="offered"]');
  });

  it('say why it cannot be better, and ask again with the nearest standard that can be met', async () => {
    await page.locator('.propose .segmented').getByRole('button', { name: '当前社区' }).click();
    await page.locator('.propose .more summary').click();
    await page.locator('#propose-min').fill('399');
    await page.getByRole('button', { name: '生成建议' }).click();
    await page.locator('.job header .hint').filter({ hasText: '399–400' }).waitFor();
    await ended();
    await page.locator('.offers button.head').first().click();
    await page.locator('.reasons').filter({ hasText: '不论分成几个网格' }).waitFor();
    const nearest = page.locator('.reasons .nearest').first();
    const [, min, max] = /(\d+)–(\d+)/.exec((await nearest.textContent()) ?? '') ?? [];
    await nearest.getByRole('button').click();
    await page
      .locator('.job header .hint')
      .filter({ hasText: `${min}–${max}` })
      .waitFor();
    await ended();
    const { proposals } = await read<{ proposals: PlanProposal[] }>('/proposals');
    expect(proposals[0]!.standard).toEqual({ min: Number(min), max: Number(max) });
    await page.getByRole('button', { name: '恢复默认' }).click();
    await page.locator('.propose .segmented').getByRole('button', { name: '整个方案' }).click();
  });

  it('are stopped on the way, and are told as stopped', async () => {
    // so narrow that it is searched for long
    if (!(await page.locator('#propose-min').isVisible())) await page.locator('.propose .more summary').click();
    await page.locator('#propose-min').fill('399');
    // in the page itself, as soon as it can be done: seen from outside the search may be over by then
    await page.evaluate(() => {
      const observer = new MutationObserver(() => {
        const stop = [...document.querySelectorAll<HTMLElement>('.job button')].find(
          ({ textContent }) => textContent?.trim() === '停止',
        );
        if (stop === undefined) return;
        observer.disconnect();
        stop.click();
      });
      observer.observe(document.body, { childList: true, subtree: true });
    });
    await page.getByRole('button', { name: '重新划分' }).click();
    await page.waitForSelector('.job h3 .tag:text-is("已停止")');
    const { proposals } = await read<{ proposals: PlanProposal[] }>('/proposals');
    expect([proposals[0]!.method, proposals[0]!.state]).toEqual(['afresh', 'cancelled']);
    await page.getByRole('button', { name: '恢复默认' }).click();
  });

  it('put one grid right in the page, by key, as one step', async () => {
    await go('');
    const before = await standing();
    const count = (await done()).length;
    await page.locator('.plan-tabs').getByRole('button', { name: '问题' }).click();
    await page.locator('.plan').getByText('户数不足').first().click();
    await page.keyboard.press('f');
    const card = page.locator('.ghost-card');
    await card.getByRole('button', { name: '采纳' }).waitFor();
    await expect.poll(() => card.textContent()).toContain('就地修复');
    await expect.poll(() => card.locator('.deltas tbody tr').count()).toBeGreaterThan(1);
    // nothing was asked of the service
    expect((await done()).length).toBe(count);
    await page.keyboard.press('Escape');
    await card.waitFor({ state: 'detached' });
    expect(await standing()).toBe(before);
    await page.keyboard.press('f');
    await card.getByRole('button', { name: '采纳' }).waitFor();
    await page.keyboard.press('Enter');
    await card.waitFor({ state: 'detached' });
    expect((await until((kinds) => kinds.length > count)).at(-1)).toBe('apply fix');
    expect(await standing()).not.toBe(before);
    await page.keyboard.press('Control+z');
    await until((kinds) => kinds.length > count + 1);
    expect(await standing()).toBe(before);
    expect(seen.complaints).toEqual([]);
    expect(seen.foreign).toEqual([]);
  });
});

describe.skipIf(!hasBrowser())('proposals on a phone', () => {
  it('have targets of at least 44 px and nothing wider than the screen', async () => {
    const browser = await sharedBrowser();
    const seen = await visit(browser, '#/access', PHONE);
    const { page } = seen;
    await asPlanner(page);
    const plan = await newPlan(page, '手机上的建议');
    await open(page, `#/plan/${plan.id}/propose`);
    await page.getByRole('button', { name: '生成建议' }).tap();
    await page.waitForSelector('.propose .job h3 .tag:text-is("已完成")');
    await page.waitForSelector('.ghost-card');
    const small = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('.propose button, .propose select, .ghost-card button')]
        .filter((element) => element.checkVisibility() && !element.matches('.stops .plain'))
        .map((element) => ({ element, box: element.getBoundingClientRect() }))
        .filter(({ box }) => box.height > 0 && box.height < 43.5)
        .map(({ element, box }) => `${element.textContent} ${box.height}`),
    );
    expect(small).toEqual([]);
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await page.locator('.ghost-card').getByRole('button', { name: '放弃' }).tap();
    await page.waitForSelector('.ghost-card', { state: 'detached' });
    await seen.close();
  });
});
