import { readFileSync } from 'node:fs';
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
  ])('refuses %o by naming %s', (environment, name) => {
    expect(() => readConfig(environment)).toThrow(name);
  });

  it('is documented in the README, variable by variable', () => {
    const readme = readFileSync('README.md', 'utf8');
    const rows = Object.entries(VARIABLES).map(
      ([name, { default: value, meaning }]) => `| \`${name}\` | ${value === '' ? '' : `\`${value}\``} | ${meaning} |`,
    );
    expect(rows.filter((row) => !readme.includes(row))).toEqual([]);
  });
});
