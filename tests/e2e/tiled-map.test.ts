/** The map of a county with more grids than are sent whole, on a service of its own that publishes while it is looked at. */
import type { Browser, Page, Request } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DESK, hasBrowser, mapIdle, open, ready, sharedBrowser, type Visit, visit } from '../support/browser.ts';
import { otherColours } from '../support/colours.ts';
import {
  LARGE_COUNTY,
  LARGE_SIDE,
  type LargeGrid,
  largeGrids,
  loadLargeCounty,
  publishGrids,
} from '../support/large-county.ts';
import { openService } from '../support/own-service.ts';
import { postJson } from '../support/page-plan.ts';
import type { ServiceProcess } from '../support/service-process.ts';

const TOKEN = 'a-token-for-the-tests-of-tiles';
const USER = { login: 'large-viewer', password: 'wide-county-of-many-grids' };
const ZOOM = 15;
/** Side of the picture around the place where tiles meet. */
const SEEN = 240;

/** Column and row of the tile that a point lies in, with what is behind the point. */
function tileAt([lon, lat]: readonly [number, number], zoom: number): [x: number, y: number] {
  const sine = Math.sin((lat * Math.PI) / 180);
  return [((lon + 180) / 360) * 2 ** zoom, (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * 2 ** zoom];
}

/** Where four tiles meet, degrees. */
function cornerNear(at: readonly [number, number], zoom: number): [lon: number, lat: number] {
  const [x, y] = tileAt(at, zoom).map(Math.round) as [number, number];
  const lat = (Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / 2 ** zoom))) * 180) / Math.PI;
  return [(x / 2 ** zoom) * 360 - 180, lat];
}

