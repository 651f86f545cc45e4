/**
 * What is installed with us, by the lock file: each by hash, from the registry of whoever installs it, free to use, and
 * running nothing while it is installed but what is named here. Known weaknesses are asked for by `npm audit` (deploy/THREATS.md).
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface Locked {
  version: string;
  integrity?: string;
  resolved?: string;
  license?: string;
  link?: boolean;
  dev?: boolean;
  optional?: boolean;
  hasInstallScript?: boolean;
}

const FREE =
  /^\(?(MIT|ISC|0BSD|BSD-[23]-Clause|Apache-2\.0|BlueOak-1\.0\.0|MPL-2\.0|Unlicense|Zlib)( (OR|AND) (MIT|Apache-2\.0|Zlib))*\)?$/;
/** Says its licence in a field that npm no longer reads: BSD. */
const SAYS_OTHERWISE = ['parse-cache-control'];
/** esbuild, of tsx, puts its binary in place; msgpackr, of mapshaper, which the bench is compared with, looks for its own. */
const RUNS_AT_INSTALL = ['esbuild', 'msgpackr-extract'];

/** Names of packages that report what they see to somebody else. */
const TELLS_HOME = /sentry|telemetry(?!\/api$)|analytics|posthog|segment-|mixpanel|bugsnag|rollbar|applicationinsights/;

interface Breach {
  readonly name: string;
  readonly what: string;
}

function breaches(packages: Readonly<Record<string, Locked>>): Breach[] {
  const found: Breach[] = [];
  for (const [path, one] of Object.entries(packages)) {
    if (path === '') continue;
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const say = (what: string) => found.push({ name, what });
    if (!/^sha512-[\w+/]{86}==$/.test(one.integrity ?? '')) say('no hash');
    if (one.resolved !== undefined || one.link) say('from a place of its own');
    if (!FREE.test(one.license ?? '') && !SAYS_OTHERWISE.includes(name)) say(`licence ${one.license}`);
    if (one.hasInstallScript && !RUNS_AT_INSTALL.includes(name)) say('runs at install');
    if (TELLS_HOME.test(name)) say('tells home');
  }
  return found;
}

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Locked> };

describe('what is installed with us', () => {
  it('is locked by hash, free, and quiet', () => {
    expect(breaches(lock.packages)).toEqual([]);
  });

  it('is used by what names it: no exception outlives its package', () => {
    const names = Object.keys(lock.packages).map((path) => path.replace(/^.*node_modules\//, ''));
    for (const name of [...SAYS_OTHERWISE, ...RUNS_AT_INSTALL]) expect(names).toContain(name);
  });

  const hash = `sha512-${'A'.repeat(86)}==`;
  const good: Locked = { version: '1.0.0', license: 'MIT', integrity: hash };
  it.each<[string, string, Locked, string]>([
    ['no hash', 'quiet', { version: '1.0.0', license: 'MIT' }, 'no hash'],
    ['an old hash', 'quiet', { ...good, integrity: 'sha1-abc=' }, 'no hash'],
    ['an address', 'quiet', { ...good, resolved: 'https://registry.example.cn/quiet.tgz' }, 'from a place of its own'],
    ['no licence', 'quiet', { version: '1.0.0', integrity: hash }, 'licence undefined'],
    [
      'a proprietary licence',
      'quiet',
      { ...good, license: 'SEE LICENSE IN LICENSE' },
      'licence SEE LICENSE IN LICENSE',
    ],
    ['a script', 'quiet', { ...good, hasInstallScript: true }, 'runs at install'],
    ['a reporter, deep down', 'a/node_modules/@sentry/node', good, 'tells home'],
    ['a meter of use', '@opentelemetry/sdk-node', good, 'tells home'],
  ])('is refused with %s', (_what, name, one, what) => {
    expect(breaches({ '': good, [`node_modules/${name}`]: one }).map((breach) => breach.what)).toEqual([what]);
  });

  it('is as many at run time as the page about threats says', () => {
    const { dependencies } = lock.packages[''] as unknown as { dependencies: object };
    const [, said] = /\*\*Dependencies\*\*: (\d+) at run time/.exec(readFileSync('deploy/THREATS.md', 'utf8')) ?? [];
    expect(Number(said)).toBe(Object.keys(dependencies).length);
  });
});
