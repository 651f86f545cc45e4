/** A plan drawn with the mouse and with a finger: the map, the numbers, the service, and the page opened again say the same. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PlanStateNow } from '../../server/contract/plan-edits.ts';
import type { PlanOperations } from '../../server/contract/plan-operations.ts';
import { toDegrees } from '../../server/geometry/lattice.ts';
import { assignmentOf } from '../../server/partition/plan/assignment-text.ts';
import { CommunityPlan } from '../../server/partition/plan/community-plan.ts';
import { decodeLayer } from '../../server/partition/plan/layer-codec.ts';
import { DESK, hasBrowser, launch, mapIdle, PHONE, serviceUrl, type Visit, visit } from '../support/browser.ts';

const COMMUNITY = '341921001002';
const ZOOM = 17;

/** A cell to be painted, and one of the grid that it is painted into, near enough to be on the screen together. */
interface Scene {
  readonly plan: number;
  readonly cell: number;
  readonly from: number;
  readonly to: number;
  /** In pixels from the cell to the other one. */
  readonly away: readonly [x: number, y: number];
  readonly at: readonly [lon: number, lat: number];
  readonly households: { readonly before: number; readonly after: number };
}

describe.skipIf(!hasBrowser())('drawing a plan', () => {
  let browser: Browser;
  let seen: Visit;
  let page: Page;

  const state = async (plan: number): Promise<PlanStateNow> =>
    (await page.context().request.get(`${serviceUrl()}/api/plans/${plan}/state`)).json();
  const operations = async (plan: number): Promise<PlanOperations['operations']> =>
    (await (await page.context().request.get(`${serviceUrl()}/api/plans/${plan}/operations?after=0`)).json())
      .operations;
  const arrived = (plan: number, seq: number) =>
    expect.poll(async () => (await state(plan)).snapshot.seq, { timeout: 30_000 }).toBe(seq);
  const slotOf = async ({ plan, cell }: Scene): Promise<number> => {
    const { communities } = (await state(plan)).snapshot;
    return assignmentOf(communities.find(({ community }) => community === COMMUNITY)!.grid.assignment)[cell]!;
  };

  /** In the session of the page; where the bar has room for it or not. */
  async function signIn(): Promise<void> {
    const data = { login: 'demo-planner', password: 'gezhong-planner' };
    const answer = await page
      .context()
      .request.post(`${serviceUrl()}/api/session`, { data, headers: { origin: serviceUrl() } });
    expect(answer.ok()).toBe(true);
  }

  /** A new plan of the community, made by whoever is signed in on the page. */
  async function newScene(title: string): Promise<Scene> {
    const api = page.context().request;
    const headers = { origin: serviceUrl() };
    const made = await api.post(`${serviceUrl()}/api/plans`, { data: { area: COMMUNITY, title }, headers });
    expect(made.status()).toBe(201);
    const plan = (await made.json()).id as number;
    const bytes = await (await api.get(`${serviceUrl()}/api/plans/${plan}/cells/${COMMUNITY}`)).body();
    const community = new CommunityPlan(
      decodeLayer(new Uint8Array(bytes)),
      (await state(plan)).snapshot.communities.find((one) => one.community === COMMUNITY)!,
    );
    const { layer, divisions } = community;
    const { numbers } = divisions.grid;
    const degreePx = (512 * 2 ** ZOOM) / 360;
    for (const { left, right } of layer.arcs) {
      if (left < 0 || right < 0) continue;
      const [from, to] = [numbers.slotOf[left]!, numbers.slotOf[right]!];
      const { households, x, y } = layer.cells[left]!;
      const other = layer.cells[right]!;
      const lat = toDegrees(y);
      const away = [
        toDegrees(other.x - x) * degreePx,
        (toDegrees(y - other.y) * degreePx) / Math.cos((lat * Math.PI) / 180),
      ] as const;
      const farness = Math.hypot(...away);
      if (from === to || households < 10 || farness < 24 || farness > 90) continue;
      const before = numbers.households(to);
      return {
        plan,
        cell: left,
        from,
        to,
        away,
        at: [toDegrees(x), lat],
        households: { before, after: before + households },
      };
    }
    throw new Error('no two neighbours are near enough');
  }

  /** The page at the cell: it is in the middle of the map, or some pixels above. The answer is where it is on the page. */
  async function open({ plan, at: [lon, lat] }: Scene, up = 0): Promise<readonly [number, number]> {
    const south = (up * 360 * Math.cos((lat * Math.PI) / 180)) / (512 * 2 ** ZOOM);
    await page.goto('about:blank');
    await page.goto(`${serviceUrl()}/#/plan/${plan}&map=${ZOOM}/${lat - south}/${lon}`);
    await page.waitForSelector('.plan-summary', { timeout: 60_000, state: 'attached' });
    await mapIdle(page);
    const box = (await page.locator('.map').boundingBox())!;
    return [box.x + box.width / 2, box.y + box.height / 2 - up];
  }

  beforeAll(async () => {
    browser = await launch();
    seen = await visit(browser, '', DESK);
    page = seen.page;
    await signIn();
  });
  afterAll(async () => {
    await seen?.close();
    await browser?.close();
  });

  it('gives a cell to the chosen grid with the mouse, tells it beforehand, takes it back, and shows it again', async () => {
    const scene = await newScene('鼠标');
    const [x, y] = await open(scene);
    const { before, after } = scene.households;
    await page.mouse.click(x + scene.away[0], y + scene.away[1]);
    const count = page.locator('.plan-card .band strong');
    await expect.poll(() => count.textContent()).toBe(String(before));
    await page.keyboard.press('b');
    await page.keyboard.press('[');
    // the smallest brush takes what is under it
    await page.mouse.move(x, y);
    await expect.poll(() => page.locator('.preview-line').textContent()).toContain(String(after));
    await page.mouse.down();
    expect((await state(scene.plan)).snapshot.seq).toBe(0);
    await page.mouse.up();
    await expect.poll(() => count.textContent()).toBe(String(after));
    await arrived(scene.plan, 1);
    expect((await operations(scene.plan))[0]?.operation).toMatchObject({
      kind: 'assign',
      args: { cells: [scene.cell, 1], to: [scene.to, 1] },
    });
    await page.keyboard.press('Control+z');
    await arrived(scene.plan, 2);
    await expect.poll(() => count.textContent()).toBe(String(before));
    expect(await slotOf(scene)).toBe(scene.from);
    await page.keyboard.press('Control+y');
    await arrived(scene.plan, 3);
    await page.reload();
    await page.waitForSelector('.plan-summary');
    await mapIdle(page);
    await page.mouse.click(x, y);
    await expect.poll(() => count.textContent()).toBe(String(after));
    expect(seen.complaints).toEqual([]);
  });

  it('drops a stroke with Escape, and pans while Space is held', async () => {
    const scene = await newScene('放弃');
    const [x, y] = await open(scene);
    await page.mouse.click(x + scene.away[0], y + scene.away[1]);
    await page.keyboard.press('b');
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 4, y + 4);
    await page.keyboard.press('Escape');
    await page.mouse.up();
    const camera = () => page.evaluate(() => window.location.hash);
    const was = await camera();
    await page.keyboard.down('Space');
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 120, y + 60, { steps: 6 });
    await page.mouse.up();
    await page.keyboard.up('Space');
    await expect.poll(camera).not.toBe(was);
    expect((await state(scene.plan)).snapshot.seq).toBe(0);
    expect(await slotOf(scene)).toBe(scene.from);
  });

  it('does the same from the keyboard: Enter is a press in the middle of the map', async () => {
    const scene = await newScene('键盘');
    const [lon, lat] = scene.at;
    await open(scene);
    const look = (east: number, south: number) =>
      page.evaluate(
        ([plan, zoom, x, y]) => {
          window.location.hash = `#/plan/${plan}&map=${zoom}/${y}/${x}`;
        },
        [
          scene.plan,
          ZOOM,
          lon + (360 * east) / (512 * 2 ** ZOOM),
          lat - (360 * south * Math.cos((lat * Math.PI) / 180)) / (512 * 2 ** ZOOM),
        ] as const,
      );
    await look(...scene.away);
    await page.locator('.map canvas').focus();
    await page.keyboard.press('Enter');
    await expect
      .poll(() => page.locator('.plan-card .band strong').textContent())
      .toBe(String(scene.households.before));
    await look(0, 0);
    await page.keyboard.press('b');
    await page.keyboard.press('[');
    await page.keyboard.press('Enter');
    await arrived(scene.plan, 1);
    expect(await slotOf(scene)).toBe(scene.to);
  });

  it('is drawn with one finger, while two move the map', async () => {
    const desk = { seen, page };
    seen = await visit(browser, '', PHONE);
    page = seen.page;
    try {
      await signIn();
      const scene = await newScene('触摸');
      const [x, y] = await open(scene, 200);
      await page.keyboard.press('b');
      await page.keyboard.press('[');
      // the first touch takes the grid under it in hand
      await page.touchscreen.tap(x + scene.away[0], y + scene.away[1]);
      await page.touchscreen.tap(x, y);
      await arrived(scene.plan, 1);
      expect(await slotOf(scene)).toBe(scene.to);
      const fingers = await page.context().newCDPSession(page);
      const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: readonly (readonly [number, number])[]) =>
        fingers.send('Input.dispatchTouchEvent', {
          type,
          touchPoints: points.map(([px, py], id) => ({ x: px, y: py, id })),
        });
      const camera = () => page.evaluate(() => window.location.hash);
      const was = await camera();
      await touch('touchStart', [[x, y]]);
      await touch('touchStart', [
        [x, y],
        [x + 60, y],
      ]);
      for (let step = 1; step <= 8; step++)
        await touch('touchMove', [
          [x, y + 8 * step],
          [x + 60, y + 8 * step],
        ]);
      await touch('touchEnd', []);
      await expect.poll(camera).not.toBe(was);
      expect((await state(scene.plan)).snapshot.seq).toBe(1);
      expect(seen.complaints).toEqual([]);
    } finally {
      await seen.close();
      ({ seen, page } = desk);
    }
  });
});
