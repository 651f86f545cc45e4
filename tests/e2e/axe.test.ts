import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasBrowser, launch, mapIdle, PHONE, ready, visit } from '../support/browser.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  id: string;
  impact: string;
  nodes: { html: string; failureSummary: string }[];
}

/** Serious and critical findings of axe; the canvas is left out, it is opaque by nature. */
async function findings(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const violations = await page.evaluate(async () => {
    const runner = (window as unknown as { axe: { run(context: unknown): Promise<{ violations: unknown[] }> } }).axe;
    return (await runner.run({ exclude: [['canvas']] })).violations;
  });
  return (violations as Violation[])
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary}`));
}

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

  it('on a phone with the list open', async () => {
    const { page, close } = await visit(browser, '', PHONE);
    await ready(page);
    await page.locator('.sheet-grip').tap();
    await page.waitForSelector('.drawer[data-open="true"]');
    expect(await findings(page)).toEqual([]);
    await close();
  });
});
