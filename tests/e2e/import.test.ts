import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GridCollection } from '../../server/contract/grids.ts';
import {
  hasBrowser,
  mapIdle,
  ready,
  serviceUrl,
  sharedBrowser,
  signIn,
  type Visit,
  visit,
} from '../support/browser.ts';

const NAME = '试用新楼1栋';

/** A new building inside a grid; with `broken`, a second one whose count is no number. */
async function buildingsFile(broken: boolean): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const response = await fetch(`${serviceUrl()}/api/grids?limit=5`);
  const { features } = (await response.json()) as GridCollection;
  const at = features[0]?.properties.label;
  const feature = (properties: Record<string, unknown>) => ({ type: 'Feature', properties, geometry: at });
  const good = feature({ 楼栋编码: 'NEW-0001', 名称: NAME, 类型: '楼栋', 户数: 24 });
  const bad = feature({ 楼栋编码: 'NEW-0002', 名称: '坏楼', 类型: '楼栋', 户数: '很多' });
  const collection = { type: 'FeatureCollection', features: broken ? [good, bad] : [good] };
  return { name: '新楼.geojson', mimeType: 'application/geo+json', buffer: Buffer.from(JSON.stringify(collection)) };
}

describe.skipIf(!hasBrowser())('the import', () => {
  let browser: Browser;
  let seen: Visit;
  let page: Page;
  beforeAll(async () => {
    browser = await sharedBrowser();
    seen = await visit(browser, '#/import');
    page = seen.page;
  });
  afterAll(async () => {
    await seen?.close();
  });

  it('is not offered to visitors', async () => {
    await page.waitForSelector('.panel .note');
    expect(await page.locator('input[type=file]').count()).toBe(0);
    expect(await page.locator('.bar nav button').count()).toBe(1);
  });

  it('shows the demo planner what is wrong in a file, and loads the corrected one', async () => {
    await page.getByRole('button', { name: '地图', exact: true }).click();
    await ready(page);
    await signIn(page, 'demo-planner');
    await page.getByRole('button', { name: '导入', exact: true }).click();
    await page.setInputFiles('input[type=file]', await buildingsFile(true));
    await page.waitForSelector('.mapping');
    expect(await page.locator('#map-code').inputValue()).toBe('楼栋编码');
    expect(await page.locator('#map-households').inputValue()).toBe('户数');
    await page.getByRole('button', { name: '试运行' }).click();
    await page.waitForSelector('.tally');
    expect(await page.locator('.tally strong').allTextContents()).toEqual(['2', '1', '0', '1']);
    const problems = await page.locator('.problems').textContent();
    expect(problems).toContain('第 2 条');
    expect(problems).toContain('“户数”的值“很多”不是整数');
    expect(await page.getByRole('button', { name: '正式导入' }).count()).toBe(0);

    await page.setInputFiles('input[type=file]', await buildingsFile(false));
    await page.waitForSelector('.tally', { state: 'detached' });
    await page.getByRole('button', { name: '试运行' }).click();
    await page.getByRole('button', { name: '正式导入' }).click();
    await page.getByText('导入完成').waitFor();
    await mapIdle(page);
    await page.getByRole('button', { name: '地图', exact: true }).click();
    await page.fill('#search', NAME);
    await page.waitForSelector('[role="option"]');
    expect(await page.locator('[role="option"]').first().textContent()).toContain(NAME);
    expect(seen.complaints).toEqual([]);
  });

  it('refuses a wrong password in words', async () => {
    await page.getByRole('button', { name: '退出' }).click();
    await page.locator('.bar').getByRole('button', { name: '登录' }).click();
    await page.fill('#login', 'demo-planner');
    await page.fill('#password', 'wrong');
    seen.announce(/\b401\b/);
    await page.locator('form button').click();
    await page.waitForSelector('.note.bad');
    expect(await page.locator('.note.bad').textContent()).toContain('不正确');
  });
});
