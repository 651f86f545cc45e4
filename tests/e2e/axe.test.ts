import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findings } from '../support/axe.ts';
import { hasBrowser, launch, mapIdle, PHONE, ready, signIn, type Visit, visit } from '../support/browser.ts';

describe.skipIf(!hasBrowser())('axe finds nothing serious', () => {
  let browser: Browser;
  let seen: Visit;
  let page: Page;

  const findsNothing = async (what: string, themes: readonly ('light' | 'dark')[] = ['dark', 'light']) => {
    for (const theme of themes) {
      await page.emulateMedia({ colorScheme: theme });
      await page.waitForSelector(`html[data-theme="${theme}"]`);
      expect(await findings(page), `${what}, ${theme}`).toEqual([]);
    }
  };

  beforeAll(async () => {
    browser = await launch();
    seen = await visit(browser, '#/access');
    page = seen.page;
  });
  afterAll(async () => {
    await seen?.close();
    await browser?.close();
  });

  it.each(['access', 'setup', 'import'])('on the page for %s', async (name) => {
    await page.evaluate(
      (to) => {
        window.location.hash = to;
      },
      `#/${name}${name === 'setup' ? '&link=abc' : ''}`,
    );
    await page.waitForSelector(`.shell[data-workspace="${name}"] .panel h2`);
    expect(await findings(page)).toEqual([]);
  });

  it('on the map in both themes, with an answer, results and keys open', async () => {
    await page.locator('.bar nav').getByRole('button', { name: '地图' }).click();
    await ready(page);
    await mapIdle(page);
    await page.locator('[role="row"][data-code]').nth(1).click();
    await page.waitForSelector('.card h2');
    await findsNothing('answer');
    await page.fill('#search', '路');
    await page.waitForSelector('[role="option"]');
    await findsNothing('results');
    await page.press('#search', 'Escape');
    await page.locator('.legend .more summary').click();
    await page.locator('.bar .tools .plain').nth(2).click();
    await page.waitForSelector('.keys');
    await findsNothing('keys');
    await page.keyboard.press('Escape');
    await page.waitForSelector('.keys', { state: 'detached' });
    // the audit would list the findings of the chosen grid only
    await page.keyboard.press('Escape');
    await page.waitForSelector('.hint-card');
  });

  it('on the audit in both themes, with a finding open and its form, and on every view', async () => {
    await signIn(page, 'demo-auditor');
    await page.locator('.bar nav').getByRole('button', { name: '审计' }).click();
    await page.locator('[data-finding]').first().click();
    await page.locator('.button.accept').click();
    await page.waitForSelector('#accept-reason');
    await findsNothing('finding');
    for (const view of ['区域', '变化', '检查', '户数']) {
      await page.locator('.audit-top .segmented').getByRole('button', { name: view }).click();
      await findsNothing(view, view === '户数' ? ['dark', 'light'] : ['dark']);
    }
  });

  it('on a phone with the list open', async () => {
    const phone = await visit(browser, '', PHONE);
    await ready(phone.page);
    await phone.page.locator('.sheet-grip').tap();
    await phone.page.waitForSelector('.drawer[data-open="true"]');
    expect(await findings(phone.page)).toEqual([]);
    await phone.close();
  });
});
