import type { Browser, Page, Route } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findings, findingsInBothThemes } from '../support/axe.ts';
import { hasBrowser, mapIdle, PHONE, sharedBrowser, type Visit, visit } from '../support/browser.ts';
import {
  ask,
  cardOf,
  hasCome,
  live,
  lookFor,
  openCommand,
  openEvent,
  reportBy,
  rowOf,
} from '../support/event-pages.ts';

/** Of this run, so that the list can be narrowed to what a test has made. */
const run = Date.now().toString(36);
const words = (what: string): string => `${what} ${run}`;
const PLACE = { lon: 117.0386, lat: 30.0512 };

/** Where a place is drawn, by the camera in the address. */
async function onMap(page: Page, { lon, lat }: { lon: number | null; lat: number | null }) {
  const [zoom, north, east] = /map=([\d.]+)\/([-\d.]+)\/([-\d.]+)/.exec(page.url())?.slice(1).map(Number) ?? [];
  const box = await page.locator('.map').boundingBox();
  if (!box || zoom === undefined || lon === null || lat === null) throw new Error('no map, or no place');
  const pixels = 512 * 2 ** zoom;
  const down = (degrees: number) => Math.asinh(Math.tan((degrees * Math.PI) / 180)) / (2 * Math.PI);
  return {
    x: box.x + box.width / 2 + ((lon - east!) / 360) * pixels,
    y: box.y + box.height / 2 - (down(lat) - down(north!)) * pixels,
  };
}

