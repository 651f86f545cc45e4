import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mergeBody } from '../../server/partition/plan/bodies.ts';
import { mergeChoices } from '../../server/partition/plan/merge-choices.ts';
import { findings, findingsInBothThemes } from '../support/axe.ts';
import {
  hasBrowser,
  mapIdle,
  open,
  PHONE,
  ready,
  serviceUrl,
  sharedBrowser,
  signIn,
  type Visit,
  visit,
} from '../support/browser.ts';
import { dropPlan, makePlan, visitAs } from '../support/page-plan.ts';

/** Three grids of it have too many households. */
const COMMUNITY = '341921100004';

describe.skipIf(!hasBrowser())('axe finds nothing serious', () => {
  let browser: Browser;
  let seen: Visit;
  let page: Page;

  const findsNothing = async (what: string, on: Page = page) => {
    expect(await findingsInBothThemes(on), what).toEqual([]);
  };

  beforeAll(async () => {
    browser = await sharedBrowser();
    seen = await visit(browser, '#/access');
    page = seen.page;
  });
  afterAll(async () => {
    await seen?.close();
  });

  it.each(['access', 'setup', 'import'])('on the page for %s', async (name) => {
    await page.evaluate(
      (to) => {
        window.location.hash = to;
      },
      `#/${name}${name === 'setup' ? '&link=abc' : ''}`,
    );
    await page.waitForSelector(`.shell[data-workspace="${name}"] .panel h2`);
    expect(await findings(page)).toEqual([]);
  });

  it('on the map in both themes, with an answer, results and keys open', async () => {
    await page.locator('.bar nav').getByRole('button', { name: '地图' }).click();
    await ready(page);
    await mapIdle(page);
    await page.locator('[role="row"][data-code]').nth(1).click();
    await page.waitForSelector('.card h2');
    await findsNothing('answer');
    await page.fill('#search', '路');
    await page.waitForSelector('[role="option"]');
    await findsNothing('results');
    await page.press('#search', 'Escape');
    await page.locator('.legend .more summary').click();
    await page.locator('.bar .tools .plain').nth(2).click();
    await page.waitForSelector('.keys');
    await findsNothing('keys');
    await page.keyboard.press('Escape');
    await page.waitForSelector('.keys', { state: 'detached' });
    // the audit would list the findings of the chosen grid only
    await page.keyboard.press('Escape');
    await page.waitForSelector('.hint-card');
  });

  it('on the audit in both themes, with a finding open and its form, and on every view', async () => {
    await signIn(page, 'demo-auditor');
    await page.locator('.bar nav').getByRole('button', { name: '审计' }).click();
    await page.locator('[data-finding]').first().click();
    await page.locator('.button.accept').click();
    await page.waitForSelector('#accept-reason');
    await findsNothing('finding');
    for (const view of ['区域', '变化', '检查', '户数']) {
      await page.locator('.audit-top .segmented').getByRole('button', { name: view }).click();
      await findsNothing(view);
    }
  });

  it('on a plan in both themes: the list and the form, every view, every tab, cards and keys', async () => {
    const planner = await visitAs(browser, serviceUrl(), 'demo-planner');
    const { page: at } = planner;
    const check = (what: string) => findsNothing(what, at);
    const press = (name: string | RegExp) => at.getByRole('button', { name, exact: typeof name === 'string' }).click();
    const plan = await makePlan(at, COMMUNITY, '无障碍检查');
    const { slots, numbers } = plan.community.divisions.grid;
    const over = slots.findIndex((slot, i) => slot?.kind === 'basic' && numbers.households(i) > 400);
    const [choice] = mergeChoices(plan.community, 'grid', over, { min: 150, max: 400 });
    await plan.do(mergeBody(plan.community, 'grid', [choice!.gone], choice!.kept));

    await open(at, '#/plan');
    await at.locator(`[data-plan="${plan.id}"]`).waitFor();
    await press('新建方案');
    await at.getByLabel('另定').check();
    await check('list and form');
    // layers are added before cells are made: a plan that nobody has opened yet
    await at.getByLabel('街道（乡镇）').selectOption(COMMUNITY.slice(0, 9));
    await at.getByLabel('社区（村）').selectOption(COMMUNITY);
    await at.getByLabel('先做多网合一').check();
    await press('创建并打开');
    await at.locator('.sources .drop').waitFor();
    await check('sources');
    await at.locator('.plan-menu summary').click();
    await check('menu');
    // dropped by a request, under the page that shows it
    planner.announce(/\b404\b/);
    await dropPlan(at, Number(/plan\/(\d+)/.exec(at.url())?.[1]));

    await at.goto(`${serviceUrl()}/#/plan/${plan.id}`);
    await at.locator(`[data-grid="${slots[choice!.kept]!.code}"]`).click();
    await at.locator('.plan-card h2').waitFor();
    await at.locator('.plan-card .buildings summary').click();
    await press('修改名称和编码');
    await check('draw, grid');
    await at.keyboard.press('f');
    await at.locator('.ghost-card .deltas').waitFor();
    await check('draw, preview');
    await at.keyboard.press('Escape');
    for (const tab of [/^问题/, /^约束/, /^记录/]) {
      await at.locator('.plan-tabs').getByRole('button', { name: tab }).click();
      await check(`draw, ${tab.source}`);
    }
    await press('微网格');
    await check('draw, micro grids');
    await at.locator('.bar .tools .plain').nth(2).click();
    await at.waitForSelector('.keys');
    await check('draw, keys');
    await at.keyboard.press('Escape');
    const view = (name: string) => at.locator('.plan-top .segmented').getByRole('button', { name }).click();
    await view('建议');
    await press('全部修复');
    await at.locator('[data-offer="offered"]').waitFor();
    await at.locator('.propose .more summary').click();
    await check('propose');
    await view('对比');
    for (const tab of ['指标', '流向', '楼栋', '网格']) {
      await at.locator('.compare-tabs').getByRole('button', { name: tab }).click();
      await check(`compare, ${tab}`);
    }
    await view('审核');
    await at.locator('.outside-grids [data-blocking="true"]').waitFor();
    await at.locator('.next-steps').getByRole('button', { name: '报送', exact: true }).click();
    await check('review');
    await plan.drop();
    await planner.close();
  });

  it('on a phone with the list open', async () => {
    const phone = await visit(browser, '', PHONE);
    await ready(phone.page);
    await phone.page.locator('.sheet-grip').tap();
    await phone.page.waitForSelector('.drawer[data-open="true"]');
    expect(await findings(phone.page)).toEqual([]);
    await phone.close();
  });
});
