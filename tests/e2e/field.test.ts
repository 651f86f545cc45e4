import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DutyMe } from '../../server/contract/duty.ts';
import type { EventCard, EventList } from '../../server/contract/events.ts';
import type { Visit as LoggedVisit } from '../../server/contract/visits.ts';
import { findingsInBothThemes } from '../support/axe.ts';
import { hasBrowser, PHONE, sharedBrowser, type Visit, visit } from '../support/browser.ts';
import { type FieldDesk, fieldDesk } from '../support/field-desk.ts';
import { openService } from '../support/own-service.ts';
import type { ServiceProcess } from '../support/service-process.ts';

/** 4 × 4 pixels, red. */
const PHOTO = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAQAAAAECAIAAAAmkwkpAAAAEElEQVR4nGP4z8AARwzEcQCukw/x0F8jngAAAABJRU5ErkJggg==',
  'base64',
);

describe.skipIf(!hasBrowser())('the field page', () => {
  let browser: Browser;
  let service: ServiceProcess;
  let desk: FieldDesk;
  let seen: Visit;
  let page: Page;
  const go = (hash: string) =>
    page.evaluate((to) => {
      window.location.hash = to;
    }, hash);
  const sign = () => page.locator('.outbox-sign').textContent();
  const button = (name: string | RegExp) => page.getByRole('button', { name });

  beforeAll(async () => {
    browser = await sharedBrowser();
    service = await openService();
    desk = await fieldDesk(service.url);
    const [longitude = 0, latitude = 0] = desk.grid.properties.label.coordinates;
    const geolocation = { longitude, latitude, accuracy: 9 };
    const phone = { ...PHONE, deviceScaleFactor: 1, geolocation, permissions: ['geolocation'] };
    seen = await visit(browser, 'field', phone, service.url);
    page = seen.page;
  });
  afterAll(async () => {
    await seen?.close();
    await service?.close();
  });

  it('signs in, shows the own grid, and keeps itself', async () => {
    await page.getByRole('button', { name: 'demo-worker' }).tap();
    await page.waitForSelector('.duty-card');
    await expect.poll(() => page.locator('.top-line h1').textContent()).toBe(desk.grid.properties.name);
    await page.waitForSelector('.sketch .buildings path');
    await go('#/me');
    await expect.poll(() => page.locator('.screen').textContent()).toContain('没有网络也能打开');
    expect(await page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
  });

  it('takes positions only after the notice was read and duty has begun', async () => {
    await go('#/today');
    await button('签到').tap();
    await button(/我已阅读/).tap();
    expect(await page.locator('.strip.taking').count()).toBe(0);
    await button('签到').tap();
    await expect.poll(() => page.locator('.strip.taking').textContent()).toContain('正在采集位置');
    await expect
      .poll(async () => (await desk.worker.ask<DutyMe>('/api/duty/me')).shift?.inPlace, { timeout: 60_000 })
      .toBe('own-grid');
  });

  it.each(['today', 'tasks', 'report', 'visits', 'me', 'grid', 'queue', 'looks', 'notice'])(
    'has nothing that axe finds on %s, in either theme, and nothing small or too wide',
    async (name) => {
      await go(`#/${name}`);
      await page.waitForSelector(`.field-page[data-screen="${name}"]`);
      expect(await findingsInBothThemes(page)).toEqual([]);
      const small = await page.evaluate(() =>
        [
          ...document.querySelectorAll<HTMLElement>(
            'button, input:not([type=radio], [type=checkbox]), summary, a.button',
          ),
        ]
          .filter((element) => element.checkVisibility())
          .map((element) => ({ element, height: element.getBoundingClientRect().height }))
          .filter(({ height }) => height < 47.5)
          .map(({ element, height }) => `${element.className} ${element.textContent} ${height}`),
      );
      expect(small).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    },
  );

  it('works with the network cut: report, visit and two steps are kept, also over a reload', async () => {
    await go('#/tasks');
    const row = page.locator('.task-row').filter({ hasText: '路口积水' });
    await row.waitFor();
    await page.context().setOffline(true);

    await go('#/report');
    await page.locator('input[data-photo]').setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: PHOTO });
    await page.locator('[data-category]').first().tap();
    await page.locator('details.more summary').tap();
    await page.locator('textarea[name="text"]').fill('离线上报：井盖破损');
    await button(/就在这里/).tap();
    await expect.poll(() => page.locator('.toast').textContent()).toContain('撤回');

    await go('#/visits');
    await page.locator('.visit-row').first().tap();
    await button('见到几户加一').tap();
    await button('矛盾纠纷加一').tap();
    await button('保存走访').tap();
    await expect.poll(() => page.locator('.visit-row .tag').allTextContents()).toContain('待发送');

    await go('#/tasks');
    await row.tap();
    await button('开始处置').tap();
    await button('确定开始处置').tap();
    await button('反馈处置结果').tap();
    await page.locator('textarea[name="why"]').fill('离线反馈：已疏通');
    await button('确定反馈处置结果').tap();
    await go('#/queue');
    await expect.poll(() => page.locator('ol .queue-row').count()).toBe(5);
    await page.reload();
    await page.waitForSelector('ol .queue-row');
    expect(await page.locator('ol .queue-row b').allTextContents()).toEqual([
      expect.stringMatching(/^上报 · /),
      expect.stringMatching(/^照片 · /),
      expect.stringMatching(/^走访 · /),
      '开始处置 · 道路积水',
      '反馈处置结果 · 道路积水',
    ]);
    await go('#/today');
    await expect.poll(() => page.locator('.top-line h1').textContent()).toBe(desk.grid.properties.name);
    await page.waitForSelector('.sketch .buildings path');
  });

  it('sends each exactly once when the network is back', async () => {
    await page.context().setOffline(false);
    await expect.poll(sign, { timeout: 90_000 }).toBe('已同步');
    await page.reload();
    await expect.poll(sign, { timeout: 60_000 }).toBe('已同步');
    const { events } = await desk.worker.ask<EventList>(
      `/api/events?area=${desk.area}&q=${encodeURIComponent('井盖破损')}`,
    );
    expect(events.map(({ text, photos, grid }) => [text, photos, grid])).toEqual([
      ['离线上报：井盖破损', 1, desk.grid.id],
    ]);
    const { visits } = await desk.worker.ask<{ visits: LoggedVisit[] }>(`/api/visits?area=${desk.area}`);
    expect(visits.map(({ households, needs }) => [households, needs])).toEqual([[1, { dispute: 1 }]]);
    const { steps, event } = await desk.worker.ask<EventCard>(`/api/events/${desk.task}`);
    expect(steps.map(({ step }) => step)).toEqual(['report', 'file', 'route', 'dispatch', 'handle', 'feedback']);
    expect(event.state).toBe('handled');
  });

  it('explains a step that came too late, and lets it be dropped', async () => {
    const again = (await fieldDesk(service.url)).task;
    await go('#/today');
    await go(`#/task/${again}`);
    await button('开始处置').waitFor();
    await page.context().setOffline(true);
    await button('开始处置').tap();
    await button('确定开始处置').tap();
    await desk.worker.ask<EventCard>(`/api/events/${again}`);
    await desk.worker.ask(`/api/events/${again}/steps`, {
      method: 'POST',
      ifMatch: desk.worker.tag(),
      json: { id: crypto.randomUUID(), step: 'return', why: '不属于本网格' },
    });
    await page.context().setOffline(false);
    await expect.poll(sign, { timeout: 60_000 }).toContain('需处理');
    await go('#/queue');
    await expect.poll(() => page.locator('.conflict').textContent()).toContain('不属于本网格');
    expect(await page.locator('.conflict').textContent()).toContain('不能再进行这一步');
    expect(await findingsInBothThemes(page)).toEqual([]);
    await button('不发送了').tap();
    await page.locator('dialog').getByRole('button', { name: '不发送了' }).tap();
    await expect.poll(sign).toBe('已同步');
  });

  it('leaves nothing behind but what was not sent, and says so', async () => {
    await page.context().setOffline(true);
    await go('#/tasks');
    await go('#/report');
    await page.locator('[data-category]').first().tap();
    await button(/就在这里/).tap();
    await expect.poll(() => page.locator('.toast').textContent()).toContain('撤回');
    await go('#/me');
    await button('退出登录').tap();
    expect(await page.locator('dialog').textContent()).toContain('还有 1 项没有发送');
    await page.locator('dialog').getByRole('button', { name: '退出登录' }).tap();
    await page.waitForSelector('.sign-in');
    const left = await page.evaluate(async () => {
      const database = await new Promise<IDBDatabase>((resolve) => {
        const request = indexedDB.open('gezhong-field');
        request.onsuccess = () => resolve(request.result);
      });
      const count = (name: string) =>
        new Promise<number>((resolve) => {
          const request = database.transaction(name).objectStore(name).count();
          request.onsuccess = () => resolve(request.result);
        });
      return { queue: await count('queue'), fixes: await count('fixes'), kept: await count('kept') };
    });
    // of what is kept only that the session is to be ended remains
    expect(left).toEqual({ queue: 1, fixes: 0, kept: 1 });
    await page.context().setOffline(false);
    await page.reload();
    await page.waitForSelector('.sign-in');
    expect(await page.locator('.sign-in').textContent()).toContain('1 项内容没有发送');
    expect(seen.foreign).toEqual([]);
    // the browser's own word on a cut network is not the page's
    seen.announce(/ERR_INTERNET_DISCONNECTED|412|Failed to load resource/);
    expect(seen.complaints).toEqual([]);
  });
});