describe.skipIf(!hasBrowser())('the command', () => {
  let browser: Browser;
  let dispatcher: Visit;
  let worker: Visit;
  let page: Page;

  const step = (name: string, on = page) => on.locator('.next-steps').getByRole('button', { name, exact: true });
  const state = (name: string, on = page) => on.locator('.card.event .tag.state').filter({ hasText: name }).waitFor();
  const close = async (on = page) => {
    await on.keyboard.press('Escape');
    await on.waitForSelector('.card.event', { state: 'detached' });
    await lookFor(on, '');
    // single keys are letters in a field
    await on.locator('.command #search').blur();
  };

  beforeAll(async () => {
    browser = await sharedBrowser();
    dispatcher = await openCommand(browser, 'demo-dispatcher');
    ({ page } = dispatcher);
    const admin = await openCommand(browser, 'demo-admin');
    await ask(
      admin.page,
      '/api/event-units/e2e-cg',
      { code: 'e2e-cg', name: '测试城管中队', area: '341921', level: 'county', members: [] },
      'PUT',
    );
    await admin.close();
    await page.reload();
    await live(page);
    worker = await openCommand(browser, 'demo-worker');
  });
  afterAll(async () => {
    await worker?.close();
    await dispatcher?.close();
  });

  /** What a test has left open is not the next one's trouble; keys mean nothing while the search field has the focus. */
  beforeEach(async () => {
    for (const one of [page, worker.page]) {
      if ((await one.locator('.command #search').count()) > 0) await one.fill('.command #search', '');
      for (let i = 0; i < 3; i++) {
        await one.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
        await one.keyboard.press('Escape');
      }
    }
  });

  it('is in the bar for its roles, opens by key 2, and tells others why it is closed', async () => {
    await page.keyboard.press('3');
    await page.waitForSelector('.shell[data-workspace="audit"]');
    await page.keyboard.press('2');
    await page.waitForSelector('.shell[data-workspace="command"]');
    await live(page);
    const other = await visit(browser, '#/command');
    await other.page.locator('.side').filter({ hasText: '登录后查看事件' }).waitFor();
    expect(await other.page.locator('.bar nav').getByRole('button', { name: '指挥' }).count()).toBe(0);
    await other.close();
  });

  it('shows what is reported on one page on the list and the map of another', async () => {
    const text = words('路口垃圾桶满溢');
    await mapIdle(page);
    await page.keyboard.press('r');
    await page.locator('.report-form [name=kind]').fill('暴露');
    await page.keyboard.press('Enter');
    await page.fill('.report-form [name=text]', text);
    const box = await page.locator('.map').boundingBox();
    if (!box) throw new Error('no map');
    await page.mouse.click(box.x + box.width * 0.55, box.y + box.height * 0.45);
    await page.locator('.report-form .there strong').waitFor();
    await page.locator('.report-form').getByRole('button', { name: '上报', exact: true }).click();
    await page.locator('.card.event .text').filter({ hasText: text }).waitFor();
    await close();

    const { page: other } = worker;
    await other.locator('.toast').filter({ hasText: '暴露垃圾' }).first().waitFor();
    await hasCome(other, text);
    // the row leads there, and what is drawn there leads back to the event
    await openEvent(other, text);
    const id = await rowOf(other, text).getAttribute('data-event');
    await mapIdle(other);
    await close(other);
    await mapIdle(other);
    const at = await onMap(other, (await cardOf(other, id ?? '')).event);
    await other.mouse.click(at.x, at.y);
    await other.locator('.card.event .text').filter({ hasText: text }).waitFor();
    await close(other);
    expect(dispatcher.complaints).toEqual([]);
  });

  it('goes the whole way to the end by mouse, and nobody verifies what they have handled', async () => {
    const text = words('热线反映路面积水');
    const { id } = await reportBy(page, { text, channel: 'hotline', category: '0103' });
    await hasCome(page, text);
    await openEvent(page, text);
    await step('核实').click();
    await page.fill('.step-form [name=why]', '现场确有积水');
    await page.locator('.step-form').getByRole('button', { name: '确定核实' }).click();
    await step('立案').click();
    await state('已分流');
    await step('派遣').click();
    await page.locator('.step-form select[name=handler]').selectOption('e2e-cg');
    await page.locator('.step-form').getByRole('button', { name: '确定派遣' }).click();
    await state('已派遣');
    await step('开始处置').click();
    await state('处置中');
    await step('反馈处置结果').click();
    await page.fill('.step-form [name=why]', '已疏通雨水口');
    await page.locator('.step-form').getByRole('button', { name: '确定反馈处置结果' }).click();
    await state('待核查');
    await page.locator('.next-steps').waitFor();
    expect(await step('核查通过').count()).toBe(0);

    const { page: other } = worker;
    await openEvent(other, text);
    await step('核查通过', other).click();
    await state('已核查', other);
    await close(other);

    await state('已核查');
    await step('结案').click();
    await state('已结案');
    const card = await cardOf(page, id);
    expect(card.steps.map((one) => one.step)).toEqual(
      expect.arrayContaining(['report', 'check', 'file', 'route', 'dispatch', 'handle', 'feedback', 'verify', 'close']),
    );
    await expect.poll(() => page.locator('.card.event .story > li').count()).toBe(card.steps.length);
    await close();
  });

  it('goes a part of the way by keyboard alone', async () => {
    const text = words('键盘办理');
    const { id } = await reportBy(page, { text, category: '0103', channel: 'hotline' });
    await hasCome(page, text);
    await page.locator('.command #search').focus();
    await page.keyboard.type(text);
    await expect.poll(() => page.locator('[data-event]').count()).toBe(1);
    await page.locator('[data-event][tabindex="0"]').focus();
    await page.keyboard.press('Enter');
    // a state told by the stream comes before the answer does, and until then no step can be taken
    const ready = (name: string) => page.waitForSelector(`.next-steps .next[data-step="${name}"]:enabled`);
    await ready('check');
    await page.keyboard.press('a');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.step-form');
    await page.keyboard.type('看过现场');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.step-form', { state: 'detached' });
    await ready('file');
    await page.keyboard.press('a');
    await page.keyboard.press('Enter');
    await state('已分流');
    await ready('dispatch');
    await page.keyboard.press('a');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.step-form');
    // the kind of handler, then the units
    await page.locator('.step-form select[name=handler]').focus();
    const unit = () => page.locator('.step-form select[name=handler]').inputValue();
    for (let i = 0; i < 60 && (await unit()) !== 'e2e-cg'; i++) await page.keyboard.press('ArrowDown');
    expect(await unit()).toBe('e2e-cg');
    await page.keyboard.press('Tab');
    await page.keyboard.type('请今天处理');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await state('已派遣');
    await page.waitForSelector('.step-form', { state: 'detached' });
    await page.waitForSelector('.next-steps button:enabled');
    await page.keyboard.press('a');
    await page.waitForSelector('.next-steps :focus');
    await page.keyboard.press('Escape');
    await page.waitForSelector('.card.event', { state: 'detached' });
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('row');
    expect((await cardOf(page, id)).event.handler?.name).toBe('测试城管中队');
    await page.fill('.command #search', '');
  });

  it('explains a conflict by what the other one did', async () => {
    const text = words('两人同时办理');
    const { id } = await reportBy(page, { text });
    await hasCome(page, text);
    await openEvent(page, text);
    await page.locator('.next-steps .more summary').click();
    await step('督办').click();
    await page.fill('.step-form [name=why]', '领导关注');
    const { page: other } = worker;
    // the page hears of the other's step only after its own was refused
    dispatcher.announce(/\b412\b/);
    const late = async (route: Route) => {
      const body = { id: crypto.randomUUID(), step: 'note', why: '电话核对过' };
      const path = `/api/events/${id}`;
      const status = await other.evaluate(
        async ([of, json]) => {
          const match = (await fetch(of)).headers.get('etag') ?? '';
          const headers = { 'content-type': 'application/json', 'if-match': match };
          return (await fetch(`${of}/steps`, { method: 'POST', headers, body: json })).status;
        },
        [path, JSON.stringify(body)] as const,
      );
      expect(status).toBeLessThan(300);
      await route.continue();
    };
    await page.route('**/api/events/*/steps', late, { times: 1 });
    await page.locator('.step-form').getByRole('button', { name: '确定督办' }).click();
    const conflict = page.locator('.conflict');
    await conflict.filter({ hasText: '电话核对过' }).waitFor();
    await expect.poll(() => page.inputValue('.step-form [name=why]')).toBe('领导关注');
    await page.locator('.step-form').getByRole('button', { name: '仍要督办' }).click();
    await page.locator('.card.event .standing').filter({ hasText: '督办' }).waitFor();
    await close();
  });

  it('says that the line is lost, and catches up with what was missed', async () => {
    const { page: other } = worker;
    const context = other.context();
    const text = words('断网期间上报');
    worker.announce(/ERR_INTERNET_DISCONNECTED/);
    await context.setOffline(true);
    await other.waitForSelector('.freshness[data-state="lost"]', { timeout: 120_000 });
    await reportBy(page, { text });
    await hasCome(page, text);
    await lookFor(other, text);
    expect(await rowOf(other, text).count()).toBe(0);
    await context.setOffline(false);
    await live(other);
    await rowOf(other, text).waitFor();
  });

  it('lists what has no place, and places it by a click on the map', async () => {
    const text = words('说不清在哪里');
    const { id, lon } = await reportBy(page, { text, lon: undefined, lat: undefined } as never);
    expect(lon).toBeNull();
    await page.locator('.unplaced').waitFor();
    await page
      .locator('.command .segmented')
      .getByRole('button', { name: /^未定位/ })
      .click();
    await openEvent(page, text);
    await page.getByRole('button', { name: '在地图上指定' }).first().click();
    await mapIdle(page);
    const map = await page.locator('.map').boundingBox();
    if (map) await page.mouse.click(map.x + map.width * 0.4, map.y + map.height * 0.5);
    await page.getByRole('button', { name: '就是这里' }).click();
    await page.waitForSelector('.place-hint', { state: 'detached' });
    await expect.poll(async () => (await cardOf(page, id)).event.lon, { timeout: 60_000 }).not.toBeNull();
    await close();
    await page.locator('.command .segmented').getByRole('button', { name: /^未结/ }).click();
  });

  it('offers what may be the same before a report is sent', async () => {
    const text = words('同一处垃圾');
    await reportBy(page, { text, ...PLACE, category: '0107' });
    await hasCome(page, text);
    await page.keyboard.press('r');
    await page.locator('.report-form [name=kind]').fill('水域不洁');
    await page.keyboard.press('Enter');
    await page.fill('.report-form [name=text]', words('又一处'));
    // the map looks where the address says
    await page.evaluate(({ lon, lat }) => {
      window.location.hash = window.location.hash.replace(/map=[^&]+/, `map=18/${lat}/${lon}`);
    }, PLACE);
    await mapIdle(page);
    await page.locator('.map canvas').focus();
    await page.keyboard.press('Enter');
    await page.locator('.likely').filter({ hasText: text }).waitFor();
    await page.locator('.report-form').getByRole('button', { name: '放弃上报' }).last().click();
    await page.waitForSelector('.report-form', { state: 'detached' });
  });

  it('is found clean by axe in both themes: list, card with a form, report', async () => {
    const text = words('无障碍');
    await reportBy(page, { text });
    await hasCome(page, text);
    const clean = async (what: string) => expect(await findingsInBothThemes(page), what).toEqual([]);
    await page.locator('.command .filter details summary').click();
    await clean('list and filter');
    await page.locator('.command .filter details summary').click();
    await openEvent(page, text);
    await clean('card');
    await page.locator('.next-steps .more summary').click();
    await step('作废').click();
    await page.waitForSelector('.step-form');
    await clean('form');
    await page.keyboard.press('Escape');
    await close();
    await page.keyboard.press('r');
    await page.locator('[data-category]').first().click();
    await clean('report');
    await page.locator('.report-form').getByRole('button', { name: '放弃上报' }).last().click();
  });

  it('fits a phone: list, card and report', async () => {
    const phone = await openCommand(browser, 'demo-dispatcher', PHONE);
    const { page: small } = phone;
    await small.locator('[data-event]').first().tap();
    await small.waitForSelector('.next-steps');
    await expect.poll(() => small.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(await findings(small)).toEqual([]);
    await small.locator('.card.event').getByRole('button', { name: '关闭' }).tap();
    await small.getByRole('button', { name: '上报事件' }).tap();
    await small.waitForSelector('.report-form');
    expect(await findings(small)).toEqual([]);
    await phone.close();
  });
});

describe.skipIf(!hasBrowser())('the command without WebGL', () => {
  it('does the whole job with list, card and address', async () => {
    const browser = await sharedBrowser('none');
    const { page, complaints, close } = await openCommand(browser, 'demo-dispatcher');
    await page.locator('.command').filter({ hasText: 'WebGL2' }).waitFor();
    const text = words('没有地图也能办');
    await page.keyboard.press('r');
    await page.locator('.report-form [name=kind]').fill('暴露');
    await page.keyboard.press('Enter');
    await page.fill('.report-form [name=text]', text);
    await page.locator('.report-form').getByRole('button', { name: '网格员', exact: true }).click();
    await page.fill('.report-form [name=address]', '路');
    await page.locator('.choice-box [role="option"]').first().click();
    await page.locator('.report-form .there').waitFor();
    await page.locator('.report-form').getByRole('button', { name: '上报', exact: true }).click();
    await page.locator('.card.event .text').filter({ hasText: text }).waitFor();
    await page.locator('.next-steps').getByRole('button', { name: '立案', exact: true }).click();
    await page.locator('.card.event .tag.state').filter({ hasText: '已分流' }).waitFor();
    expect(complaints).toEqual([]);
    await close();
  });
});
