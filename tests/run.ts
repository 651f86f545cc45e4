/**
 * `npm test`: lint, types, then every suite, and one closing line with the counts. Suites run one after the other, because
 * the browser suite needs the machine for itself.
 */
import { spawnSync } from 'node:child_process';
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

function run(command: string, args: readonly string[]): boolean {
  process.stdout.write(`\n— ${args.at(0)?.split('/').at(-1)} ${args.slice(1).join(' ')}\n`);
  return spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'] }).status === 0;
}

function check(ok: boolean): void {
  if (ok) total.passed++;
  else total.failed++;
}

/** A suite that ends badly without a failed test (a crash, a file that cannot be loaded) counts as one failure. */
function suite(projects: readonly string[]): void {
  const report = join(folder, `${projects.join('-')}.json`);
  const vitest = join(dirname(resolve('vitest/package.json')), 'vitest.mjs');
  const ok = run(process.execPath, [
    vitest,
    'run',
    ...projects.flatMap((project) => ['--project', project]),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);
  const counts = existsSync(report) ? (JSON.parse(readFileSync(report, 'utf8')) as Record<string, number>) : {};
  total.passed += counts.numPassedTests ?? 0;
  total.skipped += (counts.numPendingTests ?? 0) + (counts.numTodoTests ?? 0);
  total.failed += Math.max(counts.numFailedTests ?? 0, ok ? 0 : 1);
}

check(run(process.execPath, [resolve('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings', '.']));
check(run(process.execPath, [join(dirname(resolve('typescript/package.json')), 'bin/tsc'), '--noEmit']));
suite(['unit', 'client']);
suite(['server']);
suite(['e2e']);

rmSync(folder, { recursive: true, force: true });
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed${skipped}\n`);
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);
