import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GridCollection } from '../../server/contract/grids.ts';
import { hasBrowser, launch, mapIdle, ready, serviceUrl, visit } from '../support/browser.ts';

const NAME = '试用新楼1栋';

/** A new building inside a grid, and a row without a code, which must be refused. */
async function buildingsFile(): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const response = await fetch(`${serviceUrl()}/api/grids?limit=5`);
  const { features } = (await response.json()) as GridCollection;
  const at = features[0]?.properties.label;
  const feature = (properties: Record<string, unknown>) => ({ type: 'Feature', properties, geometry: at });
  const collection = {
    type: 'FeatureCollection',
    features: [
      feature({ 楼栋编码: 'NEW-0001', 名称: NAME, 类型: '楼栋', 户数: 24 }),
      feature({ 楼栋编码: 'NEW-0002', 名称: '坏楼', 类型: '楼栋', 户数: '很多' }),
    ],
  };
  return { name: '新楼.geojson', mimeType: 'application/geo+json', buffer: Buffer.from(JSON.stringify(collection)) };
}

async function signIn(page: Page, login: string): Promise<void> {
  await page.locator('.bar').getByRole('button', { name: '登录' }).click();
  await page.locator('.demo-users button').filter({ hasText: login }).click();
  await page.getByRole('button', { name: '退出' }).waitFor();
}

describe.skipIf(!hasBrowser())('the import', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser?.close());

  it('is not offered to visitors', async () => {
    const { page, close } = await visit(browser, '#/import');
    await page.waitForSelector('.panel .note');
    expect(await page.locator('input[type=file]').count()).toBe(0);
    expect(await page.locator('.bar nav button').count()).toBe(1);
    await close();
  });

  it('refuses a wrong password in words', async () => {
    const { page, close } = await visit(browser, '#/access');
    await page.fill('#login', 'demo-planner');
    await page.fill('#password', 'wrong');
    await page.locator('form button').click();
    await page.waitForSelector('.note.bad');
    expect(await page.locator('.note.bad').textContent()).toContain('不正确');
    await close();
  });

  it('takes a file of the demo planner through dry run and load', async () => {
    const { page, complaints, close } = await visit(browser);
    await ready(page);
    await signIn(page, 'demo-planner');
    await page.getByRole('button', { name: '导入', exact: true }).click();
    await page.setInputFiles('input[type=file]', await buildingsFile());
    await page.waitForSelector('.mapping');
    expect(await page.locator('#map-code').inputValue()).toBe('楼栋编码');
    expect(await page.locator('#map-households').inputValue()).toBe('户数');
    await page.locator('summary', { hasText: '坐标与编码' }).click();
    await page.selectOption('#import-datum', 'wgs84');
    await page.getByRole('button', { name: '试运行' }).click();
    await page.waitForSelector('.tally');
    const sums = await page.locator('.tally strong').allInnerTexts();
    expect(sums).toEqual(['2', '1', '0', '1']);
    expect(await page.locator('.problems').textContent()).toContain('第 2 条');
    await page.getByRole('button', { name: '正式导入' }).click();
    await page.getByText('导入完成').waitFor();
    await mapIdle(page);
    await page.getByRole('button', { name: '地图', exact: true }).click();
    await page.fill('#search', NAME);
    await page.waitForSelector('[role="option"]');
    expect(await page.locator('[role="option"]').first().textContent()).toContain(NAME);
    expect(complaints).toEqual([]);
    await close();
  });
});
