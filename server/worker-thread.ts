/**
 * Starts a file as a worker thread, whatever runs this process: the compiled program, tsx or vitest on Node 20, plain Node
 * from 22.18 on, which strips types by itself. A worker does not inherit tsx's hooks, so it registers them before anything else.
 */
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker, type WorkerOptions } from 'node:worker_threads';

const needsNoHelp =
  import.meta.url.endsWith('.js') || Boolean((process.features as { typescript?: unknown }).typescript);

const SOURCES = new URL('.', import.meta.url).href;
let compiled: URL | undefined;

/** From now on workers run the program compiled into this folder, which is that of the sources: it starts in half the time. */
export function startWorkersFrom(folder: URL): void {
  compiled = folder;
}

/** `module` as from `new URL('./x-worker.ts', import.meta.url)`. */
export function startWorker(module: URL, options: WorkerOptions = {}): Worker {
  if (compiled !== undefined) {
    const file = new URL(module.href.slice(SOURCES.length).replace(/\.ts$/, '.js'), compiled);
    return new Worker(file, { ...options, execArgv: [] });
  }
  if (needsNoHelp) return new Worker(module, options);
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx/package.json'));
  const hooks = new URL('./dist/esm/api/index.mjs', tsx).href;
  const boot = `import { register } from ${JSON.stringify(hooks)}; register(); await import(${JSON.stringify(module.href)});`;
  return new Worker(new URL(`data:text/javascript,${encodeURIComponent(boot)}`), { ...options, execArgv: [] });
}
