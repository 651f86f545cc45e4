/**
 * A county whose every name and text is markup, script or turned letters, on every screen, in print and for residents: it is shown
 * as text, nothing of it becomes an element or runs, and no page complains. The built pages hold no script and no style of their own.
 */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { ImportJob } from '../../server/contract/imports.ts';
import { hasBrowser, open, sharedBrowser, type Visit, visit } from '../support/browser.ts';
import { makeThings, type Told } from '../support/county-things.ts';
import type { Known } from '../support/fuzz/schema-values.ts';
import { postJson } from '../support/page-plan.ts';
import { fillEmpty, type ServiceProcess, startOwn } from '../support/service-process.ts';
import { AREAS, COUNTY, GRIDS, gridsFile } from '../support/small-county.ts';

const ADMIN = 'the-admin-token-of-this-browser-test';
const COMMUNITY = `${COUNTY}001001`;
const GRID = `${COMMUNITY}001`;
/** Would set `ran` if it ever ran; each breaks out of something else: an attribute, a script, an address. */
const IMAGE = `"'><img src=x onerror=ran=1>`;
const SCRIPT = '</script><svg onload=ran=1>';
const LINK = 'javascript:ran=1//\u202e<b onclick=ran=1>';
const SHOWN = 'img src=x';

const areas = AREAS.replace('试验县', JSON.stringify(IMAGE).slice(1, -1))
  .replace('中心街道', SCRIPT)
  .replace('幸福里社区', JSON.stringify(IMAGE).slice(1, -1));
const people = { leader: IMAGE, leaderPhone: LINK, worker: SCRIPT, workerPhone: LINK };
const grids = gridsFile(GRIDS.map((grid, i) => ({ ...grid, ...people, name: i === 1 ? LINK : IMAGE })));
const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const places = [
  'code,kind,name,address,households,lon,lat',
  `b1,building,${quoted(IMAGE)},${quoted(SCRIPT)},200,117.002,30.002`,
  `b2,building,${quoted(LINK)},${quoted(LINK)},120,117.012,30.002`,
  `s1,service-point,${quoted(IMAGE)},${quoted(SCRIPT)},,117.011,30.003`,
  `o1,organization,${quoted(SCRIPT)},${quoted(IMAGE)},,117.013,30.006`,
  `h1,shop,${quoted(IMAGE)},${quoted(LINK)},,117.013,30.007`,
].join('\n');

