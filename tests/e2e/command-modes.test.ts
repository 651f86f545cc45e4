import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Emergency, Zone } from '../../server/contract/emergencies.ts';
import { findingsInBothThemes } from '../support/axe.ts';
import { hasBrowser, mapIdle, sharedBrowser, type Visit, visit } from '../support/browser.ts';
import { ask, openCommand } from '../support/event-pages.ts';

const COUNTY = '341921';
/** Of this run, so that what other tests leave behind is not taken for it. */
const run = Date.now().toString(36);
const REASON = `台风登陆 ${run}`;
const NAME = `南门街警戒区 ${run}`;

describe.skipIf(!hasBrowser())('emergency mode and zones', () => {
  let browser: Browser;
  let dispatcher: Visit;
  let planner: Visit;
  let page: Page;

  const view = (name: string) =>
    page.locator('.command-top .segmented').getByRole('button', { name, exact: true }).click();
  const zone = () => page.locator('[data-zone]').filter({ hasText: NAME });
  const list = () => ask<{ zones: Zone[] }>(page, `/api/zones?area=${COUNTY}`).then(({ zones }) => zones);

  beforeAll(async () => {
    browser = await sharedBrowser();
    dispatcher = await openCommand(browser, 'demo-dispatcher');
    ({ page } = dispatcher);
    planner = await visit(browser, '#/access');
    await planner.page.locator('.demo-users button').filter({ hasText: 'demo-planner' }).click();
    await planner.page.locator('.bar button', { hasText: '退出' }).waitFor({ state: 'attached' });
  });
  afterAll(async () => {
    // the service is shared: no emergency may outlive this file
    const { emergencies } = await ask<{ emergencies: Emergency[] }>(page, `/api/emergencies?area=${COUNTY}`);
    for (const { id, reason } of emergencies)
      if (reason === REASON) await ask(page, `/api/emergencies/${id}/end`, { reason: '测试结束' });
    await planner?.close();
    await dispatcher?.close();
  });

  it('says what it will change, wants a reason, and is seen on every page of those signed in', async () => {
    await view('平战转换');
    await page.getByRole('button', { name: '转入战时状态…' }).click();
    const form = page.locator('.modes-form');
    await form.locator('.before').filter({ hasText: '直报县级' }).waitFor();
    await form.getByRole('button', { name: '确定转入战时状态' }).click();
    await form.locator('[role=alert]').filter({ hasText: '请填写理由' }).waitFor();
    await form.locator('[name=reason]').fill(REASON);
    await form.locator('[name=interval]').fill('15');
    const duty = form.locator('.duty-row input');
    await duty.nth(0).fill('总值班');
    await duty.nth(1).fill('周明');
    await duty.nth(2).fill('0556-4612345');
    expect(await findingsInBothThemes(page)).toEqual([]);
    await form.getByRole('button', { name: '确定转入战时状态' }).click();
    // by the news of the stream, not by asking once a minute
    await page.locator('.alarm').filter({ hasText: REASON }).waitFor();
    await page.locator('[data-running="true"]').filter({ hasText: REASON }).waitFor();

    const other = planner.page;
    // it has no stream: it asks when it comes, and once a minute
    await other.reload();
    const line = other.locator('.alarm');
    await line.filter({ hasText: REASON }).waitFor();
    await expect.poll(() => line.textContent()).toContain('demo-dispatcher');
    await line.getByRole('button', { name: '战时规则' }).click();
    await expect.poll(() => line.textContent()).toContain('0556-4612345');
    await expect.poll(() => line.textContent()).toContain('每 15 秒');
    expect(await findingsInBothThemes(other)).toEqual([]);
  });

  it('draws a zone by clicks, and shows what lies inside', async () => {
    await view('管控区');
    await mapIdle(page);
    await page.getByRole('button', { name: '在地图上画' }).click();
    const box = await page.locator('.map').boundingBox();
    if (!box) throw new Error('no map');
    const corner = async (x: number, y: number) => {
      const before = await page.locator('.zone-shape').textContent();
      await page.mouse.click(box.x + box.width * x, box.y + box.height * y);
      await expect.poll(() => page.locator('.zone-shape').textContent()).not.toBe(before);
    };
    await corner(0.5, 0.42);
    await corner(0.6, 0.42);
    await corner(0.6, 0.55);
    await corner(0.75, 0.75);
    await page.keyboard.press('Backspace');
    await corner(0.5, 0.55);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: '继续修改' }).waitFor();
    await page.fill('.zone-form [name=name]', NAME);
    await page.getByRole('button', { name: '确定划定' }).click();
    await page.locator('.zone-form [role=alert]').filter({ hasText: '理由' }).waitFor();
    await page.fill('.zone-form [name=reason]', '燃气泄漏');
    expect(await findingsInBothThemes(page)).toEqual([]);
    await page.getByRole('button', { name: '确定划定' }).click();
    await zone().waitFor();
    const made = (await list()).find(({ name }) => name === NAME);
    expect(made?.inside.households).toBeGreaterThan(0);
    expect(made?.geometry.coordinates.flat(made.geometry.type === 'Polygon' ? 1 : 2)).toHaveLength(5);
    const shown = async () =>
      ((await zone().locator('[data-inside=households]').textContent()) ?? '').replace(/\D/g, '');
    await expect.poll(shown).toBe(String(made?.inside.households));
    await expect.poll(() => zone().textContent()).toContain('还有');
    expect(await findingsInBothThemes(page)).toEqual([]);
  });

  it('is prolonged and ended with a reason, and is gone then', async () => {
    await zone().getByRole('button', { name: '调整结束时间…' }).click();
    await zone().locator('textarea').fill('抢修延后');
    await zone().getByRole('button', { name: '确定调整' }).click();
    await zone().getByRole('button', { name: '调整结束时间…' }).waitFor();
    const moved = (await list()).find(({ name }) => name === NAME);
    expect(Date.parse(moved?.until ?? '') - Date.now()).toBeGreaterThan(47 * 3_600_000);
    await zone().getByRole('button', { name: '立即解除…' }).click();
    await zone().getByRole('button', { name: '确定解除' }).click();
    await zone().locator('[role=alert]').filter({ hasText: '请填写理由' }).waitFor();
    await zone().locator('textarea').fill('险情排除');
    await zone().getByRole('button', { name: '确定解除' }).click();
    await zone().waitFor({ state: 'detached' });
    expect((await list()).some(({ name }) => name === NAME)).toBe(false);
  });

  it('makes a circle from the form alone, and says so when it leaves the county', async () => {
    await page.getByRole('button', { name: '按圆形划定' }).click();
    await page.fill('.zone-form [name=radius]', '20000');
    await page.fill('.zone-form [name=name]', `圆 ${run}`);
    await page.fill('.zone-form [name=reason]', '演练');
    await page.getByRole('button', { name: '确定划定' }).click();
    await page.locator('.modes > [role=alert]').filter({ hasText: '超出区县边界' }).waitFor();
    await page.locator('.zone-form').getByRole('button', { name: '放弃' }).click();
  });

  it('goes back to normal with a reason', async () => {
    await view('平战转换');
    const running = page.locator('[data-running="true"]').filter({ hasText: REASON });
    await running.getByRole('button', { name: '转回平时…' }).click();
    await running.locator('textarea').fill('台风过境');
    await running.getByRole('button', { name: '确定转回平时' }).click();
    await page.locator('.alarm').filter({ hasText: REASON }).waitFor({ state: 'detached' });
    await page.locator('.past-modes > summary').click();
    await page.locator('.past-modes').getByText('转回理由：台风过境').waitFor();
    await planner.page.reload();
    await planner.page.waitForSelector('.bar nav');
    await expect.poll(() => planner.page.locator('.alarm').filter({ hasText: REASON }).count()).toBe(0);
    // a refused request is complained about by the browser itself
    dispatcher.announce(/\b4\d\d\b/);
    expect(dispatcher.complaints).toEqual([]);
    expect(planner.complaints).toEqual([]);
  });
});
