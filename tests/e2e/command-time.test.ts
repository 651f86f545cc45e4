import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EventStatistics } from '../../server/contract/event-statistics.ts';
import { findings } from '../support/axe.ts';
import { hasBrowser, mapIdle, open, sharedBrowser, type Visit } from '../support/browser.ts';
import { openCommand } from '../support/event-pages.ts';

describe.skipIf(!hasBrowser())('time and density of the command', () => {
  let browser: Browser;
  let seen: Visit;
  let page: Page;

  const number = async (selector: string): Promise<number> =>
    Number((await page.locator(selector).first().textContent())?.replaceAll(/[^\d.]/g, ''));
  const statistics = (from: number, to: number) =>
    page.evaluate(
      async ([a, b]) =>
        (await (await fetch(`/api/events/statistics?area=341921&by=grid&from=${a}&to=${b}`)).json()) as EventStatistics,
      [new Date(from).toISOString(), new Date(to).toISOString()] as const,
    );
  const inPast = () => page.waitForSelector('.time-bar[data-past="true"]');

  beforeAll(async () => {
    browser = await sharedBrowser();
    seen = await openCommand(browser, 'demo-dispatcher');
    ({ page } = seen);
    await open(page, '#/command&span=30d');
    await page.locator('.fold-time').click();
    await page.waitForSelector('.time-strip .bars rect', { state: 'attached' });
  });
  afterAll(async () => {
    await seen?.close();
  });

  it('steps into the past by keys, says so in list and timeline, and comes back', async () => {
    await page.locator('.needle').focus();
    await page.keyboard.press('PageDown');
    await inPast();
    await page.locator('.past-head h2').waitFor();
    expect(await page.locator('.past-head .note').textContent()).toContain('过去');
    const opened = await number('.time-figures dd');
    expect(opened).toBeGreaterThan(0);
    expect(Number(await page.locator('.list.past [role="grid"]').getAttribute('aria-rowcount'))).toBe(opened);
    await page.keyboard.press('End');
    await page.waitForSelector('.time-bar[data-past="false"]');
    await page.waitForSelector('.list.past', { state: 'detached' });
  });

  it('plays and pauses by space, and the moment moves on', async () => {
    const moment = async () => Number(await page.locator('.needle').getAttribute('aria-valuenow'));
    await page.locator('.needle').focus();
    await page.keyboard.press('Home');
    await inPast();
    const before = await moment();
    await page.keyboard.press(' ');
    await page.waitForFunction((at) => Number(document.querySelector('.needle')?.ariaValueNow) > at + 60, before);
    await page.keyboard.press(' ');
    const paused = await moment();
    await page.waitForTimeout(700);
    expect(await moment()).toBe(paused);
    // a link shows the same moment
    expect(page.url()).toContain(`at=${paused}`);
  });

  it('opens the card of an event of the past', async () => {
    await page.locator('.list.past [role="row"]').first().click();
    await page.waitForSelector('.card.event');
    await page.keyboard.press('Escape');
    await page.waitForSelector('.card.event', { state: 'detached' });
    await page.locator('.needle').focus();
    await page.keyboard.press('End');
    await page.waitForSelector('.time-bar[data-past="false"]');
  });

  it('has the histogram as a table that sums to what the service counts', async () => {
    await page.locator('.time-table > button').click();
    const cells = await page.locator('.time-rows td').allTextContents();
    const from = Number(await page.locator('.needle').getAttribute('aria-valuemin')) * 60_000;
    const { total } = await statistics(from, from + 30 * 86_400_000);
    expect(cells).toHaveLength(30);
    expect(cells.reduce((sum, text) => sum + Number(text), 0)).toBe(total.reported);
    await page.locator('.time-table > button').click();
  });

  it('shows heat, hexagons, rates and hotspots, each with its numbers', async () => {
    await open(page, '#/command/density&span=30d&win=43200');
    await page.waitForSelector('.heat-ramp');
    await page.locator('.density').getByRole('button', { name: '蜂窝' }).click();
    expect(await page.locator('.density .density-classes li').count()).toBe(5);
    await page.locator('.density').getByRole('button', { name: '每千户' }).click();
    await page.locator('.rates .hint').filter({ hasText: '由服务统计' }).waitFor();
    const rows = await page
      .locator('.rates tbody tr')
      .evaluateAll((all) =>
        all.map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent?.replace(/[*,]/g, '') ?? '')),
      );
    const rates = rows.map(([, , rate]) => Number(rate));
    expect(rates).toEqual([...rates].sort((a, b) => b - a));
    const [count, households, rate] = rows[0]!.map(Number);
    expect(rate).toBeCloseTo((count! * 1000) / households!, 0);
    await page.locator('.density').getByRole('button', { name: '热点' }).click();
    await page.locator('.hotspots .found').first().waitFor();
    await mapIdle(page);
    expect(await findings(page)).toEqual([]);
  });

  it('hides what is fewer than five from whoever does not command', async () => {
    const other = await openCommand(browser, 'demo-viewer');
    await open(other.page, '#/command/density&span=30d&win=1440&density=rate');
    await other.page.waitForSelector('.rates tbody tr');
    const counts = await other.page.locator('.rates tbody td:nth-of-type(1)').allTextContents();
    expect(counts.filter((text) => /^[1-4]$/.test(text))).toEqual([]);
    expect(await other.page.locator('.density .dotted').count()).toBe(1);
    await other.close();
  });

  it('puts true numbers on the wall, which nobody need touch', async () => {
    await open(page, '#/wall');
    await page.waitForSelector('.wall-feeds [data-state="live"]');
    await page.waitForFunction(() =>
      /\d/.test(document.querySelector('[data-figure="month"] strong')?.textContent ?? ''),
    );
    const to = Date.now();
    const { total } = await statistics(to - 30 * 86_400_000, to);
    expect(await page.locator('[data-figure="month"] dd span').textContent()).toContain(
      `${total.closedOnTime} / ${total.closeDue}`,
    );
    expect(await number('[data-figure="open"] strong')).toBeGreaterThan(0);
    expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark');
    expect(await findings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.waitForSelector('.shell[data-workspace="command"]');
    await expect.poll(() => page.evaluate(() => document.documentElement.dataset.wall)).toBeUndefined();
  });

  it('complains of nothing', () => {
    seen.announce(/luma\.gl: (Binding|layout)/);
    expect(seen.complaints).toEqual([]);
    expect(seen.foreign).toEqual([]);
  });
});
