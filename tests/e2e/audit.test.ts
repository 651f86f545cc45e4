import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CoverageReport, Finding } from '../../server/contract/coverage.ts';
import { hasBrowser, mapIdle, open, ready, sharedBrowser, signIn, type Visit, visit } from '../support/browser.ts';

const GAPS = /^(gap-|missing-cell)/;
const OVERLAPS = /^(overlap|duplicate|contained)$/;

/** Two squares that share a strip; `broken` leaves the file without its end. */
function squares(broken = false): { name: string; mimeType: string; buffer: Buffer } {
  const square = (x: number) => ({
    type: 'Feature',
    properties: { code: `格${x}` },
    geometry: {
      type: 'Polygon',
      coordinates: [
        [
          [100 + x / 1000, 25],
          [100.002 + x / 1000, 25],
          [100.002 + x / 1000, 25.002],
          [100 + x / 1000, 25.002],
          [100 + x / 1000, 25],
        ],
      ],
    },
  });
  const text = JSON.stringify({ type: 'FeatureCollection', features: [square(0), square(1)] }, null, 1);
  const buffer = Buffer.from(broken ? text.slice(0, text.indexOf('"格1"')) : text);
  return { name: '片区.geojson', mimeType: 'application/geo+json', buffer };
}

describe.skipIf(!hasBrowser())('the audit', () => {
  let browser: Browser;
  let seen: Visit;
  let page: Page;
  let report: CoverageReport;

  const camera = () => page.evaluate(() => /map=([^&]+)/.exec(window.location.hash)?.[1] ?? '');
  const sentence = async () => (await page.locator('.sentence').textContent())?.replaceAll('\u00a0', ' ') ?? '';
  const ask = () =>
    page.evaluate(async () => (await fetch('/api/coverage?area=341921')).json()) as Promise<CoverageReport>;
  /** Of the address alone, with a camera when asked for. */
  const at = async (rest: string) => {
    await open(page, `#/audit${rest}`);
    await page.waitForSelector('[data-finding]');
  };
  const gap = (): Finding => {
    const found = report.findings.find((finding) => finding.kind === 'gap-enclosed' && finding.buildings === 0);
    if (!found) throw new Error('no gap in the demo county');
    return found;
  };

  beforeAll(async () => {
    browser = await sharedBrowser();
    seen = await visit(browser, '#/audit');
    page = seen.page;
  });
  afterAll(async () => {
    await seen?.close();
  });

  it('leads a visitor to sign in, and then shows what was found', async () => {
    await page.locator('.panel').getByRole('button', { name: '登录' }).waitFor();
    expect(await page.locator('.bar nav').getByRole('button', { name: '审计' }).count()).toBe(0);
    await page.locator('.panel').getByRole('button', { name: '登录' }).click();
    await signIn(page, 'demo-auditor');
    await ready(page);
    await page.locator('.bar nav').getByRole('button', { name: '审计' }).click();
    await page.waitForSelector('[data-finding]');
    report = await ask();
    expect(report.findings.length).toBeGreaterThan(10);
  });

  it('says on top the numbers of the service, and never more than is covered', async () => {
    const { totals, findings } = report;
    const many = (pattern: RegExp) => findings.filter(({ kind }) => pattern.test(kind)).length;
    const number = new Intl.NumberFormat('zh-CN');
    const text = await sentence();
    expect(text).toContain(`${number.format(totals.grids)} 个网格`);
    expect(text).toContain(`${number.format(totals.households)} 户`);
    expect(text).toContain(`${many(GAPS)} 处空白`);
    expect(text).toContain(`${many(OVERLAPS)} 处重叠`);
    expect(text).toContain(`${number.format(totals.households - totals.householdsCovered)} 户不在任何网格`);
    const shown = Number(/覆盖 ([\d.]+) %/.exec(text)?.[1]);
    expect(shown / 100).toBeLessThanOrEqual(totals.coveredShare ?? 0);
    expect((totals.coveredShare ?? 0) - shown / 100).toBeLessThan(0.0001);
  });

  it('goes from finding to finding by key, and the map goes along', async () => {
    await mapIdle(page);
    const before = await camera();
    await page.keyboard.press('n');
    await page.waitForSelector('.card.finding h2');
    const first = await page.locator('[role="row"][aria-selected="true"]').getAttribute('data-finding');
    await page.waitForFunction((was) => !window.location.hash.includes(`map=${was}`), before);
    const there = await camera();
    await page.keyboard.press('j');
    await page.waitForFunction((id) => !window.location.hash.includes(`finding=${id}`), first);
    await page.waitForFunction((was) => !window.location.hash.includes(`map=${was}`), there);
    await page.keyboard.press('p');
    await page.waitForFunction((id) => window.location.hash.includes(`finding=${id}`), first);
    await page.keyboard.press('Escape');
    await page.waitForSelector('.card.finding', { state: 'detached' });
  });

  it('narrows the list to a part of the sentence, and goes down by area', async () => {
    await page.locator('.sentence button').filter({ hasText: '空白' }).click();
    const gaps = report.findings.filter(({ kind }) => GAPS.test(kind)).length;
    await page.waitForFunction((n) => document.querySelectorAll('[data-finding]').length === n, gaps);
    await page.locator('.audit-top .segmented').getByRole('button', { name: '区域' }).click();
    const [part] = report.parts;
    await page.locator('.parts button').first().click();
    await page.waitForFunction((code) => window.location.hash.includes(`area=${code}`), part?.code);
    await page
      .locator('.sentence')
      .filter({ hasText: `${part?.grids} 个网格` })
      .waitFor();
    await page.locator('.crumbs button').first().click();
    await page
      .locator('.sentence')
      .filter({ hasText: `${report.totals.grids} 个网格` })
      .waitFor();
  });

  it('saves the list as CSV', async () => {
    await page.locator('.audit-top .segmented').getByRole('button', { name: '疑点' }).click();
    await page.selectOption('.kinds', '');
    await page.locator('.menu summary').click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '疑点清单（CSV）' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^audit-341921-v\d+-\d{4}-\d{2}-\d{2}\.csv$/);
    const text = readFileSync(await download.path(), 'utf8');
    expect(text.startsWith('\ufeff"疑点编号"')).toBe(true);
    const shown = report.findings.filter(({ exception }) => exception?.state !== 'accepted').length;
    expect(text.trimEnd().split('\r\n')).toHaveLength(shown + 1);
  });

  it('opens a finding by a touch of its mark', async () => {
    const { at: place, id } = gap();
    await at(`&map=16/${place[1]}/${place[0]}`);
    await mapIdle(page);
    const box = await page.locator('.map').boundingBox();
    if (!box) throw new Error('no map');
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    await page.waitForSelector('.card.finding h2');
    expect(await page.evaluate(() => window.location.hash)).toContain(`finding=${id}`);
  });

  it('shows its repair before and after, writes it to a draft, and drops the draft again', async () => {
    const plans = () =>
      page.evaluate(async () => (await (await fetch('/api/plans?area=341921')).json()).plans.length as number);
    const { areaM2 } = gap();
    await page.getByRole('button', { name: '查看修正前后' }).click();
    await page.locator('.numbers .gain').first().waitFor();
    const gained = `+${new Intl.NumberFormat('zh-CN', { maximumFractionDigits: 1 }).format(areaM2 ?? 0)} m²`;
    expect(await page.locator('.numbers .gain').first().textContent()).toBe(gained);
    expect(
      await page.locator('.deed.repair').getByRole('button', { name: '修正后' }).getAttribute('aria-pressed'),
    ).toBe('true');
    const before = await plans();
    await page.getByRole('button', { name: '写入草稿' }).click();
    await page.locator('.deed.repair .note').getByText('现行版本没有改变').waitFor();
    expect(await plans()).toBe(before + 1);
    expect((await ask()).dataHash).toBe(report.dataHash);
    await page.getByRole('button', { name: '撤销（放弃此草稿）' }).click();
    await page.getByRole('button', { name: '写入草稿' }).waitFor();
    expect(await plans()).toBe(before);
  });

  it('accepts a finding with a reason, counts it apart, and takes it back', async () => {
    await page.locator('.button.accept').click();
    await page.fill('#accept-reason', '施工围挡，竣工后划入相邻网格');
    await page.getByRole('button', { name: '确认豁免' }).click();
    await page.locator('.card.finding').getByText('豁免有效').waitFor();
    await page.locator('.sentence').filter({ hasText: '已豁免 1 处' }).waitFor();
    const { exception } = (await ask()).findings.find(({ id }) => id === gap().id) ?? { exception: null };
    expect(exception).toMatchObject({ state: 'accepted', reason: '施工围挡，竣工后划入相邻网格' });
    await page.getByRole('button', { name: '撤回豁免' }).click();
    await page.locator('.button.accept').waitFor();
    expect(await sentence()).not.toContain('豁免');
  });

  it('checks anew, keeps the check, and finds nothing changed since', async () => {
    await page.keyboard.press('Escape');
    await page.locator('.audit-top .segmented').getByRole('button', { name: '检查' }).click();
    await page.getByRole('button', { name: '重新检查' }).click();
    await page.locator('.audit .row').getByText('完成').waitFor();
    await page.locator('.history li').filter({ hasText: 'demo-auditor' }).first().waitFor();
    await page.locator('.audit-top .segmented').getByRole('button', { name: '变化' }).click();
    await page.locator('.tally.three').getByText(`仍在 ${report.findings.length}`).waitFor();
    expect(await page.locator('.tally.three').textContent()).toContain('新增 0');
    expect(await page.locator('.multiples figure').count()).toBe(5);
  });

  it('checks a file in this browser, sends nothing, and says so', async () => {
    const sent: string[] = [];
    page.on('request', (request) => {
      if (request.method() !== 'GET') sent.push(request.url());
    });
    await page.locator('.audit-top .segmented').getByRole('button', { name: '检查' }).click();
    await page.setInputFiles('.audit input[type=file]', squares(true));
    await page.locator('.file-banner [class*=bad]').waitFor();
    expect(await page.locator('.file-banner').textContent()).toMatch(/第 \d+ 行第 \d+ 个字符处 JSON 格式有误/);
    await page.setInputFiles('.audit input[type=file]', squares());
    await page.locator('.file-banner').filter({ hasText: '文件没有上传' }).waitFor();
    expect(await sentence()).toContain('2 个图形');
    expect(await sentence()).toContain('1 处重叠');
    await page.locator('[data-finding]').first().click();
    await page.waitForSelector('.card.finding h2');
    expect(await page.locator('.card.finding').textContent()).toContain('格0');
    await page.getByRole('button', { name: '查看修正前后' }).click();
    await page.locator('.numbers .loss').waitFor();
    expect(await page.getByRole('button', { name: '写入草稿' }).count()).toBe(0);
    await page.locator('.menu summary').click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '修正后的文件（GeoJSON）' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^audit-片区-\d{4}-\d{2}-\d{2}-repaired\.geojson$/);
    const mended = JSON.parse(readFileSync(await download.path(), 'utf8'));
    expect(mended.features.map((one: { properties: object }) => one.properties)).toEqual([
      { code: '格0' },
      { code: '格1' },
    ]);
    await page.locator('.file-banner').getByText('已修正 1 处').waitFor();
    expect(sent).toEqual([]);
    await page.getByRole('button', { name: '返回本区域的审计' }).click();
    await page
      .locator('.sentence')
      .filter({ hasText: `${report.totals.grids} 个网格` })
      .waitFor();
  });

  it('prints a report with what was checked, of which data, and lines to sign on', async () => {
    await page.evaluate(() => {
      window.print = () => document.body.setAttribute('data-printed', 'yes');
    });
    await page.locator('.menu summary').click();
    await page.getByRole('button', { name: '打印审计报告（A4）' }).click();
    await page.waitForSelector('[data-printed]');
    const text = (await page.locator('.paper').textContent()) ?? '';
    for (const part of [report.dataHash, '青澜县（341921）', '检查方法', '审计人', await sentence()])
      expect(text.replaceAll('\u00a0', ' ')).toContain(part.replaceAll('\u00a0', ' '));
    await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
    await page.waitForSelector('.paper', { state: 'detached' });
  });

  it('has done all that without a complaint, or a word to another origin', async () => {
    expect(seen.complaints).toEqual([]);
    expect(seen.foreign).toEqual([]);
  });
});
