/**
 * The examples of a page: each ```sh block is run, all of them in one shell from the top to the bottom; the block after it, with a
 * status behind its language, is what must come back. JSON is shown in part: what is shown must be there and the same, but for what
 * differs from day to day. In other text and in strings … stands for anything.
 */
import { execFile, spawnSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

export interface Example {
  /** Line of the page. */
  readonly line: number;
  readonly script: string;
  /** Null: nothing is shown, it must only go well. */
  readonly shown: { readonly kind: string; readonly status: number | null; readonly text: string } | null;
}

export interface ExampleRun {
  readonly exit: number;
  readonly statuses: readonly number[];
  readonly output: string;
  readonly errors: string;
}

export function examplesOf(page: string): Example[] {
  const fences = [...page.matchAll(/^```(\w+)(?: (\d{3}))?\n([\s\S]*?)^```$/gm)].map((match) => ({
    line: page.slice(0, match.index).split('\n').length,
    kind: match[1]!,
    status: match[2] === undefined ? null : Number(match[2]),
    text: match[3]!,
  }));
  return fences.flatMap(({ kind, line, text }, i) => {
    if (kind !== 'sh') return [];
    const next = fences[i + 1];
    return [{ line, script: text, shown: next === undefined || next.kind === 'sh' ? null : next }];
  });
}

/** Whether these programs are here. */
export const hasTools = (...names: readonly string[]): boolean =>
  ['bash', ...names].every((name) => spawnSync(name, ['--version'], { stdio: 'ignore' }).status === 0);

/** `curl` tells its status on the error output and no progress. */
const CURL = `curl() { command curl -sS -w '%{stderr}HTTP %{http_code}\\n' "$@"; }`;

/** In `folder`, which is there; `before`: what the shell is told first. */
export async function runExamples(
  examples: readonly Example[],
  folder: string,
  before = '',
): Promise<readonly ExampleRun[]> {
  const said = join(folder, '.said');
  await mkdir(said);
  const parts = examples.map(
    ({ script }, i) => `{\n${script}} >"${said}/${i}.out" 2>"${said}/${i}.err"\necho $? >"${said}/${i}.exit"`,
  );
  const file = join(said, 'examples.sh');
  await writeFile(file, [CURL, before, ...parts, ''].join('\n'));
  await promisify(execFile)('bash', [file], {
    cwd: folder,
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
    timeout: 150_000,
  });
  const read = (i: number, what: string): Promise<string> => readFile(join(said, `${i}.${what}`), 'utf8');
  return Promise.all(
    examples.map(async (_, i) => {
      const [output, errors, exit] = await Promise.all([read(i, 'out'), read(i, 'err'), read(i, 'exit')]);
      const statuses = [...errors.matchAll(/^HTTP (\d+)$/gm)].map((match) => Number(match[1]));
      return { exit: Number(exit), statuses, output, errors: errors.replace(/^HTTP \d+\n/gm, '') };
    }),
  );
}

/** What of an example did not come as it is shown; empty: all did. */
export function deviations({ shown }: Example, { exit, statuses, output, errors }: ExampleRun): string[] {
  const [last = null] = statuses.slice(-1);
  const status = shown?.status ?? null;
  // a stream that is cut off after its time ends with 28
  const failed = exit !== 0 && exit !== 28 ? [`ended with ${exit}: ${errors}`] : [];
  const wrongStatus =
    status !== null && last !== null && last !== status ? [`status ${last}: ${output.slice(0, 300)}`] : [];
  const earlier = statuses.slice(0, -1).filter((one) => one >= 400);
  const different =
    shown === null
      ? []
      : shown.kind === 'json'
        ? jsonDeviations(shown.text, output)
        : lineDeviations(shown.text, output);
  return [...failed, ...wrongStatus, ...earlier.map((one) => `status ${one} on the way`), ...different];
}

function jsonDeviations(shown: string, output: string): string[] {
  let answer: unknown;
  try {
    answer = JSON.parse(output);
  } catch {
    return [`no JSON: ${output.slice(0, 300)}`];
  }
  return compare(JSON.parse(shown), answer, '');
}

function lineDeviations(shown: string, output: string): string[] {
  const lines = output.split(/\r?\n/);
  return shown
    .trimEnd()
    .split('\n')
    .flatMap((line, i) => (isLike(line, lines[i] ?? '') ? [] : [`line ${i + 1} is ${JSON.stringify(lines[i])}`]));
}

/** Numbers that a database, a clock or a page of a list makes. */
const VOLATILE = /^\/?(?:.*\/)?(?:id|serial|worker|next)$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3})?Z$/;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function compare(shown: unknown, answer: unknown, at: string): string[] {
  if (Array.isArray(shown)) {
    if (!Array.isArray(answer)) return [`${at} is no list: ${JSON.stringify(answer)}`];
    return shown.flatMap((one, i) => compare(one, answer[i], `${at}/${i}`));
  }
  if (typeof shown === 'object' && shown !== null) {
    if (typeof answer !== 'object' || answer === null) return [`${at} is ${JSON.stringify(answer)}`];
    return Object.entries(shown).flatMap(([key, one]) =>
      compare(one, (answer as Record<string, unknown>)[key], `${at}/${key}`),
    );
  }
  return isSame(shown, answer, at) ? [] : [`${at} is ${JSON.stringify(answer)}, shown ${JSON.stringify(shown)}`];
}

function isSame(shown: unknown, answer: unknown, at: string): boolean {
  if (typeof shown !== typeof answer) return false;
  if (typeof shown !== 'string' || typeof answer !== 'string')
    return shown === answer || (shown !== null && VOLATILE.test(at));
  for (const form of [INSTANT, UUID]) if (form.test(shown)) return form.test(answer);
  return VOLATILE.test(at) || isLike(shown, answer);
}

function isLike(shown: string, text: string): boolean {
  const pattern = shown
    .split('…')
    .map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
    .join('[^]*');
  return new RegExp(`^${pattern}$`).test(text);
}
