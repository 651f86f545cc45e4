/** What axe finds on a page: serious and critical only, in words that lead to the element. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  id: string;
  impact: string;
  nodes: { html: string; failureSummary: string }[];
}

/** Rules whose answer another theme can change. */
const COLOURS = ['color-contrast', 'link-in-text-block'];

/** Serious and critical findings of axe, by all rules or those of colours; the canvas is left out, it is opaque by nature. */
export async function findings(page: Page, rules: 'all' | 'colours' = 'all'): Promise<string[]> {
  const options = { resultTypes: ['violations'], ...(rules === 'all' ? {} : { runOnly: COLOURS }) };
  await page.evaluate(axe);
  const violations = await page.evaluate(async (how) => {
    const { axe } = window as unknown as { axe: { run(on: object, how: object): Promise<{ violations: unknown[] }> } };
    return (await axe.run({ exclude: [['canvas']] }, how)).violations;
  }, options);
  return (violations as Violation[])
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary}`));
}

/** All rules in the theme the page is in, those of colours in the other, in which the page is left. */
export async function findingsInBothThemes(page: Page): Promise<string[]> {
  const theme = await page.locator('html').getAttribute('data-theme');
  const here = await findings(page);
  const colorScheme = theme === 'dark' ? 'light' : 'dark';
  await page.emulateMedia({ colorScheme });
  await page.waitForSelector(`html[data-theme="${colorScheme}"]`);
  const there = await findings(page, 'colours');
  return [...here.map((found) => `${theme}: ${found}`), ...there.map((found) => `${colorScheme}: ${found}`)];
}
