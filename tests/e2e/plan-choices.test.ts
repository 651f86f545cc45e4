/** What people decide about a plan: an exception, whose way of two, and who plans where. On a service of its own: it publishes. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PublishPreview } from '../../server/contract/plan-publish.ts';
import type { PlanHead } from '../../server/contract/plans.ts';
import { mergeBody } from '../../server/partition/plan/bodies.ts';
import { mergeChoices } from '../../server/partition/plan/merge-choices.ts';
import { findings } from '../support/axe.ts';
import { hasBrowser, open, ready, sharedBrowser, type Visit, visit } from '../support/browser.ts';
import { openService } from '../support/own-service.ts';
import { getJson, makePlan, type PagePlan, postJson, publish, takeProposals, visitAs } from '../support/page-plan.ts';
import type { ServiceProcess } from '../support/service-process.ts';

/** Three grids of it have too many households, and no finding of today stands in the way. */
const COMMUNITY = '341921100004';
const TOWN = COMMUNITY.slice(0, 9);
const OTHER_TOWN = '341921001';
const STANDARD = { min: 150, max: 400 };

/** Two grids that are lawful become one that is not; the first of them. */
function overfill({ community }: PagePlan) {
  const { slots, numbers } = community.divisions.grid;
  for (const [slot, record] of slots.entries()) {
    if (record?.kind !== 'basic' || numbers.households(slot) > STANDARD.max) continue;
    const choice = mergeChoices(community, 'grid', slot, STANDARD).find(({ households }) => households > STANDARD.max);
    if (choice) return mergeBody(community, 'grid', [choice.gone], choice.kept);
  }
  throw new Error('no two grids make one that is too large');
}

