/**
 * Every workspace by keyboard alone and by its table alone, in a browser without WebGL; and axe on the screens that no other file
 * looks at. Which file looks at which screen is a table that must name all there are.
 */
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findingsInBothThemes } from '../support/axe.ts';
import { hasBrowser, open, ready, serviceUrl, sharedBrowser, type Visit, visit } from '../support/browser.ts';
import { enter, tabTo } from '../support/keyboard.ts';
import { dropPlan } from '../support/page-plan.ts';

const HERE = 'every-screen';

/** Screen → the file of this folder in which axe looks at it. */
const LOOKED_AT: Readonly<Record<string, string>> = {
  map: 'axe',
  'map, no county': HERE,
  'map, service away': HERE,
  'plan, list': 'axe',
  'plan, draw': 'axe',
  'plan, propose': 'axe',
  'plan, compare': 'axe',
  'plan, review': 'axe',
  'command, live': 'command',
  'command, people': 'people',
  'command, density': HERE,
  'command, emergency': 'command-modes',
  'command, zones': 'command-modes',
  'command, figures': 'command-figures',
  'command, rules': HERE,
  wall: 'command-time',
  'audit, findings': 'axe',
  'audit, areas': 'axe',
  'audit, balance': 'axe',
  'audit, presence': 'people',
  'audit, changes': 'axe',
  'audit, checks': 'axe',
  'audit, print': HERE,
  import: HERE,
  access: HERE,
  setup: HERE,
  public: 'public',
};

const literals = (file: string, from: RegExp, each: RegExp): string[] =>
  [...(from.exec(readFileSync(file, 'utf8'))?.[1] ?? '').matchAll(each)].map((match) => match[1]!);

