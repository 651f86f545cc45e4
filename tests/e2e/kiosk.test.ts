/** The kiosk in a hall and on a phone, in a browser without WebGL: map, keypad, lists, language, idle, no network. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KioskAtlas, KioskGrid } from '../../server/contract/kiosk.ts';
import type { LocateAnswer } from '../../server/contract/locate.ts';
import { findings } from '../support/axe.ts';
import { hasBrowser, PHONE, serviceUrl, sharedBrowser, type Visit, visit } from '../support/browser.ts';

const HALL: BrowserContextOptions = {
  viewport: { width: 1080, height: 1920 },
  deviceScaleFactor: 0.5,
  hasTouch: true,
  locale: 'zh-CN',
};
const WIDE = { width: 1920, height: 1080 };

/** What is touched and is smaller than it must be, each way. */
const small = (page: Page, least = 56) =>
  page.evaluate(
    (least) =>
      [...document.querySelectorAll<HTMLElement>('button, input, a[href]')]
        .filter((element) => element.checkVisibility())
        .map((element) => ({ element, box: element.getBoundingClientRect() }))
        .filter(({ box }) => box.width < least - 0.5 || box.height < least - 0.5)
        .map(({ element, box }) => `${element.className} ${element.textContent} ${box.width} × ${box.height}`),
    least,
  );

/** Words in smaller letters than a hall can read; those on the map have a size of their own. */
const faint = (page: Page, least = 20) =>
  page.evaluate((least) => {
    const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: string[] = [];
    while (words.nextNode()) {
      const element = words.currentNode.parentElement!;
      const isShown = words.currentNode.textContent!.trim() !== '' && element.checkVisibility();
      if (!isShown || element.closest('.hidden-text, svg, script, noscript') !== null) continue;
      const size = Number.parseFloat(getComputedStyle(element).fontSize);
      if (size < least) found.push(`${element.className} ${words.currentNode.textContent} ${size}`);
    }
    return found;
  }, least);