describe.skipIf(!hasBrowser())('a county of hostile names', () => {
  let service: ServiceProcess;
  let browser: Browser;
  let seen: Visit;
  let page: Page;
  let known: Known;
  const dialogs: string[] = [];

  const ask = async (
    method: string,
    url: string,
    payload?: unknown,
    more: Record<string, string> = {},
  ): Promise<Told> => {
    const headers = new Headers({ ...more, authorization: `Bearer ${ADMIN}` });
    if (payload !== undefined) headers.set('content-type', 'application/json');
    const body = payload === undefined ? null : JSON.stringify(payload);
    const response = await fetch(`${service.url}${url}`, { method, headers, body });
    const text = await response.text();
    return {
      status: response.status,
      body: text === '' ? null : JSON.parse(text),
      headers: Object.fromEntries(response.headers),
    };
  };

  const load = async (layer: string, name: string, content: string): Promise<void> => {
    const form = new FormData();
    form.append('options', JSON.stringify({ county: COUNTY, datum: 'wgs84' }));
    form.append('file', new Blob([content]), name);
    const headers = { authorization: `Bearer ${ADMIN}` };
    const sent = await fetch(`${service.url}/api/imports?layer=${layer}`, { method: 'POST', headers, body: form });
    const { id } = (await sent.json()) as ImportJob;
    const job = await vi.waitFor(
      async () => {
        const now = (await ask('GET', `/api/imports/${id}`)).body as ImportJob;
        expect(now.state).not.toBe('running');
        return now;
      },
      { timeout: 60_000, interval: 200 },
    );
    expect([layer, job.state, job.report?.items.slice(0, 3)]).toEqual([layer, 'done', []]);
  };

  beforeAll(async () => {
    service = await startOwn(fillEmpty, { GEZHONG_DEMO: 'off', GEZHONG_ADMIN_TOKEN: ADMIN });
    await load('areas', 'areas.geojson', areas);
    await load('grids', 'grids.geojson', grids);
    await load('places', 'places.csv', places);
    known = await makeThings(
      ask,
      { county: COUNTY, community: COMMUNITY, grid: `${COMMUNITY}003`, lon: 117.007, lat: 30.007 },
      IMAGE,
    );
    const notice = { area: COMMUNITY, hotline: LINK, hours: IMAGE, mapReview: SCRIPT, office: LINK };
    const at = `/api/kiosk/notice/${COMMUNITY}`;
    const tag = String((await ask('GET', at)).headers.etag);
    expect((await ask('PUT', at, notice, { 'if-match': tag })).status).toBe(200);
    const password = 'a long password of the browser';
    const grants = [{ role: 'admin', area: null }];
    await ask('POST', '/api/accounts', { login: 'hostile', name: IMAGE, password, grants });
    browser = await sharedBrowser();
    seen = await visit(browser, '#/access', undefined, service.url);
    page = seen.page;
    page.on('dialog', (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    // no dialogue of the printer, and what it would print stays
    await page.addInitScript(() => {
      window.print = () => {};
    });
    await postJson(page, '/api/session', { login: 'hostile', password });
  });
  afterAll(async () => {
    await seen?.close();
    await service?.close();
  });

  /** Elements that only a name could have made, and whether anything ran. */
  const injected = () =>
    page.evaluate(() => {
      const made =
        'img[src="x"], svg[onload], script:not([src]), iframe, [onerror], [onload], [onclick], [href^="javascript:" i]';
      const found = [...document.querySelectorAll(made)].map((element) => element.outerHTML.slice(0, 120));
      return 'ran' in window ? [...found, 'something ran'] : found;
    });

  const shows = (text: string) =>
    expect.poll(() => page.evaluate(() => document.body.textContent), { timeout: 20_000 }).toContain(text);

  /** Everything that opens something and changes nothing: tabs, folds, rows. */
  const openEverything = () =>
    page.evaluate(async () => {
      const found = '.segmented button, summary, [role="row"][data-code], [data-event], [data-finding], [data-worker]';
      const doors = [...document.querySelectorAll<HTMLElement>(found)]
        .filter((one) => one.checkVisibility())
        .slice(0, 14);
      for (const door of doors) {
        if (door.isConnected) door.click();
        await new Promise((resolve) => setTimeout(resolve, 60));
      }
    });

  const SCREENS: readonly (readonly [address: string, hasNames: boolean])[] = [
    ['#/map', true],
    [`#/map&grid=${GRID}`, true],
    ['#/audit', true],
    ['#/command', true],
    ['#/command/people', true],
    ['#/command/emergency', true],
    ['#/command/zones', true],
    ['#/command/figures', true],
    ['#/command/rules', true],
    ['#/wall', true],
    ['#/plan', true],
    ['#/plan/PLAN', true],
    ['#/plan/PLAN/compare', true],
    ['#/plan/PLAN/review', true],
    ['#/public', true],
    ['#/import', false],
    ['#/access', false],
    [`kiosk?area=${COMMUNITY}`, true],
    [`kiosk?grid=${GRID}`, true],
    [`kiosk?grid=${GRID}&view=qr`, true],
    [`kiosk?area=${COMMUNITY}&view=notice`, true],
    [`kiosk?area=${COMMUNITY}&view=map`, true],
    ['field', false],
  ];

  it.each(SCREENS)('is shown as text on %s and in print, and nothing of it runs', async (address, hasNames) => {
    await open(page, address.replace('PLAN', String(known['plans/{id}']![0])), service.url);
    await (hasNames ? shows(SHOWN) : page.locator('main, form').first().waitFor());
    await openEverything();
    expect(await injected()).toEqual([]);
    await page.emulateMedia({ media: 'print' });
    expect(await injected()).toEqual([]);
    await page.emulateMedia({ media: 'screen' });
    expect([dialogs, seen.complaints, seen.foreign]).toEqual([[], [], []]);
  });

  it.each([
    ['the audit report', '#/audit', '打印审计报告（A4）', '.paper'],
    ['the plan sheet', '#/plan/PLAN', '打印方案图（A4）', '.plan-sheet'],
  ])('is text on %s, which is made for the printer', async (_what, address, button, paper) => {
    await open(page, address.replace('PLAN', String(known['plans/{id}']![0])), service.url);
    const door = page
      .locator('details')
      .filter({ has: page.getByRole('button', { name: button, includeHidden: true }) });
    await door.locator('summary').first().click();
    await page.getByRole('button', { name: button }).click();
    await expect.poll(() => page.locator(paper).textContent()).toContain(SHOWN);
    expect([await injected(), dialogs, seen.complaints]).toEqual([[], [], []]);
  });

  it('is found by its markup, which the list of results shows as it was written', async () => {
    await open(page, '#/map', service.url);
    await page.fill('#search', '<img');
    await page.locator('[role="option"]').first().waitFor();
    await expect.poll(() => page.locator('[role="option"]').first().textContent()).toContain(SHOWN);
    expect([await injected(), dialogs, seen.complaints]).toEqual([[], [], []]);
  });

  it.each(['', 'field', 'kiosk'])('has pages without a script or a style inside: /%s', async (path) => {
    const answer = await fetch(`${service.url}/${path}`);
    expect(answer.headers.get('content-security-policy')).toMatch(/script-src 'self';.*style-src 'self'(;|$)/);
    const html = await answer.text();
    expect(html).toContain('<script type="module"');
    expect(html).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=|javascript:/i);
  });
});
