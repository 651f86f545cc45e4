import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findings } from '../support/axe.ts';
import { hasBrowser, launch, mapIdle, PHONE, ready, signIn, visit } from '../support/browser.ts';

describe.skipIf(!hasBrowser())('axe finds nothing serious', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser?.close());

  it.each(['light', 'dark'] as const)(
    'on the map in the %s theme, with an answer, results and keys open',
    async (theme) => {
      const { page, close } = await visit(browser, '', { viewport: { width: 1440, height: 900 }, colorScheme: theme });
      await ready(page);
      await mapIdle(page);
      await page.locator('[role="row"][data-code]').nth(1).click();
      await page.waitForSelector('.card h2');
      expect(await findings(page)).toEqual([]);
      await page.fill('#search', '路');
      await page.waitForSelector('[role="option"]');
      expect(await findings(page)).toEqual([]);
      await page.press('#search', 'Escape');
      await page.locator('.legend .more summary').click();
      await page.locator('.bar .tools .plain').nth(2).click();
      await page.waitForSelector('.keys');
      expect(await findings(page)).toEqual([]);
      await close();
    },
  );

  it.each(['#/access', '#/setup&link=abc', '#/import'])('on %s', async (hash) => {
    const { page, close } = await visit(browser, hash);
    await page.waitForSelector('.panel h2');
    expect(await findings(page)).toEqual([]);
    await close();
  });

  it.each([
    ['light', ['户数']],
    ['dark', ['区域', '户数', '变化', '检查']],
  ] as const)('on the audit in the %s theme, with a finding open and its form, and on %j', async (theme, views) => {
    const { page, close } = await visit(browser, '', { viewport: { width: 1440, height: 900 }, colorScheme: theme });
    await ready(page);
    await signIn(page, 'demo-auditor');
    await page.locator('.bar nav').getByRole('button', { name: '审计' }).click();
    await page.locator('[data-finding]').first().click();
    await page.locator('.button.accept').click();
    await page.waitForSelector('#accept-reason');
    expect(await findings(page)).toEqual([]);
    for (const view of views) {
      await page.locator('.audit-top .segmented').getByRole('button', { name: view }).click();
      expect(await findings(page), view).toEqual([]);
    }
    await close();
  });

  it('on a phone with the list open', async () => {
    const { page, close } = await visit(browser, '', PHONE);
    await ready(page);
    await page.locator('.sheet-grip').tap();
    await page.waitForSelector('.drawer[data-open="true"]');
    expect(await findings(page)).toEqual([]);
    await close();
  });
});