describe.skipIf(!hasBrowser())('the kiosk', () => {
  let browser: Browser;
  let seen: Visit;
  let page: Page;
  let atlas: KioskAtlas;
  const gridOf = (name: string): KioskGrid => {
    const code = atlas.places.find((place) => place.name === name)?.grid;
    return atlas.grids.find((grid) => grid.code === code)!;
  };
  const key = (name: string) => page.locator('.key').filter({ hasText: new RegExp(`^${name}$`) });
  const type = async (text: string) => {
    for (const letter of text) await key(letter).tap();
  };
  const title = () => page.locator('.card h2').textContent();
  const again = () => page.locator('.card .back').tap();

  beforeAll(async () => {
    browser = await sharedBrowser('none');
    atlas = (await (await fetch(`${serviceUrl()}/api/kiosk`)).json()) as KioskAtlas;
    seen = await visit(browser, 'kiosk', HALL);
    page = seen.page;
    await page.waitForSelector('.map .grid-lines path');
  });
  afterAll(async () => {
    await seen?.close();
  });

  it('finds a building by initials on the keypad and says who answers for it, what is near and whom to call', async () => {
    await type('LTHY8');
    await expect.poll(() => page.locator('.row b').allTextContents()).toEqual(['澜庭花苑8栋']);
    await page.locator('.row').tap();
    const grid = gridOf('澜庭花苑8栋');
    await expect.poll(title).toBe(grid.name);
    const card = (await page.locator('.card').textContent())!;
    for (const words of [grid.code, grid.worker!.name, grid.worker!.phone!, grid.leader!.name, '12345', '澜庭花苑8栋'])
      expect(card).toContain(words);
    expect(await page.locator('.points li').allTextContents()).toEqual([
      expect.stringMatching(/^工农社区党群服务中心建设路66号约 \d+ 米$/),
    ]);
    expect(await page.locator('.card .qr').getAttribute('aria-label')).toContain(grid.name);
    // in a hall nobody can call from the screen
    expect(await page.locator('.card a').count()).toBe(0);
    await again();
    await expect.poll(() => page.locator('#name').inputValue()).toBe('');
  });

  it('says so when nothing is found, and goes back letter by letter', async () => {
    await type('QQZZ');
    await expect.poll(() => page.locator('.results').textContent()).toContain('没有找到');
    await page.getByRole('button', { name: '删除一个' }).tap();
    await expect.poll(() => page.locator('#name').inputValue()).toBe('QQZ');
    await page.getByRole('button', { name: '全部清空' }).tap();
    await expect.poll(() => page.locator('.browse h2').textContent()).toContain('社区');
  });

  it('answers a touch of the map as the service answers the point, and never turns', async () => {
    const [lon0 = 0, lat0 = 0] = atlas.origin;
    const offsets = atlas.grids.flatMap(({ shape }) => shape.flat(2));
    const middle = (start: number) => {
      const own = offsets.filter((_, i) => i % 2 === start);
      return (own.reduce((a, b) => Math.min(a, b)) + own.reduce((a, b) => Math.max(a, b))) / 2e6;
    };
    const point = `lon=${(lon0 + middle(0)).toFixed(7)}&lat=${(lat0 + middle(1)).toFixed(7)}`;
    const answer = (await (await fetch(`${serviceUrl()}/api/locate?${point}`)).json()) as LocateAnswer;
    const box = (await page.locator('.map-frame').boundingBox())!;
    await page.touchscreen.tap(box.x + box.width / 2, box.y + box.height / 2);
    await expect.poll(title).toBe(answer.grid!.name);
    expect(await page.locator('.map .pin').count()).toBe(1);
    await again();
    // the same by the keyboard
    await page.locator('.map-frame').focus();
    await page.keyboard.press('Enter');
    await expect.poll(title).toBe(answer.grid!.name);
    const turned = await page
      .locator('.map-frame *')
      .evaluateAll(
        (all) => all.filter((element) => /rotate|matrix|skew/.test(element.getAttribute('transform') ?? '')).length,
      );
    expect(turned).toBe(0);
    await again();
  });

  it('has every grid in a list as well', async () => {
    const communities = page.locator('.browse .row');
    await expect.poll(() => communities.count()).toBe(13);
    await communities.filter({ hasText: '沙洲村' }).tap();
    await expect.poll(() => page.locator('.browse h2').textContent()).toBe('沙洲村');
    expect(await page.locator('.browse li').count()).toBe(6);
    await page.locator('.browse li .row').first().tap();
    const first = atlas.grids.find(({ parent }) => parent === '341921200202')!;
    await expect.poll(title).toBe(first.name);
    await again();
  });

  it.each([
    ['upright', HALL.viewport!],
    ['wide', WIDE],
  ])('is large enough to touch and to read, and has nothing that axe finds, in both languages: %s', async (_, size) => {
    await page.setViewportSize(size);
    const check = async (what: string) => {
      expect(await small(page), what).toEqual([]);
      expect(await faint(page), what).toEqual([]);
      expect(await findings(page), what).toEqual([]);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(wide, what).toBeLessThanOrEqual(0);
    };
    await check('start');
    await type('HY');
    await page.waitForSelector('.row .kind');
    await check('results');
    await page.locator('.row').first().tap();
    await page.waitForSelector('.card h2');
    await check('answer');
    await page.locator('.language').tap();
    await expect.poll(() => page.locator('.card .back').textContent()).toBe('Look again');
    await check('answer in English');
    await again();
    await check('start in English');
    await page.locator('.language').tap();
    await expect.poll(() => page.locator('.top h1').textContent()).toContain('网格查询');
    await page.setViewportSize(HALL.viewport!);
  });

  it('goes back to the start by itself, counting aloud, unless somebody touches it', async () => {
    const start = Date.now();
    // the clock stands, timers run: nothing here depends on how fast the machine is
    const at = (seconds: number) => page.clock.setFixedTime(start + seconds * 1000);
    await at(0);
    await page.reload();
    await page.waitForSelector('.map .grid-lines path');
    await type('LTHY8');
    await page.locator('.language').tap();
    await page.locator('.row').tap();
    await page.waitForSelector('.card h2');
    await at(49);
    await page.waitForTimeout(800);
    expect(await page.locator('.countdown').count()).toBe(0);
    await at(54);
    await expect.poll(() => page.locator('.countdown').textContent()).toContain('Back to the start in 6 seconds');
    expect(await small(page)).toEqual([]);
    expect(await findings(page)).toEqual([]);
    await page.touchscreen.tap(40, 1800);
    await page.waitForSelector('.countdown', { state: 'detached' });
    expect(await page.locator('.card h2').count()).toBe(1);
    await at(54 + 50);
    await expect.poll(() => page.locator('.countdown .seconds').textContent()).toBe('10');
    await at(54 + 60);
    await page.waitForSelector('.countdown', { state: 'detached' });
    await expect.poll(() => page.locator('.card h2').count()).toBe(0);
    expect(await page.locator('#name').inputValue()).toBe('');
    await expect.poll(() => page.locator('.top h1').textContent()).toBe('青澜县 网格查询');
    expect(seen.complaints).toEqual([]);
  });

  it('says that there is no network, and answers from what it has, also when it is started so', async () => {
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
    await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
    seen.announce(/ERR_INTERNET_DISCONNECTED/);
    await page.context().setOffline(true);
    await expect.poll(() => page.locator('.offline').textContent()).toContain('网络已断开');
    await page.reload();
    await page.waitForSelector('.map .grid-lines path');
    await expect.poll(() => page.locator('.offline').textContent()).toContain('仍可查询');
    await type('LTHY8');
    await page.locator('.row').tap();
    await expect.poll(title).toBe(gridOf('澜庭花苑8栋').name);
    expect(await page.locator('.card').textContent()).toContain(gridOf('澜庭花苑8栋').worker!.phone);
    await page.context().setOffline(false);
    await page.waitForSelector('.offline', { state: 'detached' });
    expect(seen.foreign).toEqual([]);
  });

  describe('by the code of a grid, on a phone', () => {
    it('shows that grid, calls by one touch, and finds names typed in Chinese', async () => {
      const grid = gridOf('澜庭花苑8栋');
      const phone = await visit(browser, `kiosk?grid=${grid.code}`, PHONE);
      const at = phone.page;
      await expect.poll(() => at.locator('.card h2').textContent()).toBe(grid.name);
      const call = at.getByRole('link', { name: `拨打 ${grid.worker!.phone}` });
      expect(await call.getAttribute('href')).toBe(`tel:${grid.worker!.phone!.replace('-', '')}`);
      expect(await small(at)).toEqual([]);
      expect(await findings(at)).toEqual([]);
      expect(await at.evaluate(() => document.querySelector('.kiosk')!.scrollWidth)).toBeLessThanOrEqual(390);
      await at.locator('.card .back').tap();
      await at.locator('#name').fill('澜庭花苑8');
      await expect.poll(() => at.locator('.row b').allTextContents()).toEqual(['澜庭花苑8栋']);
      await at.getByRole('button', { name: '拼音首字母键盘' }).tap();
      await at.locator('.key').first().waitFor();
      expect(await small(at)).toEqual([]);
      expect(await at.evaluate(() => document.querySelector('.kiosk')!.scrollWidth)).toBeLessThanOrEqual(390);
      expect([phone.complaints, phone.foreign]).toEqual([[], []]);
      await phone.close();
    });

    it('has a sheet with the code itself, to be downloaded', async () => {
      const { code, name } = gridOf('澜庭花苑8栋');
      const sheet = await visit(browser, `kiosk?grid=${code}&view=qr`, PHONE);
      const at = sheet.page;
      await expect.poll(() => at.locator('.qr-page h1').textContent()).toBe(name);
      const save = at.getByRole('link', { name: '下载二维码' });
      expect(await save.getAttribute('download')).toBe(`qr-${code}.svg`);
      const file = decodeURIComponent((await save.getAttribute('href'))!);
      const drawn = await at.locator('.qr-page .qr path').getAttribute('d');
      expect(file).toContain(`<title>${name}</title>`);
      expect(file).toContain(drawn);
      expect(await at.locator('.qr-link a').textContent()).toBe(`${serviceUrl()}/kiosk?grid=${code}`);
      expect(await small(at)).toEqual([]);
      expect(await findings(at)).toEqual([]);
      expect(sheet.complaints).toEqual([]);
      await sheet.close();
    });

    it('says so when the grid is gone', async () => {
      const lost = await visit(browser, 'kiosk?grid=341921001001999', PHONE);
      lost.announce(/\b404\b/);
      await expect.poll(() => lost.page.locator('.trouble').textContent()).toContain('没有这个网格');
      expect(await findings(lost.page)).toEqual([]);
      await lost.page.getByRole('link', { name: '查询全部网格' }).tap();
      await lost.page.waitForSelector('.map .grid-lines path');
      await lost.close();
    });
  });

  it('prints the notices of all grids of a community, one a sheet, nothing cut, or one on A3', async () => {
    const office = await visit(browser, 'kiosk?area=341921200202&view=notice', {
      viewport: { width: 1280, height: 900 },
    });
    const at = office.page;
    await at.waitForSelector('.notices[data-ready="true"]');
    const grids = atlas.grids.filter(({ parent }) => parent === '341921200202');
    expect(await at.locator('.notice').count()).toBe(grids.length);
    const first = (await at.locator('.notice').first().textContent())!;
    const { code, name, worker } = grids[0]!;
    for (const words of [code, name, worker!.name, worker!.phone!, '审图号', '第 1 版', '12345', '比例尺 1∶'])
      expect(first).toContain(words);
    // millimetres on paper × the scale are the metres that the bar says
    const [said = '', length = ''] = await at.locator('.notice').first().locator('.bar text').allTextContents();
    const scale = Number(said.split('∶')[1]!.replaceAll(',', ''));
    const metres = Number.parseFloat(length) * (length.endsWith('公里') ? 1000 : 1);
    const drawn = Number(/H([\d.]+)v/.exec((await at.locator('.notice .bar path').first().getAttribute('d'))!)![1]);
    expect((drawn * scale) / 1000).toBeCloseTo(metres, 3);
    expect(await small(at)).toEqual([]);
    expect(await findings(at)).toEqual([]);
    const print = async () => (await at.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1');
    const cut = () =>
      at
        .locator('.notice, .notice-words')
        .evaluateAll((all) => all.filter((one) => one.scrollHeight > one.clientHeight + 1).length);
    const a4 = await print();
    expect(a4.match(/\/Type \/Page\b/g)?.length).toBe(grids.length);
    // points: 210 × 297 mm
    expect(a4).toMatch(/\/MediaBox \[0 0 59[45][\d.]* 84[12][\d.]*\]/);
    expect(await cut()).toBe(0);
    await at.getByRole('button', { name: 'English' }).click();
    await expect.poll(() => at.locator('.notice-bar h1').textContent()).toBe('Notice of the grid');
    expect(await cut()).toBe(0);
    await at.getByRole('button', { name: 'A3' }).click();
    const a3 = await print();
    expect(a3.match(/\/Type \/Page\b/g)?.length).toBe(grids.length);
    expect(a3).toMatch(/\/MediaBox \[0 0 84[12][\d.]* 119[01][\d.]*\]/);
    expect(await cut()).toBe(0);
    expect(office.complaints).toEqual([]);
    await office.close();
  });
});
