/** The engine in Node, in a page and in a worker of the page: the same answers to the last bit. */
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { build, type Rolldown } from 'vite';
import { beforeAll, describe, expect, it } from 'vitest';
import { hasBrowser, sharedBrowser } from '../support/browser.ts';
import { type EngineAnswers, engineAnswers } from '../support/partition/engine-answers.ts';

const SOURCE = fileURLToPath(new URL('../support/partition/engine-answers.ts', import.meta.url));

/** The questions and the engine as one classic script, as the client's own build would make it. */
async function script(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      target: 'es2022',
      lib: { entry: SOURCE, formats: ['iife'], name: 'engine', fileName: 'engine' },
    },
  });
  const [output] = [built].flat() as Rolldown.RolldownOutput[];
  return output!.output[0].code;
}

describe.skipIf(!hasBrowser())('the engine', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await sharedBrowser('none');
  });

  it('answers in a page and in a worker as it does in Node', async () => {
    const here = engineAnswers();
    expect(here.proposals.length).toBe(10);
    const page = await browser.newPage();
    await page.addScriptTag({ content: await script() });
    const there = await page.evaluate(() => {
      const { engine } = globalThis as unknown as { engine: { engineAnswers(): EngineAnswers } };
      return engine.engineAnswers();
    });
    expect(there).toEqual(here);
    const inWorker = await page.evaluate(
      (code) =>
        new Promise<EngineAnswers>((resolve, reject) => {
          const text = `${code}\nself.postMessage(engine.engineAnswers());`;
          const worker = new Worker(URL.createObjectURL(new Blob([text], { type: 'text/javascript' })));
          worker.onmessage = ({ data }) => resolve(data as EngineAnswers);
          worker.onerror = ({ message }) => reject(new Error(message));
        }),
      await script(),
    );
    expect(inWorker).toEqual(here);
    await page.close();
  });
});
