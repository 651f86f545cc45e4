/** A plan's whole way through the page, on a service of its own: it publishes, and the others count on the map as it is. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PublishPreview } from '../../server/contract/plan-publish.ts';
import type { PlanHead } from '../../server/contract/plans.ts';
import { findings, findingsInBothThemes } from '../support/axe.ts';
import { hasBrowser, open, PHONE, sharedBrowser, type Visit, visit } from '../support/browser.ts';
import { openService } from '../support/own-service.ts';
import { getJson, postJson, takeProposals, visitAs } from '../support/page-plan.ts';
import type { ServiceProcess } from '../support/service-process.ts';

/** Three grids of it have too many households, and no finding of today stands in the way. */
const COMMUNITY = '341921100004';
/** Two of its grids overlap today. */
const OVERLAPPING = '341921100001';
const FREE = '341921001001';

describe.skipIf(!hasBrowser())('the way of a plan', () => {
  let service: ServiceProcess;
  let browser: Browser;
  /** Without a map, for what is lists and forms. */
  let plain: Browser;
  let planner: Visit;
  let reviewer: Visit;
  let id: number;
  const number = new Intl.NumberFormat('zh-CN');

  const come = (login: string, by = plain): Promise<Visit> => visitAs(by, service.url, login);
  const at = (page: Page, path: string) => open(page, `#/${path}`, service.url);
  const isQuiet = (seen: Visit) => {
    expect(seen.foreign).toEqual([]);
    // refusals are part of the way: a step that came too late
    seen.announce(/40[49]|412/);
    expect(seen.complaints).toEqual([]);
  };
  const preview = (page: Page, plan: number) => getJson<PublishPreview>(page, `/api/plans/${plan}/publish`);
  const plans = async (page: Page) => (await getJson<{ plans: PlanHead[] }>(page, '/api/plans?area=341921')).plans;
  const newPlan = async (page: Page, area: string, title: string): Promise<number> =>
    (await postJson<PlanHead>(page, '/api/plans', { area, title })).id;
  const states = (page: Page) =>
    page.locator('.life-line > li[data-reached="true"]').evaluateAll((rows) => rows.map((row) => row.dataset.state));
  const submit = async (page: Page, button: string, note: string | null) => {
    await page.locator('.next-steps').getByRole('button', { name: button, exact: true }).click();
    if (note !== null) await page.locator('.step-form textarea').fill(note);
    await page.locator('.step-form button[type="submit"]').click();
    await page.locator('.step-form').waitFor({ state: 'detached' });
  };

  beforeAll(async () => {
    service = await openService();
    browser = await sharedBrowser();
    plain = await sharedBrowser('none');
    planner = await come('demo-planner');
    reviewer = await come('demo-reviewer', browser);
  });
  afterAll(async () => {
    await planner?.close();
    await reviewer?.close();
    await service?.close();
  });

  it('begins in a list that invites, with a plan of an area by a standard of one’s own', async () => {
    const { page } = planner;
    await at(page, 'plan');
    await page.locator('.plan-list .nothing').getByText('还没有网格方案').waitFor();
    await page.getByRole('button', { name: '新建方案' }).click();
    await page.getByLabel('街道（乡镇）').selectOption(COMMUNITY.slice(0, 9));
    await page.getByLabel('社区（村）').selectOption(COMMUNITY);
    await expect.poll(() => page.getByLabel('方案名称').inputValue()).toMatch(/^望月社区 \d{4}年\d{1,2}月调整$/);
    await page.getByLabel('方案名称').fill('望月社区超户调整');
    await page.getByLabel('另定').check();
    await page.getByLabel('下限（户）').fill('500');
    await page.locator('.new-plan [role="alert"]').waitFor();
    await expect.poll(() => page.getByRole('button', { name: '创建并打开' }).isDisabled()).toBe(true);
    await page.getByLabel('下限（户）').fill('150');
    await page.getByRole('button', { name: '创建并打开' }).click();
    await page.waitForFunction(() => /^#\/plan\/\d+/.test(window.location.hash));
    const [made] = await plans(page);
    expect(made).toMatchObject({
      title: '望月社区超户调整',
      area: COMMUNITY,
      state: 'draft',
      standard: { min: 150, max: 400 },
    });
    id = made!.id;
    await takeProposals(page, id);
  });

  it('shows what publishing would do, and is submitted with a note', async () => {
    const { page } = planner;
    await at(page, `plan/${id}/review`);
    await page.waitForSelector('.effects .tally');
    const told = await preview(page, id);
    for (const name of ['added', 'changed', 'closed', 'unchanged'] as const)
      await expect
        .poll(() => page.locator(`.effects [data-count="${name}"] strong`).textContent())
        .toBe(number.format(told[name]));
    expect(told.households).toBeGreaterThan(0);
    await expect.poll(() => page.locator('.effects .moved').textContent()).toContain(number.format(told.households));
    const { carried, left, vacant } = told.posts;
    await expect
      .poll(() => page.locator('.posts .lines li').count())
      .toBe(carried.length + left.length + new Set(vacant.map(({ grid }) => grid)).size);
    await submit(page, '报送', '三个网格超过 400 户。');
    await page.locator('.life-line > li[aria-current="step"][data-state="submitted"]').waitFor();
    await expect.poll(() => page.locator('.life-line q').textContent()).toBe('三个网格超过 400 户。');
    // who edits does not review
    await expect.poll(() => page.locator('.next-steps .offer button').allTextContents()).toEqual(['撤回']);
  });

  it('comes back with a reason, and not without one', async () => {
    const { page } = reviewer;
    await at(page, `plan/${id}/review`);
    await page.locator('.next-steps').getByRole('button', { name: '退回…' }).click();
    await page.locator('.step-form button[type="submit"]').click();
    await page.locator('.step-form [role="alert"]').getByText('必须写明理由').waitFor();
    await page.locator('.step-form textarea').fill('请说明江边一格。');
    await page.locator('.step-form button[type="submit"]').click();
    await page.locator('.life-line > li[aria-current="step"][data-state="draft"]').waitFor();
    await expect.poll(() => states(page)).toEqual(['draft']);
    await expect
      .poll(() => page.locator('.life-line > li[data-state="draft"] q').textContent())
      .toBe('请说明江边一格。');
    await page.locator('.note').getByText('草稿由规划员修改并报送').waitFor();
  });

  it('tells when somebody was faster, and shows the plan as it is now', async () => {
    const stale = await come('demo-planner');
    await at(stale.page, `plan/${id}/review`);
    await stale.page.locator('.next-steps').getByRole('button', { name: '报送', exact: true }).waitFor();
    await at(planner.page, `plan/${id}/review`);
    await submit(planner.page, '报送', null);
    await planner.page.locator('.life-line > li[aria-current="step"][data-state="submitted"]').waitFor();
    // it may have heard of it meanwhile; if not, it is told
    const button = stale.page.locator('.next-steps').getByRole('button', { name: '报送', exact: true });
    if ((await button.count()) > 0) {
      await button.click().catch(() => {});
      await stale.page
        .locator('.step-form button[type="submit"]')
        .click({ timeout: 5000 })
        .catch(() => {});
    }
    await stale.page.locator('.life-line > li[aria-current="step"][data-state="submitted"]').waitFor();
    stale.announce(/409|412/);
    await stale.close();
  });

  it('is reviewed, approved and published after a last look at the certificate', async () => {
    const { page } = reviewer;
    await at(page, `plan/${id}/review`);
    await submit(page, '审核通过', null);
    await page.locator('.life-line > li[aria-current="step"][data-state="reviewed"]').waitFor();
    await submit(page, '批准', '同意。');
    await page.locator('.life-line > li[aria-current="step"][data-state="approved"]').waitFor();
    await expect.poll(() => states(page)).toEqual(['draft', 'submitted', 'reviewed', 'approved']);
    const told = await preview(page, id);
    await page.getByRole('button', { name: '准备发布…' }).click();
    await page.locator('.publish h3').getByText('发布为第 2 版').waitFor();
    const certificate = (await page.locator('.certificate .facts-grid').textContent()) ?? '';
    expect(certificate).toContain(`${number.format(told.households)} 户`);
    const send = page.locator('.publish button[type="submit"]');
    await expect.poll(() => send.isDisabled()).toBe(true);
    expect(await findings(page)).toEqual([]);
    await page.locator('.publish textarea').fill('望月社区三个超户网格调整');
    await page.getByLabel('我已核对').check();
    await send.click();
    await page.locator('.published h3').getByText('已发布为第 2 版').waitFor();
    await page.waitForSelector('.shell[data-edition="2"]');
    await expect.poll(() => page.locator('.published .lines').first().locator('li').count()).toBeGreaterThan(0);
    const { editions } = await getJson<{ editions: { number: number; note: string | null }[] }>(
      page,
      '/api/editions?county=341921',
    );
    expect(editions.find((edition) => edition.number === 2)?.note).toBe('望月社区三个超户网格调整');
    await expect.poll(() => states(page)).toEqual(['draft', 'submitted', 'reviewed', 'approved', 'published']);
  });

  it('goes on paper with its map, its numbers and every grid', async () => {
    const { page } = reviewer;
    await page.evaluate(() => {
      (window as unknown as { printed: number }).printed = 0;
      window.print = () => {
        (window as unknown as { printed: number }).printed++;
      };
    });
    await page.locator('.plan-menu summary').click();
    await page.locator('.plan-menu').getByRole('button', { name: '打印方案图（A4）' }).click();
    await page.waitForFunction(() => (window as unknown as { printed: number }).printed === 1, null, {
      timeout: 120_000,
    });
    await page.emulateMedia({ media: 'print' });
    const rows = page.locator('.plan-sheet .grids tbody tr');
    const { features } = await getJson<{ features: { properties: { kind: string; parentCode: string } }[] }>(
      page,
      `/api/grids?area=${COMMUNITY}&limit=2000`,
    );
    await expect.poll(() => rows.count()).toBe(features.filter(({ properties }) => properties.kind !== 'micro').length);
    await expect.poll(() => page.locator('.plan-sheet h1').textContent()).toBe('望月社区网格调整方案图');
    await expect.poll(() => page.locator('.plan-sheet .facts').textContent()).toContain('第 2 版');
    const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1');
    // drawn, not a picture; points: 297 × 210 mm
    expect(pdf).not.toMatch(/\/Subtype \/Image\b/);
    expect(pdf).toMatch(/\/MediaBox \[0 0 84[12][\d.]* 59[45][\d.]*\]/);
    await page.emulateMedia({ media: 'screen' });
    await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
    await page.locator('.plan-sheet').waitFor({ state: 'detached' });
  });

  it('does not end while an overlap of today stands in the way, and leads there', async () => {
    const seen = await come('demo-planner', browser);
    const { page } = seen;
    const blocked = await newPlan(page, OVERLAPPING, '学府社区');
    await takeProposals(page, blocked);
    await at(page, `plan/${blocked}/review`);
    await page.waitForSelector('.blocks .problems button');
    const { blocks } = await preview(page, blocked);
    await expect
      .poll(() => page.locator('.blocks .problems button:has(.what)').count())
      .toBe(
        blocks.findings.length +
          blocks.faults.length +
          blocks.codes.length +
          blocks.behind.length +
          blocks.outside.length,
      );
    const camera = () => page.evaluate(() => /map=([^&]+)/.exec(window.location.hash)?.[1] ?? '');
    const before = await camera();
    await page.locator('.blocks .problems button', { hasText: '网格重叠' }).click();
    await page.waitForFunction((was) => !window.location.hash.includes(`map=${was}`), before);
    expect(Number((await camera()).split('/')[0])).toBeGreaterThan(15);
    isQuiet(seen);
    await seen.close();
  });

  it('is dropped from the list where it stands, when asked twice', async () => {
    const { page } = planner;
    const wrong = await newPlan(page, FREE, '写错了');
    await at(page, 'plan');
    const row = page.locator(`[data-plan="${wrong}"]`);
    await row.getByRole('button', { name: '删除' }).click();
    await row.getByRole('button', { name: '保留' }).click();
    await row.getByRole('button', { name: '删除' }).click();
    await row.getByRole('button', { name: '确定删除' }).click();
    await row.waitFor({ state: 'detached' });
    expect((await plans(page)).map((plan) => plan.id)).not.toContain(wrong);
    await page.locator('.state-filter').getByRole('button', { name: '已发布' }).click();
    await expect
      .poll(() => page.locator('.plan-rows > li').evaluateAll((rows) => rows.map((one) => one.dataset.plan)))
      .toEqual([String(id)]);
    await expect.poll(() => page.locator(`[data-plan="${id}"] .facts`).textContent()).toContain('已成为第 2 版');
    await page.locator('.state-filter').getByRole('button', { name: '全部' }).click();
  });

  it('may begin with layers of departments, compared and made into one, and taken back', async () => {
    const { page } = planner;
    const { areas } = await getJson<{ areas: { code: string; bbox: number[] }[] }>(page, '/api/areas');
    const [w = 0, s = 0, e = 0, n = 0] = areas.find(({ code }) => code === FREE)?.bbox ?? [];
    /** Columns, shifted by a part of their width. */
    const layer = (columns: number, shift: number) => {
      const x = (i: number) => w + ((e - w) * (i + (i > 0 && i < columns ? shift : 0))) / columns;
      const features = Array.from({ length: columns }, (_, i) => ({
        type: 'Feature',
        properties: { code: `列${i + 1}` },
        geometry: {
          type: 'Polygon',
          coordinates: [
            [
              [x(i), s],
              [x(i + 1), s],
              [x(i + 1), n],
              [x(i), n],
              [x(i), s],
            ],
          ],
        },
      }));
      return Buffer.from(JSON.stringify({ type: 'FeatureCollection', features }));
    };
    await at(page, 'plan');
    await page.getByRole('button', { name: '新建方案' }).click();
    await page.getByLabel('街道（乡镇）').selectOption(FREE.slice(0, 9));
    await page.getByLabel('社区（村）').selectOption(FREE);
    await page.getByLabel('先做多网合一').check();
    await page.getByRole('button', { name: '创建并打开' }).click();
    const files = [
      { name: '公安.geojson', mimeType: 'application/geo+json', buffer: layer(3, 0) },
      { name: '卫健.geojson', mimeType: 'application/geo+json', buffer: layer(3, 0.3) },
      { name: '坏的.geojson', mimeType: 'application/geo+json', buffer: Buffer.from('{') },
    ];
    await page.locator('.sources .drop input').setInputFiles(files);
    await page.locator('.sources .note.bad').getByText('不是有效的 JSON').waitFor();
    const order = () => page.locator('[data-source]').evaluateAll((rows) => rows.map((row) => row.dataset.source));
    await expect.poll(() => order()).toEqual(['公安', '卫健']);
    await page.getByRole('button', { name: '“卫健”上移' }).click();
    await expect.poll(() => order()).toEqual(['卫健', '公安']);
    await page.getByRole('button', { name: '比较各图层' }).click();
    await page.waitForSelector('.difference-rows button');
    await page.locator('.sources .note').getByText('不能再加入图层').waitFor();
    await page.locator('.difference-rows button').first().click();
    await page.waitForFunction(() => window.location.hash.includes('place=0'));
    const plan = Number(/plan\/(\d+)/.exec(await page.evaluate(() => window.location.hash))?.[1]);
    await page.getByRole('button', { name: '合成一套网格' }).click();
    await page.locator('.sources [role="status"]').getByText('已合成').waitFor();
    const merged = await preview(page, plan);
    expect(merged.closed).toBeGreaterThan(3);
    await page.getByRole('button', { name: '撤销合成' }).click();
    await page.getByRole('button', { name: '合成一套网格' }).waitFor();
    const undone = await preview(page, plan);
    expect([undone.added, undone.changed, undone.closed]).toEqual([0, 0, 0]);
  });

  it('is looked at on a phone, where nothing runs over the side and axe finds nothing', async () => {
    const phone = await visit(browser, '#/access', PHONE, service.url);
    const { page } = phone;
    await page.getByRole('button', { name: '登录' }).first().waitFor({ state: 'attached' });
    await page.locator('.demo-users button').filter({ hasText: 'demo-reviewer' }).tap();
    await page.locator('.demo-users').waitFor({ state: 'detached' });
    for (const path of ['plan', `plan/${id}/review`]) {
      await at(page, path);
      await page.waitForSelector(path === 'plan' ? '.plan-rows li' : '.life-line li');
      expect(await findingsInBothThemes(page), path).toEqual([]);
      await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    }
    await phone.close();
  });

  it('complains of nothing on the way, and asks nobody else', () => {
    for (const seen of [planner, reviewer]) isQuiet(seen);
  });
});
