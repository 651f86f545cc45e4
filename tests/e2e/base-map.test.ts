/** A base map of a provider in GCJ-02, played by a small server of known tiles: where it lies, what is said of it, what if it fails. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { columnOf, rowOf } from '../../client/map/base-map/shifted-tile.ts';
import type { BaseMap } from '../../server/contract/base-map.ts';
import type { GridCollection } from '../../server/contract/grids.ts';
import { wgs84ToGcj02 } from '../../server/geometry/datum.ts';
import { hasBrowser, mapIdle, open, ready, sharedBrowser, type Visit, visit } from '../support/browser.ts';
import { openService } from '../support/own-service.ts';
import { archiveOf, filledTile, MVT } from '../support/pmtiles-writer.ts';
import type { ServiceProcess } from '../support/service-process.ts';
import { MARK_PX, openTilePainter, type TilePainter } from '../support/tile-painter.ts';

const DESK = { viewport: { width: 1100, height: 480 }, deviceScaleFactor: 1, locale: 'zh-CN' };

interface Square {
  /** Pixels of the screen from the middle of the map. */
  readonly x: number;
  readonly y: number;
  readonly wide: number;
  /** Red, green, blue at its middle. */
  readonly colour: readonly number[];
}

/** What the map has of the magenta square; null: nothing. */
async function square(page: Page): Promise<Square | null> {
  const png = (await page.locator('.map').screenshot()).toString('base64');
  return page.evaluate(async (png) => {
    const image = new Image();
    image.src = `data:image/png;base64,${png}`;
    await image.decode();
    const { width, height } = image;
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext('2d')!;
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, width, height);
    const at = (x: number, y: number) => [...data.subarray(4 * (y * width + x), 4 * (y * width + x) + 3)];
    let [west, east, north, south] = [width, -1, height, -1];
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const [red = 0, green = 0, blue = 0] = at(x, y);
        if (red < 150 || blue < 120 || green > 90) continue;
        [west, east, north, south] = [Math.min(west, x), Math.max(east, x), Math.min(north, y), Math.max(south, y)];
      }
    }
    if (east < 0) return null;
    const [x, y] = [(west + east + 1) / 2, (north + south + 1) / 2];
    return { x: x - width / 2, y: y - height / 2, wide: east - west + 1, colour: at(Math.floor(x), Math.floor(y)) };
  }, png);
}

/** The colour of the map in its middle. */
async function middle(page: Page): Promise<number[]> {
  const box = (await page.locator('.map').boundingBox())!;
  const clip = { x: box.x + box.width / 2 - 2, y: box.y + box.height / 2 - 2, width: 4, height: 4 };
  const png = (await page.screenshot({ clip })).toString('base64');
  return page.evaluate(async (png) => {
    const image = new Image();
    image.src = `data:image/png;base64,${png}`;
    await image.decode();
    const context = new OffscreenCanvas(4, 4).getContext('2d')!;
    context.drawImage(image, 0, 0);
    return [...context.getImageData(1, 1, 1, 1).data.subarray(0, 3)];
  }, png);
}

const isNear = (colour: readonly number[], wanted: readonly number[]) =>
  colour.every((value, index) => Math.abs(value - wanted[index]!) <= 6);

