import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PlanComparison } from '../../server/contract/plan-compare.ts';
import { assignBody, mergeBody, splitBody } from '../../server/partition/plan/bodies.ts';
import { findings } from '../support/axe.ts';
import {
  hasBrowser,
  mapIdle,
  open,
  ready,
  serviceUrl,
  sharedBrowser,
  signIn,
  type Visit,
  visit,
} from '../support/browser.ts';
import { getJson, makePlan, type PagePlan } from '../support/page-plan.ts';

const COMMUNITY = '341921001001';

describe.skipIf(!hasBrowser())('comparing plans', () => {
  let browser: Browser;
  let seen: Visit;
  let page: Page;
  let plan: PagePlan;
  let found: PlanComparison;

  const hash = () => page.evaluate(() => window.location.hash);
  const number = new Intl.NumberFormat('zh-CN');
  const tab = (name: string) => page.locator('.compare-tabs').getByRole('button', { name }).click();
  const pairOf = ({ from, to }: { from: string | null; to: string | null }) => `${from ?? ''}~${to ?? ''}`;
  const pairs = () =>
    found.matrix
      .filter(({ from, to }) => from !== to)
      .sort((a, b) => b.households - a.households || b.buildings - a.buildings);
  const ask = (from: string, to: string) =>
    getJson<PlanComparison>(page, `/api/plans/compare?from=${from}&to=${to}&shapes=true`);

  /** Numbers of the grids with cells, the largest first. */
  const slots = (): number[] => {
    const { numbers, slots: records } = plan.community.divisions.grid;
    return records
      .flatMap((record, slot) => (record === null || record.kind !== 'basic' ? [] : [slot]))
      .sort((a, b) => numbers.cellsOf(b).length - numbers.cellsOf(a).length);
  };
  const cellsOf = (slot: number): number[] => [...plan.community.divisions.grid.numbers.cellsOf(slot)];

  beforeAll(async () => {
    browser = await sharedBrowser();
    seen = await visit(browser, '#/access');
    page = seen.page;
    await signIn(page, 'demo-planner');
    await ready(page);
    plan = await makePlan(page, COMMUNITY, '对比试验');
  });
  afterAll(async () => {
    await plan?.drop();
    await seen?.close();
  });

  it('says that there is no difference as long as there is none', async () => {
    await page.goto(`${serviceUrl()}/#/plan/${plan.id}/compare`);
    await page.locator('.compare-same').getByText('两者没有差别').waitFor();
    await expect.poll(() => page.locator('.compare-tabs').count()).toBe(0);
    await expect.poll(() => hash()).not.toContain('from=');
  });

  it('shows the numbers of the service once the plan has changed', async () => {
    const [large, second, third] = slots() as [number, number, number];
    const record = plan.community.divisions.grid.slots[large]!;
    const part = cellsOf(large).slice(0, Math.ceil(cellsOf(large).length / 2));
    await plan.do(
      splitBody(plan.community, 'grid', large, part, { ...record, code: null, key: 'compare-new', name: '新河网格' }),
    );
    await plan.do(assignBody(plan.community, 'grid', cellsOf(second).slice(0, 3), third));
    const [, , , , smallest, last] = slots() as number[];
    await plan.do(mergeBody(plan.community, 'grid', [last!], smallest!));
    await page.reload();
    await page.waitForSelector('.compare-metrics');
    found = await ask(`edition-${plan.baseEdition}`, `plan-${plan.id}`);
    expect(found.moved.buildings).toBeGreaterThan(3);
    const moved = (await page.locator('[data-tally="moved"]').textContent()) ?? '';
    expect(moved).toContain(`${number.format(found.moved.households)} 户`);
    expect(moved).toContain(`${number.format(found.moved.buildings)} 个楼栋`);
    const cells = (metric: string) => page.locator(`[data-metric="${metric}"] td`).allTextContents();
    const { from, to } = found.metrics;
    expect((await cells('grids')).slice(0, 2)).toEqual([String(from.grids), String(to.grids)]);
    expect((await cells('most')).slice(0, 2)).toEqual([number.format(from.most), number.format(to.most)]);
    const verdict = await page.locator('[data-metric="spread"]').getAttribute('data-verdict');
    expect(verdict).toBe(to.spread < from.spread ? 'better' : 'worse');
    await expect.poll(() => page.locator('[data-metric="least"]').getAttribute('data-verdict')).toBe('none');
  });

  it('lists what moves where, as a list and as a matrix, and keeps the pair in the address', async () => {
    await tab('流向');
    const rows = page.locator('.table.pairs [data-pair]');
    // drawn with the next frame
    await rows.first().waitFor();
    await expect.poll(() => rows.count()).toBe(pairs().length);
    const [first] = pairs();
    await expect.poll(() => rows.first().getAttribute('data-pair')).toBe(pairOf(first!));
    await expect
      .poll(() => rows.first().locator('.right').allTextContents())
      .toEqual([number.format(first!.buildings), number.format(first!.households)]);
    await rows.first().click();
    await expect.poll(() => hash()).toContain(`pair=${pairOf(first!)}`);
    await page.getByRole('button', { name: '矩阵' }).click();
    const cells = page.locator('.compare-matrix tbody button');
    await cells.first().waitFor();
    await expect.poll(() => cells.count()).toBe(pairs().length);
    await expect
      .poll(() => page.locator('.compare-matrix button[aria-pressed="true"]').getAttribute('data-pair'))
      .toBe(pairOf(first!));
    await page.getByRole('button', { name: '查看这些楼栋' }).click();
    await page.waitForFunction(
      (n) => document.querySelector('.table.moved')?.getAttribute('aria-rowcount') === String(n + 1),
      first!.buildings,
    );
  });

  it('flies to a building and marks it, from the list and from the map', async () => {
    const row = page.locator('.table.moved [data-place]').first();
    const place = await row.getAttribute('data-place');
    const building = found.buildings.find((one) => one.place === place)!;
    await row.click();
    await page.waitForFunction((lat) => window.location.hash.includes(`/${lat}`), building.at[1]!.toFixed(3));
    await mapIdle(page);
    await expect.poll(() => row.getAttribute('aria-selected')).toBe('true');
    await page.keyboard.press('Escape');
    await page.locator('.table.moved [aria-selected="true"]').waitFor({ state: 'detached' });
    const [lon, lat] = building.at;
    await open(page, `#/plan/${plan.id}/compare&map=19/${lat}/${lon}&tab=buildings`);
    await page.waitForSelector('.table.moved [data-place]');
    await mapIdle(page);
    const box = (await page.locator('.map').boundingBox())!;
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    await page.waitForSelector(`.table.moved [data-place="${place}"][aria-selected="true"]`);
  });

  it('goes through the buildings by key, and tells the screen reader', async () => {
    const at = () => page.locator('.table.moved [aria-selected="true"]').getAttribute('data-place');
    const before = await at();
    await page.keyboard.press('n');
    await page.waitForFunction(
      (was) => document.querySelector('.table.moved [aria-selected="true"]')?.getAttribute('data-place') !== was,
      before,
    );
    const next = found.buildings.find(({ place }) => place !== before)!;
    expect(next).toBeDefined();
    await expect.poll(() => page.locator('[aria-live]').allTextContents()).toContainEqual(expect.stringContaining('→'));
    await page.keyboard.press('p');
    await page.waitForSelector(`.table.moved [data-place="${before}"][aria-selected="true"]`);
  });

  it('shows before, after or both on the map', async () => {
    const pressed = () => page.locator('.compare-key [aria-pressed="true"]').textContent();
    await expect.poll(() => pressed()).toBe('两者');
    await page.keyboard.press('v');
    await expect.poll(pressed).toBe('后');
    await expect.poll(() => page.locator('.compare-key .border-old').count()).toBe(0);
    await page.locator('.compare-key').getByRole('button', { name: '前' }).click();
    await expect.poll(() => page.locator('.compare-key .border-new').count()).toBe(0);
    await mapIdle(page);
  });

  it('tells new, closed and redrawn grids', async () => {
    await tab('网格');
    const grids = found.grids.map(({ code }) => code).sort();
    const shown = await page
      .locator('.compare-grids [data-grid]')
      .evaluateAll((all) => all.map((one) => (one as HTMLElement).dataset.grid ?? ''));
    expect(shown.sort()).toEqual(grids);
    for (const change of ['新设', '撤销', '调整范围'])
      await page.locator('.compare-grids h3').filter({ hasText: change }).waitFor();
    await expect.poll(() => page.locator('.compare-grids').first().textContent()).toContain('新河网格');
    // a grid that is chosen takes the place of the pair, which would dim its buildings
    await page.locator('.compare-grids [data-grid]').first().click();
    await expect.poll(() => page.locator('.compare-grids [aria-pressed="true"]').count()).toBe(1);
    await expect.poll(() => hash()).not.toContain('pair=');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('.compare-grids [aria-pressed="true"]').count()).toBe(0);
  });

  it('saves the buildings as CSV for a spreadsheet, and all as GeoJSON', async () => {
    const save = async (name: string) => {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.locator('.compare-files').getByRole('link', { name }).click(),
      ]);
      return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') };
    };
    const stem = `compare-edition-${plan.baseEdition}-plan-${plan.id}`;
    const csv = await save('CSV');
    expect(csv.name).toBe(`${stem}.csv`);
    expect(csv.text.startsWith('\ufeffplace,')).toBe(true);
    expect(csv.text.trimEnd().split('\r\n')).toHaveLength(found.moved.buildings + 1);
    const geojson = await save('GeoJSON');
    expect(geojson.name).toBe(`${stem}.geojson`);
    expect(JSON.parse(geojson.text).features).toHaveLength(found.moved.buildings + 2);
  });

  it('swaps the sides, and says what cannot be compared', async () => {
    await page.getByRole('button', { name: '前后互换' }).click();
    await page.waitForFunction((id) => window.location.hash.includes(`from=plan-${id}`), plan.id);
    await expect.poll(() => hash()).toContain(`to=edition-${plan.baseEdition}`);
    await tab('指标');
    await page.waitForSelector('.compare-metrics');
    const cells = await page.locator('[data-metric="grids"] td').allTextContents();
    expect(cells.slice(0, 2)).toEqual([String(found.metrics.to.grids), String(found.metrics.from.grids)]);
    await page.goto(`${serviceUrl()}/#/plan/${plan.id}/compare&from=plan-999999`);
    await page.locator('.compare .note.bad').getByText('没有找到该方案').waitFor();
    seen.announce(/404/);
    await page.getByRole('button', { name: '恢复为原版本与本方案' }).click();
    await page.waitForSelector('.compare-metrics');
    await expect.poll(() => hash()).not.toContain('from=');
  });

  it('is in order for axe, and has done all that without a complaint', async () => {
    for (const name of ['指标', '流向', '楼栋', '网格']) {
      await tab(name);
      expect(await findings(page), name).toEqual([]);
    }
    await page.locator('.plan-top').getByRole('button', { name: '绘制' }).click();
    await page.waitForFunction(() => !window.location.hash.includes('tab='));
    expect(seen.complaints).toEqual([]);
    expect(seen.foreign).toEqual([]);
  });
});
