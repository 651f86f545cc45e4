/** Workers in the command and the audit, in a browser: list and map, a trail with a reason, roll-call, who is nearest, presence. */
import { randomUUID } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { DutyMe, DutySettings } from '../../server/contract/duty.ts';
import type { GridCollection } from '../../server/contract/grids.ts';
import type { FixOutcomes, TrailLooks } from '../../server/contract/positions.ts';
import { findingsInBothThemes } from '../support/axe.ts';
import { hasBrowser, open, sharedBrowser, type Visit } from '../support/browser.ts';
import { live, reportBy } from '../support/event-pages.ts';
import { type Caller, signedIn } from '../support/field-desk.ts';
import { openService } from '../support/own-service.ts';
import { visitAs } from '../support/page-plan.ts';
import type { ServiceProcess } from '../support/service-process.ts';

const COUNTY = '341921';
const REASON = `核实巡查情况 ${Date.now().toString(36)}`;

describe.skipIf(!hasBrowser())('workers in the command and the audit', () => {
  let service: ServiceProcess;
  let browser: Browser;
  let seen: Visit;
  let page: Page;
  let worker: Caller;
  let me: NonNullable<DutyMe['worker']>;
  let at: readonly number[];

  const tell = async (times: readonly number[]) => {
    const fixes = times.map((t, index) => ({ t, lon: at[0]! + index * 1e-4, lat: at[1]!, accuracy: 6 }));
    return worker.ask<FixOutcomes>('/api/positions', { method: 'POST', json: { fixes } });
  };
  const row = () => page.locator(`[data-worker="${me.id}"]`);

  beforeAll(async () => {
    service = await openService();
    browser = await sharedBrowser();
    worker = await signedIn(service.url, 'demo-worker');
    me = (await worker.ask<DutyMe>('/api/duty/me')).worker!;
    const grids = await worker.ask<GridCollection>(`/api/grids?area=${COUNTY}&limit=2000`);
    at = grids.features.find(({ id }) => id === me.posts[0]?.grid)!.properties.label.coordinates;
    const [lon, lat] = at;
    // at whatever hour this runs, no shift ends by itself
    const admin = await signedIn(service.url, 'demo-admin');
    const settings = await admin.ask<DutySettings>(`/api/duty/settings/${COUNTY}`);
    await admin.ask(`/api/duty/settings/${COUNTY}`, {
      method: 'PUT',
      json: { ...settings, outAt: null },
      ifMatch: admin.tag(),
    });
    const begin = new Date(Date.now() - 40 * 60_000).toISOString();
    await worker.ask('/api/duty/sign-in', {
      method: 'POST',
      json: { id: randomUUID(), at: begin, lon, lat, accuracyM: 6 },
    });
    // the way from the shift to the book of those on duty takes a moment
    const now = Date.now();
    const times = [now - 30 * 60_000, now - 20 * 60_000, now - 19 * 60_000, now - 1000];
    await vi.waitFor(async () => expect((await tell(times)).results.at(-1)).toMatch(/accepted|duplicate/), {
      ...{ timeout: 15_000, interval: 500 },
    });
    seen = await visitAs(browser, service.url, 'demo-dispatcher');
    ({ page } = seen);
    await open(page, '#/command', service.url);
    await live(page);
  });
  afterAll(async () => {
    await seen?.close();
    await service?.close();
  });

  it('shows who is on duty in list and map, each choosing for the other', async () => {
    await page.locator('.command-top .segmented').getByRole('button', { name: '人员', exact: true }).click();
    await row().waitFor();
    await expect.poll(() => page.locator('[data-stand=all] strong').textContent()).not.toBe('0');
    await page.locator('[name=people]').fill(me.name);
    await row().click();
    await page.locator('.person-card').filter({ hasText: me.name }).waitFor();
    await expect.poll(() => row().getAttribute('data-fresh')).toBe('fresh');
    expect(await findingsInBothThemes(page)).toEqual([]);
    await page.getByRole('button', { name: '收起', exact: true }).click();
    await page.locator('.person-card').waitFor({ state: 'detached' });
    // flown to, the sign lies in the middle of what the legend leaves of the map
    const map = (await page.locator('.map').boundingBox())!;
    const legend = (await page.locator('.legend').first().boundingBox())!;
    const x = (legend.x + legend.width + map.x + map.width) / 2;
    const aside = [0, -7, 7, -14, 14];
    await expect
      .poll(
        async () => {
          await page.mouse.click(x + aside[0]!, map.y + map.height / 2);
          aside.push(aside.shift()!);
          return page.locator('.person-card').count();
        },
        { timeout: 20_000 },
      )
      .toBe(1);
  });

  it('stays where one is when the bare map is clicked', async () => {
    const map = (await page.locator('.map').boundingBox())!;
    await page.mouse.click(map.x + map.width - 130, map.y + map.height - 12);
    await expect.poll(() => page.locator('[name=people]').count()).toBe(1);
    expect(page.url()).toContain('#/command/people');
  });

  it('shows a trail only for a reason, which the worker can read', async () => {
    await page.getByRole('button', { name: '查看轨迹…' }).click();
    await page.getByRole('button', { name: '记入日志并查看' }).click();
    await page.locator('.trail-form [role=alert]').waitFor();
    // the day may have begun a minute ago
    await page.locator('.trail-form').getByRole('button', { name: '近 1 小时', exact: true }).click();
    await page.locator('.trail-form [name=reason]').fill(REASON);
    expect(await findingsInBothThemes(page)).toEqual([]);
    await page.getByRole('button', { name: '记入日志并查看' }).click();
    await page.locator('.trail-player').filter({ hasText: me.name }).waitFor();
    const slider = page.locator('.trail-slider input');
    const before = await slider.inputValue();
    await slider.press('PageUp');
    await expect.poll(() => slider.inputValue()).not.toBe(before);
    expect(await findingsInBothThemes(page)).toEqual([]);
    const { looks } = await worker.ask<TrailLooks>(`/api/workers/${me.id}/looks`);
    expect(looks.map(({ reason }) => reason)).toContain(REASON);
    await page.getByRole('button', { name: '关闭轨迹' }).click();
  });

  it('calls the roll of the area', async () => {
    await page.getByRole('button', { name: '点名', exact: true }).click();
    await expect.poll(() => page.locator('.roll-call').textContent()).toMatch(/点名 · 应到|没有应签到/);
  });

  it('offers the nearest for an event, on foot along the roads, and one click makes them the handler', async () => {
    const { id } = await reportBy(page, { text: '路面破损', lon: at[0]!, lat: at[1]! });
    await open(page, `#/command/event/${id}`, service.url);
    await page.locator('.next-steps [data-step=file]:enabled').click();
    await page.locator('.next-steps [data-step=dispatch]:enabled').click();
    const near = page.locator(`[data-near="${me.id}"]`);
    await expect.poll(() => near.textContent()).toMatch(/步行 \d+ m/);
    await near.getByRole('button').click();
    await expect.poll(() => near.getByRole('button').getAttribute('aria-pressed')).toBe('true');
    await expect
      .poll(() => page.locator('.step-form .chosen, .step-form').first().textContent())
      .toContain('demo-worker');
  });

  it('counts presence by grid in the audit, and lists places nobody has been to', async () => {
    await open(page, '#/audit/presence', service.url);
    await page.waitForSelector('.presence tr.total');
    await page.getByRole('button', { name: '巡查完成率' }).click();
    await expect.poll(() => page.locator('.presence [aria-sort=ascending]').textContent()).toContain('巡查完成率');
    expect(await findingsInBothThemes(page)).toEqual([]);
    await page.getByRole('button', { name: '未走访楼栋', exact: true }).click();
    const place = page.locator('[data-place]').first();
    await place.click();
    await expect.poll(() => place.getAttribute('aria-pressed')).toBe('true');
    expect(await findingsInBothThemes(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole('button', { name: '各网格', exact: true }).click();
    // in the sheet of a phone it is no line of a few pixels
    await expect
      .poll(async () => (await page.locator('.presence .wide').boundingBox())?.height ?? 0)
      .toBeGreaterThan(200);
    expect(seen.complaints).toEqual([]);
  });
});
