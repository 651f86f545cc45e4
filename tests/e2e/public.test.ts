/** What the public is shown, set on the page and read at the kiosk: by a planner, by an admin, and refused to others with a reason. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KioskAtlas, KioskNotice } from '../../server/contract/kiosk.ts';
import { findingsInBothThemes } from '../support/axe.ts';
import { hasBrowser, open, PHONE, serviceUrl, sharedBrowser, type Visit, visit } from '../support/browser.ts';
import { type Caller, signedIn } from '../support/field-desk.ts';
import { visitAs } from '../support/page-plan.ts';
import { pngOf } from '../support/photo-writer.ts';

/** Of a village that no other browser test looks at. */
const COMMUNITY = '341921200201';
const NOTICE = `/api/kiosk/notice/${COMMUNITY}`;

describe.skipIf(!hasBrowser())('what the public is shown', () => {
  let browser: Browser;
  let seen: Visit;
  let page: Page;
  let admin: Caller;
  const atlas = async () => (await (await fetch(`${serviceUrl()}/api/kiosk?area=${COMMUNITY}`)).json()) as KioskAtlas;
  const leader = async (code: string) => (await atlas()).grids.find((grid) => grid.code === code)?.leader;
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();

  beforeAll(async () => {
    browser = await sharedBrowser('none');
    admin = await signedIn(serviceUrl(), 'demo-admin');
  });
  afterAll(async () => {
    await seen?.close();
  });

  it('is not set by who may not, and the page says who may', async () => {
    const viewer = await visitAs(browser, serviceUrl(), 'demo-viewer');
    await open(viewer.page, '#/public');
    await viewer.page.locator('.panel .note').filter({ hasText: '规划员（人员、照片）和管理员（联系方式）' }).waitFor();
    expect(await viewer.page.locator('.bar nav').getByRole('button', { name: '公示' }).count()).toBe(0);
    await viewer.close();
  });

  it('is set of a worker by a planner: whether at all, the telephone, the photo', async () => {
    const { code, name, leader: before } = (await atlas()).grids.find((grid) => grid.leader !== null)!;
    seen = await visitAs(browser, serviceUrl(), 'demo-planner');
    ({ page } = seen);
    await open(page, `#/public&area=${COMMUNITY}`);
    await page.getByLabel('按姓名、编号或网格查找').fill(before!.name);
    const row = page.locator('.person-row').filter({ hasText: `网格长 · ${name}` });
    await row.focus();
    await page.keyboard.press('Enter');
    const shown = page.getByLabel('向公众显示姓名、办公电话和照片');
    await shown.focus();
    await page.keyboard.press('Space');
    await press('保存');
    await row.locator('.tag').filter({ hasText: '不公示' }).waitFor();
    await expect.poll(() => leader(code)).toBeNull();
    await shown.check();
    const phone = page.locator('input[name=phone]');
    await phone.fill('0000-7654321');
    await press('保存');
    await expect.poll(() => leader(code)).toEqual({ name: before!.name, phone: '0000-7654321', photo: null });

    const choose = (file: string, buffer: Buffer) =>
      page.locator('input[name=photo]').setInputFiles({ name: file, mimeType: 'image/png', buffer });
    await choose('文字.png', Buffer.from('这不是照片'));
    await page.getByRole('alert').filter({ hasText: '无法读取' }).waitFor();
    await choose('照片.png', pngOf());
    await page.locator('.public-photo img').waitFor();
    await press('取消');
    await choose('照片.png', pngOf());
    await press('使用这张照片');
    await expect.poll(async () => (await leader(code))?.photo).toMatch(/^[0-9a-f]{32}$/);
    await row.locator('img').waitFor();
    expect(await findingsInBothThemes(page)).toEqual([]);
    const links = await page
      .locator('.person-form .previews a')
      .evaluateAll((all) => all.map((link) => link.getAttribute('href')));
    expect(links).toEqual(['', '&view=notice', '&view=qr'].map((view) => `/kiosk?grid=${code}${view}`));
    await press('移除照片');
    await press('确认移除');
    await expect.poll(async () => (await leader(code))?.photo).toBeNull();
    await phone.fill(before!.phone!);
    await press('保存');
    await expect.poll(() => leader(code)).toEqual(before);

    await press('联系方式');
    await page.getByText('当前账号只能查看').waitFor();
    expect(await page.locator('input[name=hotline]').isDisabled()).toBe(true);
    // what it refused was the photo that is none, and Chromium says so
    expect(seen.complaints.filter((line) => !/net::ERR|Failed to load/.test(line))).toEqual([]);
    await seen.close();
  });

  it('is said by an admin whom to call, on the version they saw, also on a phone', async () => {
    seen = await visit(browser, '#/access', PHONE);
    ({ page } = seen);
    await page.evaluate(() =>
      fetch('/api/session', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ login: 'demo-admin', password: 'gezhong-admin' }),
      }),
    );
    await open(page, `#/public&area=${COMMUNITY}`);
    await press('联系方式');
    await page.getByText('未填写，显示全国政务服务便民热线 12345').waitFor();
    const own = await admin.ask<KioskNotice>(NOTICE);
    const tag = admin.tag();
    await admin.ask(NOTICE, { method: 'PUT', json: { ...own, office: '0000-1' }, ifMatch: tag });
    await page.getByLabel('办公电话').fill('0000-2');
    await press('保存');
    await page.getByRole('alert').filter({ hasText: '已被他人修改' }).waitFor();
    seen.announce(/\b412\b/);
    await press('读取最新内容');
    await page.getByText('他人已改为：0000-1').waitFor();
    expect(await page.getByLabel('办公电话').inputValue()).toBe('0000-2');
    await press('保存');
    await expect
      .poll(async () => (await atlas()).notices.find(({ area }) => area === COMMUNITY)?.office)
      .toBe('0000-2');
    expect(await findingsInBothThemes(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await page.getByLabel('办公电话').fill('');
    await press('保存');
    await expect.poll(async () => (await atlas()).notices.find(({ area }) => area === COMMUNITY)?.office).toBeNull();
  });
});
