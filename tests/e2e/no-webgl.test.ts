import type { Browser } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { hasBrowser, PHONE, ready, sharedBrowser, signIn, visit } from '../support/browser.ts';

describe.skipIf(!hasBrowser())('without WebGL', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await sharedBrowser('none');
  });

  it.each(['desk', 'phone'] as const)(
    'says so in one line at the %s, and table and search do the whole job',
    async (where) => {
      const { page, complaints, close } = await visit(browser, '', where === 'phone' ? PHONE : undefined);
      await ready(page);
      await page.waitForSelector('.no-map');
      expect(await page.locator('.no-map').textContent()).toContain('WebGL2');
      // what is printed needs no WebGL either
      expect(await page.locator('.drill .print-map').getAttribute('href')).toBe('/kiosk?area=341921&view=map');
      const row = page.locator('[role="row"][data-code]').nth(2);
      const code = (await row.getAttribute('data-code')) ?? '';
      await row.click();
      await page.waitForSelector('.card h2');
      expect(await page.locator('.card').textContent()).toContain(code);
      const notice = page.locator('.card').getByRole('link', { name: '网格公示牌' });
      expect(await notice.getAttribute('href')).toBe(`/kiosk?grid=${code}&view=notice`);
      await page.fill('#search', code);
      await page.waitForSelector('[role="option"][aria-selected="true"]');
      await page.press('#search', 'Enter');
      await page.waitForSelector('.card h2');
      expect(complaints).toEqual([]);
      await close();
    },
  );

  it('lists the findings of the audit and shows one', async () => {
    const { page, close } = await visit(browser);
    await ready(page);
    await signIn(page, 'demo-auditor');
    await page.locator('.bar nav').getByRole('button', { name: '审计' }).click();
    const row = page.locator('[data-finding]').nth(1);
    const name = await row.locator('.name').textContent();
    await row.click();
    await page.waitForSelector('.card.finding h2');
    expect(await page.locator('.card.finding h2').textContent()).toBe(name);
    expect(await page.locator('.audit').textContent()).toContain('WebGL2');
    await close();
  });
});