describe.skipIf(!hasBrowser())('a base map in GCJ-02', () => {
  let painter: TilePainter;
  let service: ServiceProcess;
  let told: BaseMap;
  let place: [lon: number, lat: number];
  let seen: Visit;
  let page: Page;
  const at = (zoom: number) => `#/map&map=${zoom}/${place[1].toFixed(7)}/${place[0].toFixed(7)}`;
  const check = (name: string) => page.locator('.legend').getByLabel(name, { exact: true });
  /** The layers of the legend opened, and nothing above the base map. */
  const onlyGround = async () => {
    if ((await page.locator('.legend .more[open]').count()) === 0) await page.locator('.legend .more summary').click();
    for (const name of ['网格', '区域界线', '楼栋']) await check(name).uncheck();
  };

  beforeAll(async () => {
    painter = await openTilePainter();
    service = await openService({
      GEZHONG_BASE_MAP: `${painter.url}/{z}/{x}/{y}.png`,
      GEZHONG_BASE_MAP_DATUM: 'gcj02',
      GEZHONG_BASE_MAP_ATTRIBUTION: '测试图商',
      GEZHONG_BASE_MAP_REVIEW: 'GS(2026)0001号',
    });
    const ask = async <T>(path: string) => (await fetch(`${service.url}${path}`)).json() as Promise<T>;
    told = (await ask<{ baseMap: BaseMap }>('/api/base-map')).baseMap;
    const grid = (await ask<GridCollection>('/api/grids?limit=20')).features.find(
      ({ properties }) => properties.kind === 'basic',
    )!;
    // beside the name of the grid
    const [lon = 0, lat = 0] = grid.properties.label.coordinates;
    place = [lon, lat - 0.0004];
    painter.mark = wgs84ToGcj02(...place);
    seen = await visit(await sharedBrowser(), at(17), DESK, service.url);
    page = seen.page;
    await ready(page);
    await mapIdle(page);
  });
  afterAll(async () => {
    await seen?.close();
    await service?.close();
    await painter?.close();
  });

  /** The page anew, told of another base map. */
  const toldOf = async (other: Partial<BaseMap>, zoom = 17) => {
    await page.context().unrouteAll();
    await page
      .context()
      .route('**/api/base-map', (route) => route.fulfill({ json: { baseMap: { ...told, ...other } } }));
    await open(page, at(zoom), service.url);
    await ready(page);
    await mapIdle(page);
  };

  it('lies under the grids where the ground is, with its maker and review number, and its own streets instead of ours', async () => {
    await expect.poll(() => page.locator('.map-source').textContent()).toBe('测试图商审图号：GS(2026)0001号');
    await expect.poll(async () => (await square(page))?.wide).toBeGreaterThan(2 * MARK_PX - 4);
    const under = (await square(page))!;
    // half a pixel for what the shift changes within a tile, half for whole pixels, and the screen's own
    expect(Math.hypot(under.x, under.y)).toBeLessThan(2.5);
    expect(isNear(under.colour, [255, 0, 255])).toBe(false);
    await page.locator('.legend .more summary').click();
    // fetched with the base map
    await check('底图').waitFor();
    expect(await check('道路水系').isChecked()).toBe(false);
    await onlyGround();
    await expect.poll(async () => isNear((await square(page))?.colour ?? [], [255, 0, 255])).toBe(true);
    expect(painter.asked.length).toBeGreaterThan(4);
    // a provider knows a browser key by the origin of the page, and learns no more of it
    expect(new Set(painter.asked.map((line) => line.split(' ')[1]))).toEqual(new Set([`${service.url}/`]));
    expect(seen.complaints).toEqual([]);
    seen.announce(new RegExp(`^${painter.url}`));
    expect(seen.foreign).toEqual([]);
  });

  it('is switched off in the legend, with what is said of it, and on again', async () => {
    await check('底图').uncheck();
    await expect.poll(() => square(page)).toBeNull();
    expect(await page.locator('.map-source').count()).toBe(0);
    await expect.poll(() => check('道路水系').isChecked()).toBe(true);
    await check('底图').check();
    await page.locator('.map-source').waitFor();
    await expect.poll(() => square(page)).not.toBeNull();
    expect(seen.complaints).toEqual([]);
  });

  it('would lie hundreds of metres off if it were taken for WGS 84', async () => {
    const zoom = 14.5;
    await toldOf({ datum: 'wgs84' }, zoom);
    await onlyGround();
    await expect.poll(() => square(page)).not.toBeNull();
    const { x, y } = (await square(page))!;
    const world = 512 * 2 ** zoom;
    const [column, row] = [columnOf(painter.mark[0]) - columnOf(place[0]), rowOf(painter.mark[1]) - rowOf(place[1])];
    expect(Math.hypot(x - column * world, y - row * world)).toBeLessThan(2.5);
    expect(Math.hypot(x, y)).toBeGreaterThan(100);
  });

  it('may be a PMTiles file of shapes, in the colours of our own ground', async () => {
    const file: Partial<BaseMap> = {
      kind: 'pmtiles',
      datum: 'wgs84',
      ground: { tiles: [`${painter.url}/ground.pmtiles`], scheme: 'xyz' },
    };
    painter.file = archiveOf(MVT, filledTile('water'), { vector_layers: [{ id: 'water' }] });
    await toldOf(file);
    await onlyGround();
    // the water of our own ground
    await expect.poll(async () => isNear(await middle(page), [0xc3, 0xda, 0xe2])).toBe(true);
    expect(seen.complaints).toEqual([]);
  });

  it('says once that it does not load, and the map works without it', async () => {
    painter.isFailing = true;
    await toldOf({});
    await page.locator('.map-source .failed').waitFor();
    expect(await page.locator('.map-source').textContent()).toContain('底图未能加载');
    await page.locator('.map-source button').click();
    await page.locator('.map-source .failed').waitFor({ state: 'detached' });
    const box = (await page.locator('.map').boundingBox())!;
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    await page.waitForSelector('.card h2');
    expect(await page.locator('.map-source .failed').count()).toBe(0);
    // nothing but what a browser writes of each answer
    seen.announce(/Failed to load resource/);
    expect(seen.complaints).toEqual([]);
  });
});
