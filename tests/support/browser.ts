/** A browser for the tests: Chromium with a software GPU, cut off from every other origin, its complaints written down. */
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { expect, inject } from 'vitest';

const QUIET = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // whatever a page asks of another origin is refused
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
];
/** For WebGL only: the page itself is put together without it, which costs a third less. */
const SOFTWARE_GPU = [
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--disable-gpu-compositing',
  '--disable-gpu-rasterization',
];
const NO_GPU = ['--disable-gpu', '--disable-software-rasterizer'];

/** Of the service that files of this process share: no two that run at the same time have the same. */
export const serviceUrl = (): string =>
  inject('serviceUrls')[Number(process.env.VITEST_POOL_ID) - 1] ?? inject('serviceUrls')[0] ?? '';
export const hasBrowser = (): boolean => inject('chromium') !== '';

type Gpu = 'software' | 'none';
const browsers = new Map<Gpu, Promise<Browser>>();

/** One browser for all files, which ends with the process: a page of its own profile costs less than a browser. */
export function sharedBrowser(gpu: Gpu = 'software'): Promise<Browser> {
  const known = browsers.get(gpu) ?? start(gpu);
  browsers.set(gpu, known);
  return known;
}

const start = (gpu: Gpu): Promise<Browser> =>
  chromium.launch({
    executablePath: inject('chromium'),
    args: [...QUIET, ...(gpu === 'software' ? SOFTWARE_GPU : NO_GPU)],
    ...(gpu === 'none' ? { ignoreDefaultArgs: ['--enable-unsafe-swiftshader'] } : {}),
  });

export interface Visit {
  readonly page: Page;
  /** Errors and warnings of the console, uncaught errors, violations of the policy, requests that failed: but those announced. */
  readonly complaints: readonly string[];
  /** Requests to any other origin; all are refused. */
  readonly foreign: readonly string[];
  /** What the test brings about by purpose is none of them, before or after: a refusal, a network that is cut, tiles of others. */
  announce(what: RegExp): void;
  /** Fails when there was a complaint that nobody announced, or a request to another origin. */
  close(): Promise<void>;
}

/** Half as many pixels each way as the layout has: a map drawn in software costs by the pixel. */
const deviceScaleFactor = 0.5;
/** The smallest that is laid out as a desk with everything beside the map. */
export const DESK: BrowserContextOptions = {
  viewport: { width: 1152, height: 760 },
  deviceScaleFactor,
  locale: 'zh-CN',
};
export const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor,
  hasTouch: true,
  isMobile: true,
  locale: 'zh-CN',
};

/** Chromium itself says this of software drawing and of refused requests; it is not about the page. */
const NOT_OURS = /GPU stall|GL Driver Message|WebGL|swiftshader/i;

/** A page of its own profile at this hash; `url`: of another service than the one that all share. */
export async function visit(
  browser: Browser,
  hash = '',
  options: BrowserContextOptions = DESK,
  url = serviceUrl(),
): Promise<Visit> {
  const context = await browser.newContext({ ...options, reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const complaints: string[] = [];
  const foreign: string[] = [];
  const announced: RegExp[] = [NOT_OURS];
  const hear = (complaint: string): void => {
    if (!announced.some((one) => one.test(complaint))) complaints.push(complaint);
  };
  // of every page of the profile; a request that fails or is refused is told by the console too
  context.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) hear(message.text());
  });
  context.on('weberror', (error) => hear(String(error.error())));
  const own = new URL(url).origin;
  // not by a route: with one, nothing is kept from one page to the next, which no browser does
  context.on('request', (request) => {
    const asked = request.url();
    const isForeign = !asked.startsWith(own) && !/^(data|blob):/.test(asked);
    if (isForeign && !announced.some((one) => one.test(asked))) foreign.push(asked);
  });
  await page.goto(`${url}/${hash}`);
  const announce = (what: RegExp): void => {
    announced.push(what);
    for (const list of [complaints, foreign]) list.splice(0, list.length, ...list.filter((one) => !what.test(one)));
  };
  const close = async (): Promise<void> => {
    await context.close();
    expect({ complaints, foreign }).toEqual({ complaints: [], foreign: [] });
  };
  return { page, complaints, foreign, announce, close };
}

/** Opens the page anew at this hash; without the blank page only the hash would change. */
export async function open(page: Page, hash: string, url = serviceUrl()): Promise<void> {
  await page.goto('about:blank');
  await page.goto(`${url}/${hash}`);
}

/** Nothing left to load or draw. */
export async function mapIdle(page: Page): Promise<void> {
  await page.waitForSelector('.map[data-map="idle"]', { timeout: 60_000 });
}

/** The table is filled: the county and its grids have arrived. */
export async function ready(page: Page): Promise<void> {
  await page.waitForSelector('[role="row"][data-code]', { timeout: 60_000, state: 'attached' });
}

/** As one of the demo county's users, by the touch the sign-in page offers. */
export async function signIn(page: Page, login: string): Promise<void> {
  await page.locator('.bar').getByRole('button', { name: '登录' }).click();
  await page.locator('.demo-users button').filter({ hasText: login }).click();
  await page.getByRole('button', { name: '退出' }).waitFor();
}
