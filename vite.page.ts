/**
 * The build of a page that is kept by its own service worker and works without network: root client/<name>, into the same folder as
 * the client, after it. A build of its own, so that it shares no file with the shell or the map; its worker, of one source for all
 * such pages, is told the names of all files it has to keep.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin, type UserConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Puts the files of the build and a name for them all into the worker, where it says so. */
function keptFiles(name: string): Plugin {
  return {
    name: 'gezhong-kept-files',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const worker = bundle[`${name}-worker.js`];
        if (worker?.type !== 'chunk') throw new Error(`the ${name} page has no worker`);
        const folder = here(`client/${name}/public`);
        const own = existsSync(folder) ? readdirSync(folder).sort() : [];
        const files = [...Object.keys(bundle), ...own]
          .filter((file) => ![`${name}-worker.js`, `${name}.html`].includes(file))
          .sort();
        const hash = createHash('sha256');
        for (const output of Object.values(bundle)) hash.update(output.type === 'chunk' ? output.code : output.source);
        for (const file of own) hash.update(readFileSync(`${folder}/${file}`));
        worker.code = worker.code
          .replace('__KEPT_FILES__', JSON.stringify(files.map((file) => `/${file}`)))
          .replace('__KEPT_BUILD__', JSON.stringify(hash.digest('hex').slice(0, 12)));
      },
    },
  };
}

export const keptPage = (name: 'field' | 'kiosk'): UserConfig =>
  defineConfig({
    root: here(`client/${name}`),
    base: './',
    // where tests build it too, so that they measure what is served
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact', development: false } },
    plugins: [keptFiles(name)],
    define: { __PAGE__: JSON.stringify(name) },
    build: {
      outDir: here('dist/client'),
      emptyOutDir: false,
      target: 'es2022',
      sourcemap: false,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: {
          [name]: here(`client/${name}/${name}.html`),
          [`${name}-worker`]: here('client/kept-page/service-worker.ts'),
        },
        output: {
          entryFileNames: ({ name: entry }) => (entry === `${name}-worker` ? '[name].js' : 'assets/[name]-[hash].js'),
          // one file for the page, and one for each language and what is seldom wanted
          codeSplitting: { groups: [] },
        },
      },
    },
  });
