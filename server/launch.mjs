/**
 * `node server/launch.mjs main` or `cli/main …`: runs the compiled program when it is that of the sources; otherwise the
 * sources themselves, which are compiled for the next time.
 */
import { pathToFileURL } from 'node:url';
import { compile, compiledEntry } from './compiled.mjs';

const [entry] = process.argv.splice(2, 1);
const compiled = await compiledEntry(entry);
if (compiled !== null) await import(pathToFileURL(compiled).href);
else {
  if (!process.features.typescript) (await import('tsx/esm/api')).register();
  // A program that cannot write beside its sources runs all the same.
  Promise.all([compile(), import(new URL('./worker-thread.ts', import.meta.url).href)])
    .then(([folder, { startWorkersFrom }]) => startWorkersFrom(folder))
    .catch(() => {});
  await import(new URL(`./${entry}.ts`, import.meta.url).href);
}
