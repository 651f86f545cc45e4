import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GridCollection, GridFeature } from '../../server/contract/grids.ts';
import type { PlaceCollection } from '../../server/contract/places.ts';
import { hasBrowser, mapIdle, ready, serviceUrl, sharedBrowser, type Visit, visit } from '../support/browser.ts';
import { FIRST_LOAD_KB, firstLoadOf, kilobytes } from '../support/first-load.ts';

const ask = async <T>(path: string): Promise<T> => (await fetch(`${serviceUrl()}${path}`)).json() as Promise<T>;
const at = (grid: GridFeature, zoom: number): string => {
  const [lon, lat] = grid.properties.label.coordinates;
  return `#/map&map=${zoom}/${lat}/${lon}`;
};
/** The middle of the map on the screen, which is where the address says. */
async function clickMiddle(page: Page): Promise<void> {
  const box = await page.locator('.map').boundingBox();
  if (!box) throw new Error('no map');
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
}

describe.skipIf(!hasBrowser())('the map', () => {
  let browser: Browser;
  let grids: GridFeature[];
  /** One page for what needs no page of its own: to load and draw a map takes longer than most tests. */
  let seen: Visit;
  let page: Page;

  /** Back to how the page opened, except for the camera: nothing asked, nothing chosen. */
  const home = async () => {
    await page.keyboard.press('Escape');
    await page.waitForSelector('.hint-card');
    await page.waitForSelector('[role="row"][aria-selected="true"]', { state: 'detached' });
  };

  beforeAll(async () => {
    browser = await sharedBrowser();
    seen = await visit(browser);
    page = seen.page;
    const all = await ask<GridCollection>('/api/grids?limit=2000');
    grids = all.features.filter((grid) => grid.properties.kind === 'basic' && grid.properties.worker !== null);
  });
  afterAll(async () => {
    await seen?.close();
  });

  it('opens on the demo county, quietly, drawn, with its grids in the table', async () => {
    await ready(page);
    await mapIdle(page);
    expect(await page.locator('h1').textContent()).toMatch(/县$/);
    expect(await page.locator('[role="row"][data-code]').count()).toBeGreaterThan(5);
    // a blank map is a few kilobytes as PNG
    expect((await page.locator('.map').screenshot()).length).toBeGreaterThan(40_000);
    expect(seen.complaints).toEqual([]);
    expect(seen.foreign).toEqual([]);
    expect(kilobytes(await firstLoadOf(page))).toBeLessThanOrEqual(FIRST_LOAD_KB);
  });

  it('answers a click with the grid, its code, path, people and reason, and puts it into the address', async () => {
    const grid = grids[10] as GridFeature;
    const { page, complaints, close } = await visit(browser, at(grid, 17));
    await ready(page);
    await mapIdle(page);
    await clickMiddle(page);
    await page.waitForSelector('.card h2');
    const card = page.locator('.card');
    expect(await card.locator('h2').textContent()).toBe(grid.properties.name);
    expect(await card.textContent()).toContain(grid.properties.code);
    expect(await card.textContent()).toContain(grid.properties.worker?.name);
    expect(await card.locator('.crumbs li').count()).toBeGreaterThanOrEqual(4);
    expect(await card.textContent()).toContain('位于该网格范围内');
    await page.waitForFunction((code) => window.location.hash.includes(`grid=${code}`), grid.properties.code);
    const chosen = page.locator('[role="row"][aria-selected="true"]');
    expect(await chosen.getAttribute('data-code')).toBe(grid.properties.code);
    expect(complaints).toEqual([]);
    await close();
  });

  it('shows the same answer again from a copied link', async () => {
    const grid = grids[20] as GridFeature;
    const { page, close } = await visit(browser, `#/map&grid=${grid.properties.code}`);
    await page.waitForSelector('.card h2');
    expect(await page.locator('.card h2').textContent()).toBe(grid.properties.name);
    await close();
  });

  it.each(['code', 'name', 'address', 'coordinates'] as const)('finds by %s', async (what) => {
    const grid = grids.find((one) => one.properties.name.length > 5) as GridFeature;
    const places = await ask<PlaceCollection>(`/api/places?grid=${grid.properties.code}&kind=building&limit=20`);
    const house = places.features.find((place) => place.properties.address !== null);
    const [lon = 0, lat = 0] = grid.properties.label.coordinates;
    const text = {
      code: grid.properties.code,
      name: grid.properties.name,
      address: house?.properties.address ?? '',
      coordinates: `${lon}, ${lat}`,
    }[what];
    await home();
    await page.fill('#search', text);
    await page.waitForSelector('[role="option"][aria-selected="true"]');
    await page.press('#search', 'Enter');
    await page.waitForSelector('.card h2');
    expect(await page.locator('.card').textContent()).toContain(grid.properties.code);
  });

  it('leaves a camera that sees the whole world, which the page wrote before it knew the county', async () => {
    const { page, complaints, close } = await visit(browser, '#/map&map=0/0/0');
    await ready(page);
    await page.waitForFunction(() => /map=1\d/.test(window.location.hash), null, { timeout: 60_000 });
    expect(await page.locator('.scale').textContent()).toMatch(/^\d{1,3} (米|公里)$/);
    expect(complaints).toEqual([]);
    await close();
  });

  it('can be worked by keyboard alone', async () => {
    await home();
    const grid = grids[5] as GridFeature;
    await page.keyboard.press('/');
    await page.keyboard.type(grid.properties.code);
    await page.waitForSelector('[role="option"][aria-selected="true"]');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.card h2');
    expect(await page.locator('.card').textContent()).toContain(grid.properties.code);
    await page.keyboard.press('Escape');
    await page.waitForSelector('.hint-card');

    await page.keyboard.press('?');
    await page.waitForSelector('.keys');
    await page.keyboard.press('Escape');
    await page.waitForSelector('.keys', { state: 'detached' });
    await page.keyboard.press('\\');
    await page.waitForSelector('.side', { state: 'hidden' });
    await page.keyboard.press('Escape');
    await page.waitForSelector('.side', { state: 'visible' });

    await page.locator('[role="row"][tabindex="0"]').focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowDown');
    const second = await page.locator('[role="row"][tabindex="0"]').getAttribute('data-code');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.card h2');
    expect(await page.locator('.card').textContent()).toContain(second);

    await page.locator('.map canvas').focus();
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => window.location.hash.includes('at='));
  });

  it('goes down from county to community, and the table follows', async () => {
    await home();
    const rows = async () => Number(await page.locator('[role="grid"]').getAttribute('aria-rowcount'));
    const all = await rows();
    await page.locator('.drill .areas button').first().click();
    await page.waitForFunction(() => document.querySelectorAll('.drill .crumbs li').length === 2);
    const town = await rows();
    await page.locator('.drill .areas button').first().click();
    await page.waitForFunction(() => document.querySelectorAll('.drill .crumbs li').length === 3);
    const community = await rows();
    expect(town).toBeLessThan(all);
    expect(community).toBeLessThan(town);
    await page.locator('.drill .crumbs button').first().click();
    await page.waitForFunction(() => document.querySelectorAll('.drill .crumbs li').length === 1);
    expect(await rows()).toBe(all);
  });

  it('speaks English when asked, and again after a reload', async () => {
    await home();
    await page.getByRole('button', { name: 'English' }).click();
    await page.waitForFunction(() => document.documentElement.lang === 'en');
    expect(await page.getByRole('button', { name: 'Map', exact: true }).isVisible()).toBe(true);
    await page.reload();
    await ready(page);
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    await page.getByRole('button', { name: '中文' }).click();
    await page.waitForFunction(() => document.documentElement.lang === 'zh-CN');
  });

  it('shows households against the band, filtered in the table', async () => {
    await home();
    await page.locator('.legend').getByRole('button', { name: '户数标准' }).click();
    await page.waitForSelector('.legend .classes svg');
    await page.locator('.list .segmented button').nth(3).click();
    await page.waitForFunction(() => document.querySelectorAll('[role="row"][data-code] .tag.in').length === 0);
    expect(await page.locator('[role="row"][data-code] .tag.over').count()).toBeGreaterThan(0);
    await mapIdle(page);
    expect(seen.complaints).toEqual([]);
  });

  it('says that the service is away, and comes back', async () => {
    seen.announce(/ERR_FAILED/);
    await page.route('**/api/**', (route) => route.abort());
    await page.reload();
    await page.waitForSelector('.full [role="alert"]');
    await page.unroute('**/api/**');
    await page.locator('.full button').click();
    await ready(page);
  });
});
