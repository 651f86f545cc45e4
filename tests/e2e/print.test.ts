/** Maps of areas, plans and audits on paper and as pictures, in a browser without WebGL: pages, words, sizes, and the way to them. */
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillOf, HATCHES } from '../../client/print/fills.ts';
import type { GridCollection } from '../../server/contract/grids.ts';
import type { KioskAtlas } from '../../server/contract/kiosk.ts';
import { findings } from '../support/axe.ts';
import { hasBrowser, open, serviceUrl, sharedBrowser, type Visit, visit } from '../support/browser.ts';
import { dropPlan, getJson, postJson, visitAs } from '../support/page-plan.ts';

const DESK = { viewport: { width: 1280, height: 900 }, locale: 'zh-CN' };
const COMMUNITY = '341921001001';
const TOWN = '341921200';

const printed = async (page: Page) =>
  (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1');
const pages = (pdf: string): number => pdf.match(/\/Type \/Page\b/g)?.length ?? 0;
/** Points of each page, whole ones. */
const sizes = (pdf: string): string[] =>
  [...pdf.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map(([, w, h]) => `${Math.round(+w!)}×${Math.round(+h!)}`);
/** Sheets, and parts of them, whose content is larger than they are. */
const cut = (page: Page) =>
  page
    .locator('.area-sheet, .area-body, .area-foot')
    .evaluateAll((all) =>
      all
        .filter((one) => one.scrollHeight > one.clientHeight + 1 || one.scrollWidth > one.clientWidth + 1)
        .map(
          (one) => `${one.className} ${one.scrollWidth}×${one.scrollHeight} in ${one.clientWidth}×${one.clientHeight}`,
        ),
    );

/** The file that a button saves. */
async function saved(page: Page, button: ReturnType<Page['locator']>): Promise<{ name: string; file: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
  return { name: download.suggestedFilename(), file: readFileSync(await download.path()) };
}
const sizeOf = (png: Buffer) => [png.readUInt32BE(16), png.readUInt32BE(20)];
/** Of all dots, those that are dark, and those that have a colour. */
const shares = (page: Page, png: Buffer) =>
  page.evaluate(
    async (address) => {
      const image = new Image();
      image.src = address;
      await image.decode();
      const canvas = document.createElement('canvas');
      canvas.width = image.naturalWidth / 4;
      canvas.height = image.naturalHeight / 4;
      const context = canvas.getContext('2d')!;
      context.drawImage(image, 0, 0, canvas.width, canvas.height);
      const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
      let [dark, coloured] = [0, 0];
      for (let i = 0; i < data.length; i += 4) {
        const [red, green, blue] = [data[i]!, data[i + 1]!, data[i + 2]!];
        if (Math.max(red, green, blue) < 140) dark++;
        if (Math.max(red, green, blue) - Math.min(red, green, blue) > 8) coloured++;
      }
      return { dark: dark / (data.length / 4), coloured: coloured / (data.length / 4) };
    },
    `data:image/png;base64,${png.toString('base64')}`,
  );

describe.skipIf(!hasBrowser())('maps of grids on paper', () => {
  let browser: Browser;
  let seen: Visit;
  let page: Page;
  const ready = (at: Page) => at.waitForSelector('.notices[data-ready="true"]');
  const sheets = () => page.locator('.area-sheet');

  beforeAll(async () => {
    browser = await sharedBrowser('none');
    seen = await visit(browser, `kiosk?area=${COMMUNITY}&view=map`, DESK);
    page = seen.page;
    await ready(page);
  });
  afterAll(async () => {
    await seen?.close();
  });

  it('are one sheet of a community, drawn throughout, with every grid on the map and in the table', async () => {
    const ask = async (path: string) => (await fetch(`${serviceUrl()}${path}`)).json();
    const atlas = (await ask(`/api/kiosk?area=${COMMUNITY}`)) as KioskAtlas;
    const open = (await ask(`/api/grids?area=${COMMUNITY}&shapes=box`)) as GridCollection;
    const grids = atlas.grids.filter(({ kind }) => kind !== 'micro');
    expect(await sheets().count()).toBe(1);
    const words = (await sheets().textContent())!;
    for (const said of ['工农社区网格图', '比例尺 1∶', '审图号', '第 1 版', '资料来源', '北', '网格界线'])
      expect(words).toContain(said);
    const map = await page.locator('.area-map .grid-name').allTextContents();
    const table = await page.locator('.grid-columns tbody tr').allTextContents();
    expect(table).toHaveLength(grids.length);
    for (const { code, name, worker } of grids) {
      const { households, uncounted } = open.features.find(({ id }) => id === code)!.properties;
      const counted = `${uncounted > 0 ? '≥' : ''}${households.toLocaleString('zh-CN')}`;
      const told = households === 0 && uncounted > 0 ? '—' : counted;
      expect(table).toContain(`${code}${name}${worker?.name ?? '—'}${worker?.phone ?? '—'}${told}`);
      expect(map.filter((text) => text.endsWith(code) || text.endsWith(code.slice(-3))).length, code).toBe(1);
    }
    // words are selected as words
    const marked = await page
      .locator('.area-map .grid-name')
      .first()
      .evaluate((name) => {
        const selection = window.getSelection()!;
        selection.selectAllChildren(name);
        return [selection.toString().replace(/\s/g, ''), getComputedStyle(name).userSelect];
      });
    expect(marked).toEqual([map[0], 'text']);
    const pdf = await printed(page);
    expect([pages(pdf), await cut(page)]).toEqual([1, []]);
    expect(['595×842', '842×595']).toContain(sizes(pdf)[0]);
    // letters are letters of a font, and nothing is a picture
    expect(pdf).toMatch(/\/Type \/Font\b/);
    expect(pdf).not.toMatch(/\/Subtype \/Image\b/);
  });

  it('fill each grid by its colour number, which keeps it apart from its neighbours', async () => {
    const answer = await fetch(`${serviceUrl()}/api/grids?area=${COMMUNITY}&shapes=box`);
    const { features } = (await answer.json()) as GridCollection;
    const colours = features
      .filter(({ properties }) => properties.kind !== 'micro')
      .map(({ properties }) => properties.colour);
    const rings = await page
      .locator('.area-map clipPath path')
      .evaluateAll((all) => all.map((one) => one.getAttribute('d')!.match(/M/g)?.length ?? 0));
    expect(rings).toEqual(HATCHES.map((_, fill) => colours.filter((colour) => fillOf(colour) === fill).length));
    const hatched = await page
      .locator('.area-map .hatch')
      .evaluateAll((all) => all.map((one) => one.getAttribute('d') !== ''));
    expect(hatched).toEqual(HATCHES.map((hatch, fill) => hatch !== 'plain' && rings[fill]! > 0));
  });

  it('are large enough to touch and without what axe finds, in both languages, and nothing is cut', async () => {
    for (const [language, title] of [
      ['English', 'Map of the grids'],
      ['中文', '辖区网格图'],
    ] as const) {
      await page.getByRole('button', { name: language }).click();
      await expect.poll(() => page.locator('.notice-bar h1').textContent()).toBe(title);
      for (const paper of ['A3', 'A4']) {
        await page.getByRole('button', { name: paper }).click();
        await expect
          .poll(() => page.locator('.area-sheet').first().getAttribute('class'))
          .toContain(paper.toLowerCase());
        expect(await cut(page), `${language} ${paper}`).toEqual([]);
      }
      expect(await findings(page)).toEqual([]);
    }
  });

  it('are saved as a picture of 300 dots an inch, and so is a notice', async () => {
    const { name, file } = await saved(page, page.locator('.sheet-acts button').first());
    expect(name).toBe(`grid-map-${COMMUNITY}.png`);
    const lies = (await sheets().first().getAttribute('class'))!.includes('landscape');
    expect(sizeOf(file)).toEqual(lies ? [3508, 2480] : [2480, 3508]);
    expect(file.readUInt32BE(41)).toBe(11_811);
    const map = await shares(page, file);
    expect(map.dark).toBeGreaterThan(0.01);
    expect(map.coloured).toBeGreaterThan(0.1);
    const link = page.locator('.notice-bar a');
    expect(await link.getAttribute('href')).toBe(`/kiosk?area=${COMMUNITY}&view=notice`);
    await link.click();
    await page.locator('.notice').first().waitFor();
    await ready(page);
    const notice = await saved(page, page.locator('.sheet-acts button').first());
    expect(notice.name).toMatch(/^notice-341921001001\d+\.png$/);
    expect(sizeOf(notice.file)).toEqual([2480, 3508]);
    const drawn = await shares(page, notice.file);
    expect(drawn.dark).toBeGreaterThan(0.01);
    expect(drawn.coloured).toBeGreaterThan(0.02);
    expect(await page.locator('.notice-bar a').getAttribute('href')).toBe(`/kiosk?area=${COMMUNITY}&view=map`);
    expect([seen.complaints, seen.foreign]).toEqual([[], []]);
  });

  it('of a town are one file with a sheet for each community, or one sheet, with the table on further ones if need be', async () => {
    const town = await visit(browser, `kiosk?area=${TOWN}&view=map&each=community&paper=a3`, DESK);
    await ready(town.page);
    const titles = town.page.locator('.area-sheet h2');
    expect(await titles.allTextContents()).toEqual(['石岭村网格图', '茶岗村网格图', '沙洲村网格图']);
    const pdf = await printed(town.page);
    expect(pages(pdf)).toBe(3);
    for (const size of sizes(pdf)) expect(['842×1191', '1191×842']).toContain(size);
    await town.page.getByRole('button', { name: '每个街道（乡镇）一张' }).click();
    await expect.poll(() => titles.first().textContent()).toBe('石岭乡网格图');
    expect(pages(await printed(town.page))).toBe(await town.page.locator('.area-sheet').count());
    expect(await town.page.locator('.part-name').allTextContents()).toEqual(['石岭村', '茶岗村', '沙洲村']);
    expect([town.complaints, town.foreign, await cut(town.page)]).toEqual([[], [], []]);
    await town.close();
  });

  it('of a whole county fit too, each grid once in the tables', async () => {
    const county = await visit(browser, 'kiosk?area=341921&view=map', DESK);
    await ready(county.page);
    const codes = await county.page.locator('.grid-columns tbody tr:not(.of-part) td:first-child').allTextContents();
    expect(codes.length).toBeGreaterThan(150);
    expect(new Set(codes).size).toBe(codes.length);
    const pdf = await printed(county.page);
    expect(pages(pdf)).toBe(await county.page.locator('.area-sheet').count());
    expect([county.complaints, await cut(county.page)]).toEqual([[], []]);
    await county.close();
  });
});

describe.skipIf(!hasBrowser())('what is planned and audited, on paper', () => {
  const REVIEW = '皖S(2026)012号';
  let browser: Browser;
  let admin: Visit;
  let plan: { id: number };

  /** Chosen in its menu, with the browser's print waiting to be counted. */
  const choose = async (page: Page, button: string) => {
    const found = page.getByRole('button', { name: button, includeHidden: true });
    await page.locator('details').filter({ has: found }).locator('summary').first().click();
    await page.getByRole('button', { name: button }).click();
  };
  const print = async (page: Page, button: string) => {
    await page.evaluate(() => {
      window.print = () => document.body.setAttribute('data-printed', 'yes');
    });
    await choose(page, button);
    await page.waitForSelector('[data-printed]', { state: 'attached' });
    await page.emulateMedia({ media: 'print' });
  };
  const finish = async (page: Page, paper: string) => {
    await page.emulateMedia({ media: 'screen' });
    await page.evaluate(() => {
      document.body.removeAttribute('data-printed');
      window.dispatchEvent(new Event('afterprint'));
    });
    await page.locator(paper).waitFor({ state: 'detached' });
  };
  /** Millimetres on the page of the bar, and what it and the scale say it is. */
  const bar = (page: Page) =>
    page.evaluate(() => {
      const said = document.querySelector('.paper-map .bar')!;
      const line = said.querySelector('path')!.getBoundingClientRect();
      const [scale = '', metres = ''] = [...said.querySelectorAll('text')].map((one) => one.textContent ?? '');
      const length = Number.parseFloat(metres) * (metres.includes('公里') ? 1000 : 1);
      return { mm: (line.width * 25.4) / 96, said: (length * 1000) / Number(scale.replace(/^.*∶|,/g, '')) };
    });
  const setReview = (mapReview: string | null) =>
    admin.page.evaluate(
      async ([at, body]) => {
        const tag = (await fetch(at)).headers.get('etag') ?? '';
        const headers = { 'content-type': 'application/json', 'if-match': tag };
        return (await fetch(at, { method: 'PUT', headers, body })).status;
      },
      [
        `/api/kiosk/notice/${COMMUNITY}`,
        JSON.stringify({ area: COMMUNITY, hotline: null, office: null, hours: null, mapReview }),
      ] as const,
    );

  beforeAll(async () => {
    browser = await sharedBrowser('none');
    admin = await visitAs(browser, serviceUrl(), 'demo-admin');
    plan = await postJson(admin.page, '/api/plans', { area: COMMUNITY, title: '上墙方案' });
  });
  afterAll(async () => {
    await setReview(null);
    if (plan !== undefined) await dropPlan(admin.page, plan.id);
    await admin?.close();
  });

  it('is the sheet of a plan: drawn, its words selected, its bar true, a review number or a line for it', async () => {
    const { page } = admin;
    await open(page, `#/plan/${plan.id}`);
    for (const [size, points, review] of [
      ['A4', '842×595', null],
      ['A3', '1191×842', REVIEW],
    ] as const) {
      expect(await setReview(review)).toBe(200);
      await print(page, `打印方案图（${size}）`);
      const words = (await page.locator('.plan-sheet .first').textContent())!;
      for (const said of ['工农社区网格调整方案图', '上墙方案', '第 1 版', '图例', '北', `审图号${review ?? '＿＿'}`])
        expect(words).toContain(said);
      const rows = await page.locator('.plan-sheet .grids tbody tr .code').allTextContents();
      const numbers = await page.locator('.sheet-map .grid-name tspan:first-child').allTextContents();
      expect(numbers.sort()).toEqual(rows.map((code) => code.slice(COMMUNITY.length)).sort());
      expect(await page.locator('.sheet-map .of-street').count()).toBeGreaterThan(0);
      const { mm, said } = await bar(page);
      expect(mm).toBeCloseTo(said, 1);
      const pdf = await printed(page);
      expect(sizes(pdf)[0]).toBe(points);
      expect(pdf).toMatch(/\/Type \/Font\b/);
      expect(pdf).not.toMatch(/\/Subtype \/Image\b/);
      await finish(page, '.plan-sheet');
    }
    const [download] = await Promise.all([page.waitForEvent('download'), choose(page, '下载方案图图片（PNG，A4）')]);
    expect(download.suggestedFilename()).toBe(`plan-${COMMUNITY}-${plan.id}-a4.png`);
    const file = readFileSync(await download.path());
    expect([sizeOf(file), file.readUInt32BE(41)]).toEqual([[3508, 2480], 11_811]);
    const drawn = await shares(page, file);
    expect(drawn.dark).toBeGreaterThan(0.01);
    expect(drawn.coloured).toBeGreaterThan(0.1);
    await page.locator('.plan-sheet').waitFor({ state: 'detached' });
  });

  it('is the report of an audit, with a map whose numbers are those of its list', async () => {
    const { page } = admin;
    await open(page, `#/audit&area=${COMMUNITY}`);
    await page.locator('.sentence').waitFor();
    const { findings: all } = await getJson<{ findings: unknown[] }>(page, `/api/coverage?area=${COMMUNITY}`);
    expect(all.length).toBeGreaterThan(1);
    for (const [size, text, map] of [
      ['A4', '595×842', ['595×842', '842×595']],
      ['A3', '842×1191', ['842×1191', '1191×842']],
    ] as const) {
      await print(page, `打印审计报告（${size}）`);
      const said = (await page.locator('.report-map').textContent())!;
      for (const word of ['工农社区网格覆盖审计图', '第 1 版', `审图号：${REVIEW}`, '检查时间', '网格界线', '北'])
        expect(said).toContain(word);
      const listed = await page.locator('.paper table tbody tr td:first-child').allTextContents();
      const marked = await page.locator('.report-map .number-of').allTextContents();
      expect(marked).toEqual(all.map((_, i) => String(i + 1)));
      for (const number of marked) expect(listed).toContain(number);
      expect(await page.locator('.report-map .finding-signs .sign-of').count()).toBe(all.length);
      const { mm, said: length } = await bar(page);
      expect(mm).toBeCloseTo(length, 1);
      const pdf = await printed(page);
      expect([text, sizes(pdf).at(0)]).toEqual([text, text]);
      expect(map).toContain(sizes(pdf).at(-1));
      expect(pdf).not.toMatch(/\/Subtype \/Image\b/);
      await finish(page, '.paper');
    }
    const [download] = await Promise.all([page.waitForEvent('download'), choose(page, '下载审计图图片（PNG，A3）')]);
    expect(download.suggestedFilename()).toMatch(new RegExp(`^audit-${COMMUNITY}-v1-.*-map-a3\\.png$`));
    const file = readFileSync(await download.path());
    expect([...sizeOf(file)].sort()).toEqual([3508, 4961]);
    expect(file.readUInt32BE(41)).toBe(11_811);
    expect((await shares(page, file)).dark).toBeGreaterThan(0.005);
    expect([admin.complaints, admin.foreign]).toEqual([[], []]);
  });
});
