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
  // A program that cannot write beside its sources runs all the same.
  compile().catch(() => {});
  if (!process.features.typescript) (await import('tsx/esm/api')).register();
  await import(new URL(`./${entry}.ts`, import.meta.url).href);
}
