import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig, VARIABLES } from '../../server/config.ts';

describe('configuration', () => {
  it('has defaults that run on a bare machine', () => {
    expect(readConfig({})).toMatchObject({
      host: '127.0.0.1',
      port: 8080,
      databaseUrl: undefined,
      demo: true,
      adminToken: undefined,
    });
  });

  it('loads the demo county into a PostgreSQL server only when told to', () => {
    const DATABASE_URL = 'postgres://localhost/gezhong';
    expect(readConfig({ DATABASE_URL }).demo).toBe(false);
    expect(readConfig({ DATABASE_URL, GEZHONG_DEMO: 'on' }).demo).toBe(true);
    expect(readConfig({ GEZHONG_DEMO: 'off' }).demo).toBe(false);
  });

  it.each([
    [{ PORT: '80a' }, 'PORT'],
    [{ PORT: '65536' }, 'PORT'],
    [{ GEZHONG_DEMO: 'yes' }, 'GEZHONG_DEMO'],
    [{ GEZHONG_ADMIN_TOKEN: 'short' }, 'GEZHONG_ADMIN_TOKEN'],
    [{ GEZHONG_LOG: 'loud' }, 'GEZHONG_LOG'],
    [{ GEZHONG_PUBLIC_URL: 'gezhong' }, 'GEZHONG_PUBLIC_URL'],
    [{ GEZHONG_RATE_LIMIT: '0' }, 'GEZHONG_RATE_LIMIT'],
    [{ DATABASE_READ_URL: 'postgres://replica/gezhong' }, 'DATABASE_READ_URL'],
    [{ GEZHONG_READ_LAG_MS: '60001' }, 'GEZHONG_READ_LAG_MS'],
    [{ GEZHONG_PAGE: 'yes' }, 'GEZHONG_PAGE'],
    [{ GEZHONG_CORS: 'map.example' }, 'GEZHONG_CORS'],
    [{ GEZHONG_CORS: 'https://map.example/path' }, 'GEZHONG_CORS'],
    [{ GEZHONG_CORS: 'https://map.example,' }, 'GEZHONG_CORS'],
    [{ GEZHONG_CORS: '*, https://map.example' }, 'GEZHONG_CORS'],
    [{ GEZHONG_CORS: 'null' }, 'GEZHONG_CORS'],
  ])('refuses %o by naming %s', (environment, name) => {
    expect(() => readConfig(environment)).toThrow(name);
  });

  it('lets scripts of every origin read what is open to them, of some, or of none', () => {
    expect(readConfig({}).corsOrigins).toBe('*');
    expect(readConfig({ GEZHONG_CORS: 'off' }).corsOrigins).toEqual([]);
    expect(readConfig({ GEZHONG_CORS: 'https://map.example/, http://10.1.2.3:8080' }).corsOrigins).toEqual([
      'https://map.example',
      'http://10.1.2.3:8080',
    ]);
  });

  const ROWS = Object.entries(VARIABLES).map(
    ([name, { default: value, meaning }]) => `| \`${name}\` | ${value === '' ? '' : `\`${value}\``} | ${meaning} |`,
  );

  it('is documented in the README, variable by variable, and nothing else is', () => {
    const section = /^## Settings\n([\s\S]*?)^## /m.exec(readFileSync('README.md', 'utf8'))![1]!;
    expect(section.split('\n').filter((line) => line.startsWith('| `'))).toEqual(ROWS);
  });

  /** Every file of a folder that has one of these endings. */
  const texts = (folder: string, ending: RegExp): [name: string, text: string][] =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && ending.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path, readFileSync(path, 'utf8')]);

  it('is all that the code reads', () => {
    const reads = texts('server', /\.m?ts$|\.mjs$/).flatMap(([, text]) =>
      [
        ...text.matchAll(
          /(?:\benv|\benvironment|process\.env)(?:\.|\[')([A-Z][A-Z0-9_]+)|\b(?:text|whole|onOff)\('([A-Z_]+)'/g,
        ),
      ].map((match) => match[1] ?? match[2]!),
    );
    expect([...new Set(reads)].sort()).toEqual(Object.keys(VARIABLES).sort());
  });

  it('is what the files of a deployment set, and the programs beside it', () => {
    const others = /^(POSTGRES_(USER|DB|PASSWORD)|NODE_ENV|PORT|HOST)$/;
    const files = [
      ...texts('deploy', /\.(service|example)$/),
      ['compose.yaml', readFileSync('compose.yaml', 'utf8')] as const,
      ['Dockerfile', readFileSync('Dockerfile', 'utf8')] as const,
    ];
    const set = files.flatMap(([, text]) =>
      [...text.matchAll(/\b([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)(?==|: | ?:-)/g)].map((match) => match[1]!),
    );
    expect(set.length).toBeGreaterThan(10);
    expect([...new Set(set)].filter((name) => !others.test(name) && VARIABLES[name] === undefined)).toEqual([]);
  });
});
