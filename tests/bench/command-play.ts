/**
 * A month of 100,000 events played on the timeline of the command, in Chromium: the script of the page for each frame, with
 * everything that moves by the clock: needle, list, numbers, and on the map the open events, the heat map, the hexagons or the
 * rates of the grids. The columns are answered here; nothing of a service is in the figures. The drawing is by a software GPU,
 * whose work is not script. Gate: what is open when it is paused is what a plain count of the same events says.
 */
import type { Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import type { GridCollection } from '../../server/contract/grids.ts';
import { type PlayedEvent, playedBuffer } from '../support/played-buffer.ts';
import { mulberry32 } from '../support/random.ts';
import { fillEmpty, startOwn } from '../support/service-process.ts';
import { scriptPerFrame } from './frame-script.ts';
import { type BenchRow, median, mustAgree, quantile } from './protocol.ts';
import type { TraceEvent } from './script-time.ts';

const COUNT = 100_000;
const DAYS = 30;
const DAY_MS = 86_400_000;
const WATCHED_MS = 10_000;
/** The software GPU is the slower the more pixels there are; the script is the same. */
const deviceScaleFactor = 0.25;
/** Fewer frames say nothing of one in a hundred. */
const LEAST = 50;
/** As many are open at any time as a county of a million has. */
const MEAN_OPEN_MS = 2 * DAY_MS;
const VIEWS = [
  { name: 'open events', hash: 'command' },
  { name: 'heat map', hash: 'command/density' },
  { name: 'hexagons', hash: 'command/density&density=hexagons' },
  { name: 'rates of grids', hash: 'command/density&density=rate' },
] as const;

export async function run(): Promise<BenchRow[]> {
  const service = await startOwn(fillEmpty);
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'],
  });
  try {
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      reducedMotion: 'reduce',
      deviceScaleFactor,
    });
    const page = await context.newPage();
    page.setDefaultTimeout(120_000);
    await page.goto(service.url);
    await page.evaluate(async () => {
      window.localStorage.setItem('gezhong.events.time', 'open');
      await fetch('/api/session', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ login: 'demo-dispatcher', password: 'gezhong-dispatcher' }),
      });
    });
    const grids = (await (await fetch(`${service.url}/api/grids?area=341921&limit=2000`)).json()) as GridCollection;
    const events = synthetic(grids);
    const buffer = Buffer.from(playedBuffer(events));
    await page.route('**/api/events/played?**', (route) =>
      route.fulfill({ contentType: 'application/octet-stream', body: buffer }),
    );
    const rows: BenchRow[] = [];
    for (const { name, hash } of VIEWS) {
      await page.goto('about:blank');
      await page.goto(`${service.url}/#/${hash}&span=30d&win=1440`);
      rows.push(await playOnce(page, name, events));
    }
    return rows;
  } finally {
    await browser.close();
    await service.close();
  }
}

async function playOnce(page: Page, name: string, events: readonly PlayedEvent[]): Promise<BenchRow> {
  await page.waitForSelector('.time-strip .bars rect', { state: 'attached' });
  await page.waitForSelector('.map[data-map="idle"]');
  await page.locator('.play-controls select').selectOption('60');
  await page.locator('.play-controls .primary').click();
  // what is fetched and compiled for the first look is no frame of playing
  await page.waitForTimeout(3000);
  await page
    .context()
    .browser()!
    .startTracing(page, { categories: ['devtools.timeline'] });
  await page.waitForTimeout(WATCHED_MS);
  for (let left = LEAST; left > 0; left--)
    await page.evaluate(() => new Promise((done) => window.requestAnimationFrame(done)));
  const trace = JSON.parse((await page.context().browser()!.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
  await page.locator('.play-controls .primary').click();
  await page.waitForTimeout(800);
  const at = await page.evaluate(() => Number(/[&]at=(\d+)/.exec(window.location.hash)?.[1]) * 60_000);
  // by the address, which has whole minutes
  await page.reload();
  await page.waitForSelector('.time-figures dd');
  const shown = Number((await page.locator('.time-figures dd').first().textContent())?.replaceAll(',', ''));
  mustAgree(`${name}: open when paused`, Math.abs(shown - openAt(events, at)));
  const all = scriptPerFrame(trace.traceEvents);
  const frames = all.map(({ ownMs }) => ownMs);
  mustAgree(`${name}: ${frames.length} frames, too few`, frames.length > LEAST - 10 ? 0 : 1);
  return {
    name: `100,000 events played, ${name}: script a frame, 99th percentile, ms`,
    ratio: quantile(frames, 0.99),
    target: '≤ 16',
    note: `median ${median(frames).toFixed(1)}, worst ${Math.max(...frames).toFixed(1)} of ${frames.length} frames; by the clock of the wall, with what else the machine did, ${quantile(
      all.map(({ wallMs }) => wallMs),
      0.99,
    ).toFixed(
      1,
    )}; the map library's drawing in software, median ${median(all.map(({ drawMs }) => drawMs)).toFixed(1)}; a month at 60×, ${shown} open at the end`,
  };
}

const openAt = (events: readonly PlayedEvent[], at: number): number =>
  events.filter(({ reported, ended }) => reported <= at && !(ended <= at)).length;

/** Around the labels of the grids, at all hours, over the thirty days that end tonight in Shanghai. */
function synthetic({ features }: GridCollection): PlayedEvent[] {
  const random = mulberry32(5);
  const to = Math.ceil((Date.now() + DAY_MS / 3) / DAY_MS) * DAY_MS - DAY_MS / 3;
  const spread = Math.min(DAYS * DAY_MS, Date.now() - (to - DAYS * DAY_MS));
  return Array.from({ length: COUNT }, () => to - DAYS * DAY_MS + random() * spread)
    .sort((a, b) => a - b)
    .map((reported, serial) => {
      const { code, label } = features[Math.floor(random() * features.length)]!.properties;
      const [lon = 0, lat = 0] = label.coordinates;
      const ended = reported - Math.log(1 - random()) * MEAN_OPEN_MS;
      return {
        ...{ reported, serial: serial + 1, grid: code, grade: Math.floor(random() ** 2 * 4), state: 7 },
        ended: ended > Date.now() ? Number.NaN : ended,
        at: [Math.round((lon + (random() - 0.5) / 300) * 1e7), Math.round((lat + (random() - 0.5) / 300) * 1e7)],
        category: ['0101', '0102', '0203', '0305', '0601'][Math.floor(random() * 5)]!,
      } satisfies PlayedEvent;
    });
}
