/**
 * The client's build: root client/, out to dist/client. The map library's worker is an ES module of its own, so that the
 * policy `worker-src 'self'` is enough. In development /api and /tiles are asked from the service on 127.0.0.1:8080.
 */
import { fileURLToPath } from 'node:url';
import { build, defineConfig, type Plugin } from 'vite';

const SERVICE = process.env.GEZHONG_SERVICE ?? 'http://127.0.0.1:8080';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The modules of the first screen and of what every workspace shares; what one workspace needs is fetched with it. */
const SHELL = new RegExp(
  [
    'client/(api|state|ui)/(?!base-map-|plan|audit|coverage|command|event|csv|save-file|send-file|public|imports|measures|keys-panel|band-bar|copy-button|long-rows|sort-head|card-steps)',
    'client/workspaces/map/(?!answer\\.|answer-words|result-row)',
    'client/map/(fonts|patterns)',
    'client/i18n/(zh-CN|zh-first|translate)',
    'node_modules/@?preact',
  ].join('|'),
);

const MAP =
  /client\/map\/(?!base-map|layers\/(findings|plan|compare|events|zones|people|unvisited|cluster-click)|map-image|paper-scale|interact\/(?!pick))|node_modules\/maplibre-gl/;

/** The field page and the kiosk are builds of their own, which go into the same folder when this one is done. */
const keptPages = (): Plugin => ({
  name: 'gezhong-kept-pages',
  apply: 'build',
  closeBundle: {
    sequential: true,
    async handler() {
      for (const page of ['field', 'kiosk'])
        await build({ configFile: here(`vite.${page}.config.ts`), logLevel: 'warn' });
    },
  },
});

export default defineConfig({
  plugins: [keptPages()],
  root: here('client'),
  base: './',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  worker: { format: 'es' },
  build: {
    outDir: here('dist/client'),
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: false,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      output: {
        // one file for the first screen and what every workspace shares, instead of a dozen of a few hundred bytes
        codeSplitting: {
          groups: [
            {
              name: 'shell',
              test: SHELL,
            },
            // and one for the map of the first screen with its library, of which other maps use parts
            {
              name: 'map',
              test: MAP,
            },
          ],
        },
      },
    },
  },
  server: {
    host: '127.0.0.1',
    port: 5173,
    fs: { allow: [here('client'), here('server/geometry'), here('server/partition'), here('node_modules')] },
    proxy: Object.fromEntries(['/api', '/tiles'].map((path) => [path, { target: SERVICE }])),
  },
});
