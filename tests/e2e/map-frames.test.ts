/** How often a page that opens has the map drawn until it is whole: a browser without a GPU pays for each. */
import type { Browser } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { hasBrowser, mapIdle, ready, sharedBrowser, visit } from '../support/browser.ts';

/** The library clears the depth and stencil of its own canvas at the beginning of every frame. */
const COUNT = `
  window.framesDrawn = 0;
  const { clear } = WebGL2RenderingContext.prototype;
  WebGL2RenderingContext.prototype.clear = function (mask) {
    if (this.getParameter(this.FRAMEBUFFER_BINDING) === null && (mask & this.COLOR_BUFFER_BIT)) window.framesDrawn++;
    return clear.call(this, mask);
  };
`;

describe.skipIf(!hasBrowser())('a map that opens', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await sharedBrowser();
  });

  it('is drawn a few times and not for every piece that comes', async () => {
    const { page, complaints, close } = await visit(browser, '#/map');
    try {
      await ready(page);
      await page.addInitScript(COUNT);
      await page.reload();
      await ready(page);
      await mapIdle(page);
      const drawn = await page.evaluate(() => (window as unknown as { framesDrawn: number }).framesDrawn);
      expect(drawn).toBeGreaterThan(0);
      // one when it is whole; one more for each wait that is over on a busy machine
      expect(drawn).toBeLessThanOrEqual(4);
      expect((await page.locator('.map').screenshot()).length).toBeGreaterThan(40_000);
      expect(complaints).toEqual([]);
    } finally {
      await close();
    }
  });
});
