/**
 * The build of the field page 外勤: root client/field, into the same folder as the client, after it. A build of its own, so that it
 * shares no file with the shell or the map; its service worker is told the names of all files it has to keep.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Puts the files of the build and a name for them all into the worker, where it says so. */
function keptFiles(): Plugin {
  return {
    name: 'gezhong-kept-files',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const worker = bundle['field-worker.js'];
        if (worker?.type !== 'chunk') throw new Error('the field page has no worker');
        const own = readdirSync(here('client/field/public')).sort();
        const files = [...Object.keys(bundle), ...own]
          .filter((name) => !['field-worker.js', 'field.html'].includes(name))
          .sort();
        const hash = createHash('sha256');
        for (const output of Object.values(bundle)) hash.update(output.type === 'chunk' ? output.code : output.source);
        for (const name of own) hash.update(readFileSync(here(`client/field/public/${name}`)));
        worker.code = worker.code
          .replace('__FIELD_FILES__', JSON.stringify(files.map((name) => `/${name}`)))
          .replace('__FIELD_BUILD__', JSON.stringify(hash.digest('hex').slice(0, 12)));
      },
    },
  };
}

export default defineConfig({
  root: here('client/field'),
  base: './',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [keptFiles()],
  build: {
    outDir: here('dist/client'),
    emptyOutDir: false,
    target: 'es2022',
    sourcemap: false,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { field: here('client/field/field.html'), 'field-worker': here('client/field/worker.ts') },
      output: {
        entryFileNames: ({ name }) => (name === 'field-worker' ? '[name].js' : 'assets/[name]-[hash].js'),
        // one file for the page, and one for each language and what is seldom wanted
        codeSplitting: { groups: [] },
      },
    },
  },
});