describe.skipIf(!hasBrowser())('the map of a large county', () => {
  let service: ServiceProcess;
  let browser: Browser;
  let seen: Visit;
  let page: Page;
  let asked: string[] = [];
  /** The tiles of grids in sight around the corner. */
  let shown: string[];
  const grids = largeGrids();
  const middle = grids[(LARGE_SIDE / 2) * LARGE_SIDE + LARGE_SIDE / 2] as LargeGrid;
  const far = grids[3 * LARGE_SIDE + 3] as LargeGrid;
  const corner = cornerNear(middle.at, ZOOM);

  const camera = ([lon, lat]: readonly [number, number], zoom: number) =>
    `#/map&county=${LARGE_COUNTY}&map=${zoom}/${lat}/${lon}`;
  const tilesOf = (set: string): string[] =>
    asked.flatMap((path) => new RegExp(`^/tiles/${set}/(\\d+/\\d+/\\d+)\\.mvt`).exec(path)?.[1] ?? []);
  const tagOf = async (tile: string) =>
    (await fetch(`${service.url}/tiles/grids/${tile}.mvt`)).headers.get('etag') ?? 'empty';
  const tagsOf = async (tiles: readonly string[]) =>
    new Map(await Promise.all(tiles.map(async (tile) => [tile, await tagOf(tile)] as const)));
  const changed = (before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] =>
    [...before].flatMap(([tile, tag]) => (after.get(tile) === tag ? [] : [tile])).sort();
  const renamed = (codes: readonly string[], name: string): LargeGrid[] =>
    grids.map((grid) => (codes.includes(grid.code) ? { ...grid, name } : grid));
  const row = (code: string) => page.locator(`[role="row"][data-code="${code}"]`);
  const lookAt = async (at: readonly [number, number], zoom: number) => {
    await page.evaluate(
      (hash) =>
        new Promise<void>((resolve) => {
          window.addEventListener('hashchange', () => setTimeout(resolve), { once: true });
          window.location.hash = hash;
        }),
      camera(at, zoom),
    );
    await mapIdle(page);
  };
  const picture = async () => {
    const { x, y, width, height } = (await page.locator('.map').boundingBox())!;
    const clip = { x: x + width / 2 - SEEN / 2, y: y + height / 2 - SEEN / 2, width: SEEN, height: SEEN };
    return otherColours(page, await page.screenshot({ clip }));
  };

  beforeAll(async () => {
    service = await openService({ GEZHONG_ADMIN_TOKEN: TOKEN });
    await loadLargeCounty(service.url, TOKEN, grids);
    const answer = await fetch(`${service.url}/api/accounts`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${TOKEN}` },
      body: JSON.stringify({ ...USER, name: '查看员', grants: [{ role: 'viewer', area: LARGE_COUNTY }] }),
    });
    if (!answer.ok) throw new Error(await answer.text());
    browser = await sharedBrowser();
    // every pixel: a seam is one pixel wide
    seen = await visit(browser, '#/access', { ...DESK, deviceScaleFactor: 1 }, service.url);
    page = seen.page;
    await postJson(page, '/api/session', USER);
    page
      .context()
      .on('request', (request: Request) => asked.push(new URL(request.url()).pathname + new URL(request.url()).search));
    await open(page, camera(corner, ZOOM), service.url);
    await ready(page);
    await mapIdle(page);
    shown = [...new Set(tilesOf('grids'))];
  });
  afterAll(async () => {
    await seen?.close();
    await service?.close();
  });

  it('takes the grids as tiles and the list without their shapes', async () => {
    expect(tilesOf('grids').length).toBeGreaterThanOrEqual(4);
    expect(new Set(tilesOf('grids').map((tile) => tile.split('/')[0]))).toEqual(new Set([String(ZOOM)]));
    const lists = asked.filter((path) => path.startsWith('/api/grids'));
    expect(lists.length).toBeGreaterThan(0);
    expect(lists.filter((path) => !path.includes('shapes=box'))).toEqual([]);
    expect(await page.locator('[role="grid"]').getAttribute('aria-rowcount')).toBe(String(grids.length + 1));
  });

  it('shows no seam where four tiles meet', async () => {
    const { columns, rows } = await picture();
    expect([columns.length, rows.length]).toEqual([SEEN, SEEN]);
    // borders of grids run zigzag and names are short: no line of pixels is all of colours that are no grid's
    expect(Math.max(...columns)).toBeLessThan(0.6);
    expect(Math.max(...rows)).toBeLessThan(0.6);
    await page.evaluate(() => {
      const line = document.createElement('div');
      line.id = 'seam';
      const { left, top, width, height } = document.querySelector('.map')!.getBoundingClientRect();
      line.style.cssText = `position:fixed;z-index:9;background:#f4f2ee;left:${left + Math.round(width / 2)}px;top:${top}px;width:1px;height:${height}px`;
      document.body.append(line);
    });
    expect(Math.max(...(await picture()).columns), 'a seam is seen').toBeGreaterThan(0.9);
    await page.evaluate(() => document.getElementById('seam')?.remove());
  });

  it('answers a click with the card of the grid', async () => {
    await lookAt(middle.at, 17);
    const box = (await page.locator('.map').boundingBox())!;
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    await page.waitForSelector('.card h2');
    expect(await page.locator('.card h2').textContent()).toBe(middle.name);
    expect(await page.locator('.card').textContent()).toContain(middle.code);
    await page.waitForFunction((code) => window.location.hash.includes(`grid=${code}`), middle.code);
    expect(await row(middle.code).getAttribute('aria-selected')).toBe('true');
    expect(tilesOf('buildings').length).toBeGreaterThan(0);
    expect(asked.filter((path) => path.startsWith('/api/places') && path.includes('kind=building'))).toEqual([]);
    await page.keyboard.press('Escape');
    await page.waitForSelector('.hint-card');
  });

  it('asks again for the tiles that hold a grid that was changed, for those out of sight when they come back, and for no other', async () => {
    await lookAt(far.at, ZOOM);
    await lookAt(corner, ZOOM);
    const before = await tagsOf(shown);
    asked = [];
    await publishGrids(service.url, TOKEN, renamed([middle.code, far.code], '改名网格'));
    await expect.poll(() => tilesOf('grids').length).toBeGreaterThan(0);
    // the table follows last
    await expect.poll(() => asked.some((path) => path.includes('shapes=box'))).toBe(true);
    await mapIdle(page);
    const expected = changed(before, await tagsOf(shown));
    expect(expected.length).toBeGreaterThan(0);
    expect(expected.length).toBeLessThan(shown.length);
    expect([...new Set(tilesOf('grids'))].sort()).toEqual(expected);

    asked = [];
    await lookAt(far.at, ZOOM);
    const [x, y] = tileAt(far.at, ZOOM).map(Math.floor);
    await expect.poll(() => tilesOf('grids')).toContain(`${ZOOM}/${x}/${y}`);
    await page.fill('#search', far.code);
    await page.waitForSelector('[role="option"][aria-selected="true"]');
    await page.press('#search', 'Enter');
    await page.waitForSelector('.card h2');
    expect(await page.locator('.card h2').textContent()).toBe('改名网格');
    expect(seen.complaints).toEqual([]);
    expect(seen.foreign).toEqual([]);
  });
});
