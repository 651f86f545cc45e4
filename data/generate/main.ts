/** `npm run demo` writes data/demo; with --check it compares instead and fails when a file differs. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { demoFiles, differences } from './demo-files.ts';

const folder = new URL('../demo/', import.meta.url);
const files = demoFiles();

if (process.argv.includes('--check')) {
  const read = (name: string): string | null => {
    const url = new URL(name, folder);
    return existsSync(url) ? readFileSync(url, 'utf8') : null;
  };
  const different = differences(read, files);
  if (different.length > 0) {
    process.stderr.write(`data/demo differs from its generator: ${different.join(', ')}\n`);
    process.exitCode = 1;
  }
} else {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of files) {
    writeFileSync(new URL(name, folder), text);
    process.stdout.write(`${name} ${Buffer.byteLength(text)} bytes\n`);
  }
}
