import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EventStatistics } from '../../server/contract/event-statistics.ts';
import { findingsInBothThemes } from '../support/axe.ts';
import { hasBrowser, PHONE, sharedBrowser, type Visit } from '../support/browser.ts';
import { ask, openCommand, reportBy } from '../support/event-pages.ts';

const text = (value: number | null, rate = false): string => {
  if (value === null) return '—';
  return rate ? `${Math.round(value * 1000) / 10}%` : value.toLocaleString('en-US');
};

/** What a click fetched, as the page would write it to the disk. */
async function fileOf(page: Page, href: string): Promise<string[][]> {
  const csv = await page.evaluate(async (path) => {
    const response = await fetch(path);
    if (!response.headers.get('content-disposition')?.includes('attachment')) throw new Error('not a file');
    return response.text();
  }, href);
  return csv
    .replace('\uFEFF', '')
    .trim()
    .split('\r\n')
    .map((line) => line.split(','));
}

describe.skipIf(!hasBrowser())('the figures of the command', () => {
  let browser: Browser;
  let seen: Visit;
  let page: Page;
  const cell = (key: string, figure: string) => page.locator(`[data-key="${key}"] [data-figure="${figure}"]`);
  const big = (figure: string) => page.locator(`.big-figures [data-figure="${figure}"] .value`);
  const showFigures = async (on: Page) => {
    await on.getByRole('group', { name: '视图' }).getByRole('button', { name: '统计' }).click();
    await on.waitForSelector('.figures-table .rows [role="row"]');
  };
  const shows = (of: { textContent(): Promise<string | null> }, what: string, name?: string) =>
    expect.poll(() => of.textContent(), { message: name ?? '' }).toBe(what);
  /** The table on the screen, by the very address of its file. */
  const file = async () => (await page.getByRole('link', { name: '导出 CSV' }).getAttribute('href')) ?? '';
  const answer = async () => ask<EventStatistics>(page, (await file()).replace('format=csv', 'format=json'));

  beforeAll(async () => {
    browser = await sharedBrowser();
    seen = await openCommand(browser, 'demo-dispatcher');
    ({ page } = seen);
    // there is at least one event, and one whose place is not known
    await reportBy(page, { text: '统计用的事件' });
    await showFigures(page);
  });
  afterAll(async () => {
    await seen?.close();
  });

  it('are those of the service, in the total and in every row', async () => {
    const { total, rows } = await answer();
    expect(total.reported).toBeGreaterThan(0);
    for (const name of ['reported', 'open', 'households'] as const) await shows(big(name), text(total[name]), name);
    for (const name of ['filingRate', 'onTimeHandlingRate', 'exactDispatchRate'] as const)
      await shows(big(name), text(total[name], true), name);
    const first = rows.find(({ key }) => key[0] !== null)!;
    await shows(cell(first.key[0]!, 'reported'), text(first.figures.reported));
    await shows(cell(first.key[0]!, 'onTimeClosingRate'), text(first.figures.onTimeClosingRate, true));
  });

  it('are the same in the file', async () => {
    const { total, rows, by } = await answer();
    const [heading = [], ...lines] = await fileOf(page, await file());
    const at = heading.findIndex((name) => name.endsWith(' reported'));
    expect(lines).toHaveLength(rows.length + 1);
    expect(lines.at(-1)?.[at]).toBe(String(total.reported));
    expect(lines.slice(0, -1).map((line) => line[at])).toEqual(rows.map(({ figures }) => String(figures.reported)));
    expect(by).toEqual(['community']);
  });

  it('tell their formulas on demand', async () => {
    await page.getByRole('button', { name: '计算方法' }).click();
    const { handled, handleDue } = (await answer()).total;
    const said = page.locator('.big-figures [data-figure="handlingRate"] .formula');
    await shows(said, `已处置 ÷ 应处置${text(handled)} ÷ ${text(handleDue)}`);
    await page.getByRole('button', { name: '计算方法' }).click();
  });

  it('are sorted by a heading, and a row of a grid takes the map there', async () => {
    await page.getByRole('button', { name: '网格排名' }).click();
    await page.getByRole('columnheader', { name: '网格', exact: false }).first().waitFor();
    const { rows } = await answer();
    const most = Math.max(...rows.map(({ figures }) => figures.reported));
    const first = page.locator('.figures-table .rows [aria-rowindex="2"]');
    await shows(first.locator('[data-figure="reported"]'), text(most));
    await page.getByRole('columnheader', { name: '上报' }).getByRole('button').click();
    await page.waitForSelector('[aria-sort="ascending"]');
    const least = Math.min(...rows.map(({ figures }) => figures.reported));
    await shows(first.locator('[data-figure="reported"]'), text(least));
    const placed = page.locator('.figures-table .rows [data-leads="true"]').first();
    const code = await placed.getAttribute('data-key');
    await placed.locator('.name').click();
    await page.waitForSelector(`[data-key="${code}"][aria-selected="true"]`);
  });

  it('narrow down by filters that stand in the address', async () => {
    await page.getByRole('button', { name: '今天' }).click();
    await page.locator('.event-figures .more summary').first().click();
    await page.locator('.event-figures .more .choices select').nth(2).selectOption('worker');
    await page.waitForFunction(() => /figures=today,by:grid,channel:worker/.test(window.location.hash));
    await page.waitForFunction(() =>
      document.querySelector('.figures-line a')?.getAttribute('href')?.includes('channel=worker'),
    );
    // the file is of the new filters as soon as they are chosen, of the new period when its figures are here
    const agrees = async () => (await big('reported').textContent()) === text((await answer()).total.reported);
    await expect.poll(agrees).toBe(true);
  });

  it('lead to their events in the list', async () => {
    const { open } = (await answer()).total;
    expect(open).toBeGreaterThan(0);
    await big('open').click();
    await page.waitForFunction(() => /show=channel:worker/.test(window.location.hash));
    await page.waitForSelector('.table.events [data-event]');
    await page.goBack();
    await page.waitForSelector('.figures-table .rows [role="row"]');
    expect(seen.complaints).toEqual([]);
  });

  it('are clean for axe in both themes, and stay within a phone', async () => {
    expect(await findingsInBothThemes(page)).toEqual([]);
    const phone = await openCommand(browser, 'demo-dispatcher', PHONE);
    await showFigures(phone.page);
    await expect.poll(() => phone.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await phone.close();
  });
});