describe.skipIf(!hasBrowser())('what is decided about a plan', () => {
  let service: ServiceProcess;
  let browser: Browser;
  let planner: Visit;
  let admin: Visit;

  const at = (page: Page, path: string) => open(page, `#/${path}`, service.url);
  const preview = (page: Page, plan: number) => getJson<PublishPreview>(page, `/api/plans/${plan}/publish`);

  beforeAll(async () => {
    service = await openService();
    // lists and forms only
    browser = await sharedBrowser('none');
    planner = await visitAs(browser, service.url, 'demo-planner');
    admin = await visitAs(browser, service.url, 'demo-admin');
  });
  afterAll(async () => {
    await planner?.close();
    await admin?.close();
    await service?.close();
  });

  it('an auditor accepts a grid outside the standard with a reason, and it stands in the way no longer', async () => {
    const plan = await makePlan(planner.page, COMMUNITY, '超户豁免');
    await plan.do(overfill(plan));
    const [blocked] = (await preview(planner.page, plan.id)).blocks.outside;
    const row = (page: Page) => page.locator(`.outside-grids [data-grid="${blocked!.grid}"]`);

    await at(planner.page, `plan/${plan.id}/review`);
    await row(planner.page).waitFor();
    await expect.poll(() => row(planner.page).getAttribute('data-blocking')).toBe('true');
    await expect.poll(() => row(planner.page).getByRole('button', { name: '豁免…' }).count()).toBe(0);

    const auditor = await visitAs(browser, service.url, 'demo-auditor');
    const { page } = auditor;
    await at(page, `plan/${plan.id}/review`);
    await row(page).getByRole('button', { name: '豁免…' }).click();
    const send = row(page).locator('button[type="submit"]');
    // without a reason it is not sent
    await send.click();
    await expect.poll(() => row(page).getAttribute('data-blocking')).toBe('true');
    await row(page).getByLabel('豁免理由（有效期一年）').fill('高层公寓，年内另设网格员。');
    expect(await findings(page)).toEqual([]);
    await send.click();
    await row(page).getByText('高层公寓，年内另设网格员。').waitFor();
    await expect.poll(() => row(page).getAttribute('data-blocking')).toBe('false');
    const { blocks, outside } = await preview(page, plan.id);
    expect(blocks.outside.map(({ grid }) => grid)).not.toContain(blocked!.grid);
    const exception = outside.find(({ grid }) => grid === blocked!.grid)?.exception;
    expect(exception).toMatchObject({ reason: '高层公寓，年内另设网格员。', author: 'demo-auditor' });
    const days = (Date.parse(exception!.until) - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(363);
    expect(days).toBeLessThan(367);
    expect(auditor.complaints).toEqual([]);
    await auditor.close();
    await plan.drop();
  });

  it('keeps the way of a plan, or takes that of now, where another plan was published meanwhile', async () => {
    const { page } = planner;
    const [mine, theirs] = [await makePlan(page, COMMUNITY, '保留本方案'), await makePlan(page, COMMUNITY, '采用现行')];
    for (const plan of [mine, theirs]) await plan.do(overfill(plan));
    const { id: other } = await postJson<PlanHead>(admin.page, '/api/plans', { area: COMMUNITY, title: '先行一步' });
    await takeProposals(admin.page, other);
    await publish(admin.page, other);
    for (const plan of [mine, theirs]) expect((await preview(page, plan.id)).blocks.behind).toEqual([COMMUNITY]);

    const decide = async (plan: PagePlan, choice: string): Promise<string> => {
      await at(page, `plan/${plan.id}/review`);
      const place = page.locator(`.shifted [data-community="${COMMUNITY}"]`);
      await place.locator('.reason.bad').waitFor();
      const move = page.locator('.shifted').getByRole('button', { name: /^换到新的底图/ });
      await expect.poll(() => move.isDisabled()).toBe(true);
      await place.getByRole('button', { name: '比较两种选择' }).click();
      const taken = place.locator('.choice').filter({ hasText: choice });
      await taken.locator('input').check();
      const told = (await taken.locator('.hint').first().textContent()) ?? '';
      await move.click();
      await page.locator('.shifted').waitFor({ state: 'detached' });
      return told;
    };

    const kept = await decide(mine, '保留本方案的划分');
    const after = await preview(page, mine.id);
    expect(after.blocks.behind).toEqual([]);
    expect(kept).toContain(`新增 ${after.added}、调整 ${after.changed}、撤销 ${after.closed} 个网格`);
    expect(after.added + after.changed + after.closed).toBeGreaterThan(0);

    const left = await decide(theirs, '采用现行网格');
    const now = await preview(page, theirs.id);
    expect(now.blocks.behind).toEqual([]);
    expect([now.added, now.changed, now.closed]).toEqual([0, 0, 0]);
    expect(left).toContain('新增 0、调整 0、撤销 0 个网格');

    // it was one step, which can be undone, and then the choice is there again
    await at(page, `plan/${theirs.id}`);
    await page.getByRole('button', { name: '撤销', exact: true }).click();
    await expect
      .poll(async () => (await preview(page, theirs.id)).blocks.behind, { timeout: 30_000 })
      .toEqual([COMMUNITY]);
    await mine.drop();
    await theirs.drop();
  });

  it('lets a planner of a town see the plans of the town, make one there, and nowhere else', async () => {
    const own = await postJson<PlanHead>(admin.page, '/api/plans', { area: COMMUNITY, title: '镇里的方案' });
    const foreign = await postJson<PlanHead>(admin.page, '/api/plans', { area: OTHER_TOWN, title: '街道的方案' });
    const account = { login: 'town-planner', name: '镇规划员', password: 'tongxi-plans-2026' };
    await postJson(admin.page, '/api/accounts', { ...account, grants: [{ role: 'planner', area: TOWN }] });

    // the toolbar is there where a map is
    const seen = await visit(await sharedBrowser(), '#/access', undefined, service.url);
    const { page } = seen;
    await page.locator('#login').fill(account.login);
    await page.locator('#password').fill(account.password);
    await page.locator('#password').press('Enter');
    await page.getByRole('button', { name: '退出' }).waitFor();
    await ready(page);

    await at(page, 'plan');
    await page.locator(`[data-plan="${own.id}"]`).waitFor();
    const listed = await page.locator('.plan-rows > li').evaluateAll((rows) => rows.map((row) => row.dataset.plan));
    expect(listed).not.toContain(String(foreign.id));
    for (const id of listed)
      expect((await getJson<PlanHead>(page, `/api/plans/${id}`)).area.startsWith(TOWN), `plan ${id}`).toBe(true);

    await page.getByRole('button', { name: '新建方案' }).click();
    const options = (label: string) =>
      page
        .getByLabel(label)
        .locator('option')
        .evaluateAll((all) => all.map((one) => (one as HTMLOptionElement).value));
    // the county is only the way to the town
    await expect
      .poll(async () => (await options('街道（乡镇）')).filter((value) => value.length === 9))
      .toEqual([TOWN]);
    await page.getByLabel('街道（乡镇）').selectOption(TOWN);
    const inTown = async () => (await options('社区（村）')).filter((value) => value.length === 12);
    await expect.poll(inTown).toContain(COMMUNITY);
    const communities = await inTown();
    expect(communities.every((code) => code.startsWith(TOWN))).toBe(true);
    await page.getByLabel('社区（村）').selectOption(COMMUNITY);
    // the name that is offered follows in the next frame, and would come between the choosing of all of it and what is typed over it
    const chosen = (await page.getByLabel('社区（村）').locator('option:checked').textContent())!;
    const title = page.getByLabel('方案名称');
    await expect.poll(() => title.inputValue()).toContain(chosen.trim());
    await title.fill('镇规划员的方案');
    expect(await title.inputValue()).toBe('镇规划员的方案');
    await page.getByRole('button', { name: '创建并打开' }).click();
    await page.waitForFunction(() => /^#\/plan\/\d+/.test(window.location.hash));
    await page.getByRole('toolbar').waitFor();
    const { plans } = await getJson<{ plans: PlanHead[] }>(page, `/api/plans?area=${TOWN}`);
    expect(plans.find(({ title }) => title === '镇规划员的方案')).toMatchObject({ area: COMMUNITY, state: 'draft' });

    // nor by the address, nor by a request
    await expect(postJson(page, '/api/plans', { area: OTHER_TOWN, title: '越界' })).rejects.toThrow(/: 403 /);
    await at(page, `plan/${foreign.id}`);
    await page.locator('.plan [role="alert"]').waitFor();
    await expect.poll(() => page.getByRole('toolbar').count()).toBe(0);
    seen.announce(/40[34]/);
    await seen.close();
  });

  it('complains of nothing but what was refused', () => {
    for (const one of [planner, admin]) {
      expect(one.foreign).toEqual([]);
      one.announce(/40[349]|412/);
      expect(one.complaints).toEqual([]);
    }
  });
});
