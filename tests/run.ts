/**
 * `npm test`: lint, types, then every suite, and one closing line with the counts. The browser suite waits for services and
 * pages, so it runs beside all others; what it says is shown when they are over. What never waits comes last, when nothing
 * is left to fill the gaps of the rest.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

const resolve = createRequire(import.meta.url).resolve;
const folder = mkdtempSync(join(tmpdir(), 'gezhong-test-'));
const total: Counts = { passed: 0, failed: 0, skipped: 0 };

interface Run {
  ok: boolean;
  /** What was written, when it was not shown at once. */
  said: string;
}

async function run(command: string, args: readonly string[], shown: boolean): Promise<Run> {
  const title = `\n— ${args.at(0)?.split('/').at(-1)} ${args.slice(1).join(' ')}\n`;
  if (shown) process.stdout.write(title);
  const child = spawn(command, args, { stdio: shown ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'] });
  const said: Buffer[] = [];
  child.stdout?.on('data', (chunk: Buffer) => said.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => said.push(chunk));
  const [status] = await once(child, 'close');
  return { ok: status === 0, said: shown ? '' : title + Buffer.concat(said).toString() };
}

async function check(packageName: string, file: string, args: readonly string[]): Promise<void> {
  const { ok } = await run(
    process.execPath,
    [join(dirname(resolve(`${packageName}/package.json`)), file), ...args],
    true,
  );
  if (ok) total.passed++;
  else total.failed++;
}

/**
 * A suite that ends badly without a failed test (a crash, a file that cannot be loaded) counts as one failure. The answer
 * is what it wrote, when that was not `shown` at once.
 */
async function suite(projects: readonly string[], shown = true): Promise<string> {
  const report = join(folder, `${projects.join('-')}.json`);
  const vitest = join(dirname(resolve('vitest/package.json')), 'vitest.mjs');
  const named = projects.flatMap((project) => ['--project', project]);
  const reported = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const { ok, said } = await run(process.execPath, [vitest, 'run', ...named, ...reported], shown);
  const counts = existsSync(report) ? (JSON.parse(readFileSync(report, 'utf8')) as Record<string, number>) : {};
  total.passed += counts.numPassedTests ?? 0;
  total.skipped += (counts.numPendingTests ?? 0) + (counts.numTodoTests ?? 0);
  total.failed += Math.max(counts.numFailedTests ?? 0, ok ? 0 : 1);
  return said;
}

const browser = suite(['e2e'], false);
await check('@biomejs/biome', 'bin/biome', ['check', '--error-on-warnings', '.']);
await check('typescript', 'bin/tsc', ['--noEmit']);
await suite(['server']);
await suite(['unit', 'client']);
process.stdout.write(await browser);

rmSync(folder, { recursive: true, force: true });
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed${skipped}\n`);
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);