describe('the screens of the client', () => {
  it('are all looked at by axe', () => {
    const workspaces = literals('client/app.tsx', /const WORKSPACES.*= \{\n([\s\S]*?)\n\};/, /^ {2}(\w+):/gm);
    const views: Readonly<Record<string, string[]>> = {
      audit: literals('client/workspaces/audit/audit-workspace.tsx', /const VIEWS = \[(.*?)\]/, /'(\w+)'/g),
      command: literals(
        'client/workspaces/command/views.ts',
        /VIEWS: readonly CommandView\[\] = \[([\s\S]*?)\n\];/,
        /(?:name: |lazyView\()'(\w+)'/g,
      ),
      plan: ['list', ...literals('client/state/plan/head.ts', /PLAN_VIEWS = \[(.*?)\]/, /'(\w+)'/g)],
    };
    const screens = workspaces.flatMap((name) => views[name]?.map((view) => `${name}, ${view}`) ?? [name]);
    expect(screens.length).toBeGreaterThan(20);
    expect([...new Set(screens)].filter((screen) => LOOKED_AT[screen] === undefined)).toEqual([]);
    for (const [screen, file] of Object.entries(LOOKED_AT)) {
      expect(readFileSync(`tests/e2e/${file}.test.ts`, 'utf8'), screen).toMatch(/findings(InBothThemes)?\(/);
    }
  });
});

describe.skipIf(!hasBrowser())('without a map and without a mouse', () => {
  let browser: Browser;
  let seen: Visit;
  let page: Page;
  const clean = async (what: string, on = page) => expect(await findingsInBothThemes(on), what).toEqual([]);
  const go = async (hash: string, until: string) => {
    await open(page, hash);
    await page.waitForSelector(until);
  };

  beforeAll(async () => {
    browser = await sharedBrowser('none');
    seen = await visit(browser, '#/access');
    page = seen.page;
  });
  afterAll(async () => {
    await seen?.close();
  });

  it('one signs in', async () => {
    await page.waitForSelector('.demo-users button');
    await clean('access');
    await enter(page, '.demo-users button', 'demo-admin');
    await page.getByRole('button', { name: '退出' }).waitFor();
  });

  it('the map is its table: a grid, who answers for it, and back', async () => {
    await go('#/map', '[role="row"][data-code]');
    await tabTo(page, '[role="row"][data-code]');
    await page.keyboard.press('ArrowDown');
    const code = await page.evaluate(() => document.activeElement?.getAttribute('data-code'));
    await page.keyboard.press('Enter');
    await page.waitForSelector('.card h2');
    expect(await page.locator('.card').textContent()).toContain(code);
    await page.keyboard.press('Escape');
    await page.waitForSelector('.card h2', { state: 'detached' });
  });

  it('the audit is its list: a finding, the form to accept it, another view', async () => {
    await go('#/audit', '[data-finding]');
    await tabTo(page, '[data-finding]');
    await page.keyboard.press('ArrowDown');
    const name = await page.evaluate(() => document.activeElement?.querySelector('.name')?.textContent);
    await page.keyboard.press('Enter');
    await page.waitForSelector('.card.finding h2');
    expect(await page.locator('.card.finding h2').textContent()).toBe(name);
    await enter(page, '.button.accept');
    await tabTo(page, '#accept-reason');
    await page.keyboard.type('现场已核实');
    expect(await page.locator('#accept-reason').inputValue()).toBe('现场已核实');
    await go('#/audit', '[data-finding]');
    await enter(page, '.audit-top .segmented button', '区域');
    await expect.poll(() => page.evaluate(() => window.location.hash)).toContain('audit/areas');
  });

  it('its report is clean on paper too', async () => {
    await page.evaluate(() => {
      window.print = () => document.body.setAttribute('data-printed', 'yes');
    });
    await enter(page, '.menu summary');
    await enter(page, '.menu button', '打印审计报告（A4）');
    await page.waitForSelector('[data-printed]');
    await page.emulateMedia({ media: 'print' });
    await clean('print');
    await page.emulateMedia({ media: 'screen' });
    await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  });

  it('the command is its list: an event, its next step, and a report by its address', async () => {
    await go('#/command', '[data-event]');
    await tabTo(page, '[data-event]');
    await page.keyboard.press('ArrowDown');
    const id = await page.evaluate(() => document.activeElement?.getAttribute('data-event'));
    await page.keyboard.press('Enter');
    await page.waitForSelector('.next-steps');
    await expect.poll(() => page.evaluate(() => window.location.hash)).toContain(id);
    await enter(page, '.next-steps .more summary');
    await tabTo(page, '.next-steps button');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await page.keyboard.press('r');
    await tabTo(page, '.report-form [name=kind]');
    await page.keyboard.type('暴露');
    await page.keyboard.press('Enter');
    await tabTo(page, '.report-form [name=text]');
    await page.keyboard.type('只用键盘');
    expect(await page.locator('.report-form [name=text]').inputValue()).toBe('只用键盘');
    await enter(page, '.report-form button', '放弃上报');
  });

  it.each([
    ['density', '.density-choices'],
    ['rules', '.command-rules form, .command-rules table, .command-rules ul'],
  ])('its view %s is clean', async (view, until) => {
    await go(`#/command/${view}`, until);
    await clean(view);
  });

  it('a plan is its list: made, a grid renamed, undone', async () => {
    await go('#/plan', 'button:has-text("新建方案")');
    await enter(page, 'button', '新建方案');
    for (const level of ['town', 'community']) {
      await tabTo(page, `select[id$="-${level}"]`);
      await page.keyboard.press('ArrowDown');
      await expect.poll(() => page.locator(`select[id$="-${level}"]`).inputValue()).not.toBe('');
    }
    await enter(page, 'button', '创建并打开');
    await page.waitForSelector('.plan-grids [role="row"]');
    const plan = Number(/plan\/(\d+)/.exec(page.url())?.[1]);
    await tabTo(page, '.plan-grids [role="row"]');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    const title = page.locator('.plan-card h2');
    await title.waitFor();
    const before = (await title.textContent())!;
    await enter(page, 'button', '修改名称和编码');
    await tabTo(page, '.grid-name-form input');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('键盘网格');
    await enter(page, '.grid-name-form button', '保存');
    await expect.poll(() => title.textContent()).toContain('键盘网格');
    await page.keyboard.press('Control+z');
    await expect.poll(() => title.textContent()).toBe(before);
    // dropped by a request, under the page that shows it and may still be saving the undo
    seen.announce(/\b(404|412)\b/);
    const drop = () =>
      dropPlan(page, plan).then(
        () => 'dropped',
        (error: unknown) => String(error),
      );
    await expect.poll(drop).toBe('dropped');
  });

  it('a file is given, read and tried', async () => {
    await go('#/import', 'input[type=file]');
    await clean('import');
    // the dialogue of the system is not the page's
    await tabTo(page, 'input[type=file]');
    const geometry = { type: 'Point', coordinates: [117.0408521, 30.0614942] };
    const properties = { 楼栋编码: 'KEY-1', 名称: '键盘楼', 类型: '楼栋', 户数: 12 };
    const text = JSON.stringify({ type: 'FeatureCollection', features: [{ type: 'Feature', properties, geometry }] });
    const file = { name: '键盘.geojson', mimeType: 'application/geo+json', buffer: Buffer.from(text) };
    await page.setInputFiles('input[type=file]', file);
    await page.waitForSelector('.mapping');
    await enter(page, 'button', '试运行');
    await page.waitForSelector('.tally');
    await clean('import, tried');
  });

  it('what is seen before anything is there is clean: the first administrator, no county, no service', async () => {
    const first = await visit(browser, '#/setup&link=abc');
    await first.page.waitForSelector('.shell[data-workspace="setup"] .panel h2');
    await clean('setup', first.page);
    await first.page.route('**/api/areas*', (route) => route.fulfill({ json: { areas: [] } }));
    await open(first.page, '#/map');
    await first.page.waitForSelector('main.full h2');
    await clean('no county', first.page);
    await tabTo(first.page, 'main.full button');
    first.announce(/ERR_FAILED/);
    await first.page.route('**/api/**', (route) => route.abort());
    await first.page.reload();
    await first.page.waitForSelector('.full [role="alert"]');
    await clean('away', first.page);
    await first.page.unroute('**/api/**');
    await first.page.unroute('**/api/areas*');
    await enter(first.page, '.full button');
    await ready(first.page);
    await first.close();
  });

  it('nothing was complained of, and the service is still there', async () => {
    expect(seen.complaints).toEqual([]);
    expect((await fetch(`${serviceUrl()}/api/ready`)).ok).toBe(true);
  });
});
