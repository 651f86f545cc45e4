/** A plan drawn with the mouse and the keyboard: the map, the card, the service, and the page opened again say the same. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PlanStateNow } from '../../server/contract/plan-edits.ts';
import type { PlanOperations } from '../../server/contract/plan-operations.ts';
import { DESK, hasBrowser, mapIdle, PHONE, serviceUrl, sharedBrowser, type Visit, visit } from '../support/browser.ts';

const COMMUNITY = '341921001002';
type Place = readonly [x: number, y: number];

describe.skipIf(!hasBrowser())('drawing a plan', () => {
  let browser: Browser;
  let seen: Visit;
  let page: Page;

  const ask = async <T>(path: string): Promise<T> =>
    (await page.context().request.get(`${serviceUrl()}/api/plans/${path}`)).json();
  const seqOf = async (plan: number): Promise<number> => (await ask<PlanStateNow>(`${plan}/state`)).snapshot.seq;
  const arrived = (plan: number, seq: number) => expect.poll(() => seqOf(plan), { timeout: 30_000 }).toBe(seq);
  const count = () => page.locator('.plan-card .band strong').textContent();

  /** In the session of the page, whether or not its bar has room for the button. */
  async function signIn(): Promise<void> {
    const data = { login: 'demo-planner', password: 'gezhong-planner' };
    const headers = { origin: serviceUrl() };
    expect((await page.context().request.post(`${serviceUrl()}/api/session`, { data, headers })).ok()).toBe(true);
  }

  /** Opens a new plan of the community; the answer is its number. */
  async function newPlan(title: string): Promise<number> {
    const data = { area: COMMUNITY, title };
    const headers = { origin: serviceUrl() };
    const made = await page.context().request.post(`${serviceUrl()}/api/plans`, { data, headers });
    const { id } = (await made.json()) as { id: number };
    await page.goto('about:blank');
    await page.goto(`${serviceUrl()}/#/plan/${id}`);
    return id;
  }

  /** The plan is there and has been flown to. The answer is the middle of the map. */
  async function opened(): Promise<Place> {
    await page.waitForSelector('.plan-summary', { timeout: 60_000, state: 'attached' });
    await mapIdle(page);
    await page.waitForTimeout(1000);
    await mapIdle(page);
    const box = (await page.locator('.map').boundingBox())!;
    return [box.x + box.width / 2, box.y + box.height / 2];
  }

  beforeAll(async () => {
    browser = await sharedBrowser();
    // strokes are so many pixels of a map this large
    seen = await visit(browser, '#/access', { ...DESK, viewport: { width: 1440, height: 900 } });
    page = seen.page;
    await signIn();
  });
  afterAll(async () => {
    await seen?.close();
  });

  it('gives cells to the chosen grid with the mouse, tells it beforehand, takes it back, and shows it again', async () => {
    const plan = await newPlan('鼠标');
    const [x, y] = await opened();
    await page.mouse.click(x, y);
    await expect.poll(() => page.locator('.plan-card').count()).toBe(1);
    const before = await count();
    await page.keyboard.press('b');
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x - 160, y, { steps: 12 });
    await expect.poll(() => page.locator('.preview-line').textContent()).toContain(`${before} → `);
    expect(await seqOf(plan)).toBe(0);
    await page.mouse.up();
    await arrived(plan, 1);
    await expect.poll(async () => Number(await count())).toBeGreaterThan(Number(before));
    const after = await count();
    const { operations } = await ask<PlanOperations>(`${plan}/operations?after=0`);
    expect(operations[0]?.operation.kind).toBe('assign');
    await page.keyboard.press('Control+z');
    await arrived(plan, 2);
    await expect.poll(count).toBe(before);
    await page.keyboard.press('Control+y');
    await arrived(plan, 3);
    await page.reload();
    await page.mouse.click(...(await opened()));
    await expect.poll(count).toBe(after);
    expect(seen.complaints).toEqual([]);
  });

  it('drops a stroke with Escape, and pans while Space is held', async () => {
    const plan = await newPlan('放弃');
    const [x, y] = await opened();
    await page.mouse.click(x, y);
    await page.keyboard.press('b');
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x - 160, y, { steps: 12 });
    await page.keyboard.press('Escape');
    await page.mouse.up();
    const camera = () => page.evaluate(() => window.location.hash);
    const was = await camera();
    await page.keyboard.down('Space');
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x - 120, y + 60, { steps: 6 });
    await page.mouse.up();
    await page.keyboard.up('Space');
    await expect.poll(camera).not.toBe(was);
    expect(await seqOf(plan)).toBe(0);
  });

  it('takes the grid in the middle of the map in hand with Enter', async () => {
    await newPlan('键盘');
    await opened();
    await page.locator('.map canvas').focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('.plan-card h2').count()).toBe(1);
  });

  it('is painted with a finger on a phone, and moved with two', async () => {
    const desk = seen;
    seen = await visit(browser, '#/access', PHONE);
    await desk.close();
    page = seen.page;
    await signIn();
    const plan = await newPlan('手机');
    const [x, y] = await opened();
    const cdp = await page.context().newCDPSession(page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...fingers: Place[]) =>
      cdp.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: fingers.map(([px, py], id) => ({ x: px, y: py, id })),
      });
    const drag = async (...ways: (readonly [Place, Place])[]) => {
      await touch('touchStart', ...ways.map(([from]) => from));
      for (let k = 1; k <= 8; k++) {
        await touch(
          'touchMove',
          ...ways.map(([[ax, ay], [bx, by]]): Place => [ax + ((bx - ax) * k) / 8, ay + ((by - ay) * k) / 8]),
        );
        await page.waitForTimeout(30);
      }
      await touch('touchEnd');
    };
    if (await page.locator('.drawer.plan[data-open="true"]').count()) await page.locator('.sheet-grip').tap();
    await page.locator('.tools-of-plan').getByRole('button', { name: '画笔' }).tap();
    const top = y - 120;
    await drag([
      [x, top],
      [x - 110, top + 20],
    ]);
    await arrived(plan, 1);
    expect((await ask<PlanOperations>(`${plan}/operations?after=0`)).operations[0]?.operation.kind).toBe('assign');
    const camera = () => page.evaluate(() => /map=([^&]+)/.exec(window.location.hash)?.[1]);
    const was = await camera();
    await drag(
      [
        [x - 40, top],
        [x - 40, top + 90],
      ],
      [
        [x + 40, top],
        [x + 40, top + 90],
      ],
    );
    await expect.poll(camera).not.toBe(was);
    expect(await seqOf(plan)).toBe(1);
    expect(seen.complaints).toEqual([]);
  });
});
