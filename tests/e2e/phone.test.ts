import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasBrowser, mapIdle, PHONE, ready, sharedBrowser, type Visit, visit } from '../support/browser.ts';

describe.skipIf(!hasBrowser())('on a phone', () => {
  let browser: Browser;
  let seen: Visit;
  let page: Page;
  /** One step back: the sheet down, or the answer away. */
  const back = () => page.keyboard.press('Escape');
  beforeAll(async () => {
    browser = await sharedBrowser();
    seen = await visit(browser, '', PHONE);
    page = seen.page;
  });
  afterAll(async () => {
    await seen?.close();
  });

  it('fills the screen with the map, search on top, answers in a sheet from below', async () => {
    await ready(page);
    await mapIdle(page);
    const map = await page.locator('.map').boundingBox();
    expect(map?.width).toBe(390);
    expect(map?.height).toBeGreaterThan(700);
    await page.touchscreen.tap(195, 420);
    await page.waitForSelector('.card h2');
    const card = await page.locator('.card').boundingBox();
    expect(card?.width).toBe(390);
    expect((card?.y ?? 0) + (card?.height ?? 0)).toBe(844);
    expect(card?.y).toBeGreaterThan(250);
    expect(seen.complaints).toEqual([]);
    await back();
    await page.waitForSelector('.card h2', { state: 'detached' });
  });

  it('has targets of at least 44 px and nothing wider than the screen', async () => {
    await page.locator('.sheet-grip').tap();
    await page.waitForSelector('.drawer[data-open="true"]');
    const small = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('button, input, select, summary, [role="row"][data-code]')]
        .filter((element) => element.checkVisibility() && !element.closest('.skip, .check, label, .skip.button'))
        .filter((element) => !element.matches('.skip'))
        .map((element) => ({ element, box: element.getBoundingClientRect() }))
        .filter(({ box }) => box.height > 0 && box.height < 43.5)
        .map(({ element, box }) => `${element.className} ${element.textContent} ${box.height}`),
    );
    expect(small).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await back();
    await page.waitForSelector('.drawer[data-open="false"]');
  });

  it('lists the grids in the sheet and shows the chosen one', async () => {
    await page.locator('.sheet-grip').tap();
    const row = page.locator('[role="row"][data-code]').nth(1);
    const code = await row.getAttribute('data-code');
    await row.tap();
    await page.waitForSelector('.card h2');
    expect(await page.locator('.card').textContent()).toContain(code);
  });
});
