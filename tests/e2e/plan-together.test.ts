/** A plan without a map: two people at once, a network that fails, and everything from lists and cards alone. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { PlanOperations } from '../../server/contract/plan-operations.ts';
import { hasBrowser, open, ready, sharedBrowser, signIn, type Visit, visit } from '../support/browser.ts';
import { getJson, makePlan, type PagePlan } from '../support/page-plan.ts';

const COMMUNITY = '341921100001';

/** The browser's own word on a network that is cut; two who change a plan at once may be told 412 or 409. */
const CUT = /ERR_FAILED|ERR_INTERNET_DISCONNECTED|Failed to load resource/;

describe.skipIf(!hasBrowser())('a plan of several hands', () => {
  let browser: Browser;
  let seen: Visit;
  let page: Page;
  let plan: PagePlan;

  const openPlan = async (where: Page): Promise<void> => {
    await open(where, `#/plan/${plan.id}`);
    await where.waitForSelector('.plan-grids [role="row"]');
  };
  const kinds = async (): Promise<string[]> =>
    (await getJson<PlanOperations>(page, `/api/plans/${plan.id}/operations?after=0`)).operations.map(
      ({ operation, actor }) => `${actor} ${operation.kind}`,
    );
  const choose = async (where: Page, code: string): Promise<void> => {
    await where.locator(`.plan-grids [data-grid="${code}"]`).click();
    await where.waitForSelector('.plan-card h2');
  };
  const rename = async (where: Page, code: string, name: string): Promise<void> => {
    await choose(where, code);
    await where.getByRole('button', { name: '修改名称和编码' }).click();
    await where.getByLabel('名称').fill(name);
    await where.locator('.grid-name-form').getByRole('button', { name: '保存' }).click();
    await where.locator('.plan-card h2').getByText(name).waitFor();
  };
  const saved = (where: Page) => where.locator('.plan .saving').getByText('已保存').waitFor();
  const rowOf = (where: Page, code: string) => where.locator(`.plan-grids [data-grid="${code}"]`);
  const code = (n: number): string => `${COMMUNITY}${String(n).padStart(3, '0')}`;

  beforeAll(async () => {
    browser = await sharedBrowser('none');
    seen = await visit(browser, '#/access');
    page = seen.page;
    await signIn(page, 'demo-planner');
    await ready(page);
    plan = await makePlan(page, COMMUNITY, '多人方案');
    await openPlan(page);
  });
  afterAll(async () => {
    await plan?.drop();
    await seen?.close();
  });

  it('moves a building from the card, and the numbers of both grids follow', async () => {
    const number = async (of: string) => Number(await rowOf(page, of).locator('strong').textContent());
    const [before, there] = [await number(code(1)), await number(code(2))];
    await choose(page, code(1));
    await page.locator('.plan-card .buildings summary').click();
    const first = page.locator('.plan-card .buildings li').first();
    const households = Number(await first.locator('.households').textContent());
    expect(households).toBeGreaterThan(0);
    await first.locator('select').selectOption({ label: '第2网格' });
    await expect.poll(() => number(code(1))).toBe(before - households);
    await expect.poll(() => number(code(2))).toBe(there + households);
    await saved(page);
    expect(await kinds()).toEqual(['demo-planner assign']);
    await page.keyboard.press('Control+z');
    await expect.poll(() => number(code(1))).toBe(before);
    await saved(page);
    expect(await kinds()).toEqual(['demo-planner assign', 'demo-planner assign']);
    await openPlan(page);
    await expect.poll(() => number(code(1))).toBe(before);
  });

  it('refuses what a lock forbids, says which, and offers the way out', async () => {
    await choose(page, code(2));
    await page.keyboard.press('l');
    await page.locator('.plan-card').getByRole('button', { name: '锁定', pressed: true }).waitFor();
    await choose(page, code(1));
    await page.locator('.plan-card .buildings summary').click();
    await page.locator('.plan-card .buildings li').first().locator('select').selectOption({ label: '第2网格' });
    const note = page.getByRole('alert').filter({ hasText: '没有执行' });
    await expect.poll(() => note.textContent()).toMatch(/网格已锁定.*第2网格/);
    await note.getByRole('button', { name: '解除锁定' }).click();
    await note.waitFor({ state: 'detached' });
    await saved(page);
    expect((await kinds()).slice(-2)).toEqual(['demo-planner lock', 'demo-planner lock']);
  });

  it('merges two grids with the list of neighbours, splits nothing, and takes it back', async () => {
    const count = async () => Number(await page.locator('.plan-grids').getAttribute('aria-rowcount'));
    const before = await count();
    await choose(page, code(3));
    await page.keyboard.press('m');
    await page.locator('.plan-card .choices button').first().click();
    await expect.poll(count).toBe(before - 1);
    await page.keyboard.press('Control+z');
    await expect.poll(count).toBe(before);
    await saved(page);
  });

  it('shows what somebody else does, and who', async () => {
    const other = await visit(browser, '#/access');
    await signIn(other.page, 'demo-admin');
    await ready(other.page);
    await openPlan(other.page);
    await rename(page, code(4), '桂花网格');
    await rowOf(other.page, code(4)).getByText('桂花网格').waitFor();
    const told = await other.page.locator('.meeting').textContent();
    expect(told).toContain('demo-planner 在学府社区做了 1 步修改');
    expect(told).toContain('你的修改都已保留');
    await other.page.getByRole('button', { name: '知道了' }).click();
    await expect.poll(() => other.page.locator('.meeting').count()).toBe(0);
    await other.close();
  });

  it('puts both together when two change the plan at once, and drops what cannot be', async () => {
    const other = await visit(browser, '#/access');
    await signIn(other.page, 'demo-admin');
    await ready(other.page);
    await openPlan(other.page);
    // the other one hears of nothing until they send something themselves
    other.announce(CUT);
    await other.page.context().setOffline(true);
    await rename(other.page, code(5), '梧桐网格');
    await rename(other.page, code(6), '他人网格');
    await other.page.locator('.plan-top .tag').getByText('2 步尚未保存').waitFor();
    await rename(page, code(6), '银杏网格');
    await saved(page);
    await other.page.context().setOffline(false);
    const told = other.page.locator('.meeting');
    await told.getByText('demo-planner 在学府社区做了').waitFor();
    await expect.poll(() => told.textContent()).toContain('你有 1 步因此没有保留');
    await rowOf(other.page, code(5)).getByText('梧桐网格').waitFor();
    await rowOf(other.page, code(6)).getByText('银杏网格').waitFor();
    await saved(other.page);
    await rowOf(page, code(5)).getByText('梧桐网格').waitFor();
    await other.close();
  });

  it('keeps what was done without a network over a closed page', async () => {
    await page.route('**/operations', (route) =>
      route.request().method() === 'POST' ? route.abort() : route.continue(),
    );
    await rename(page, code(7), '木棉网格');
    await page.locator('.plan-top .tag').getByText('1 步尚未保存').waitFor();
    const before = await kinds();
    await page.unroute('**/operations');
    await openPlan(page);
    await rowOf(page, code(7)).getByText('木棉网格').waitFor();
    await saved(page);
    await expect.poll(kinds).toEqual([...before, 'demo-planner setGrid']);
  });

  it('complains of nothing but the network that was cut', () => {
    seen.announce(CUT);
    expect(seen.complaints).toEqual([]);
  });
});
