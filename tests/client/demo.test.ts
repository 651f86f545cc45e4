import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DEMO_COUNTY } from '../../client/state/who.ts';
import { DEMO_USERS } from '../../client/workspaces/access/demo-users.ts';
import { DEMO_USERS as SERVED_USERS } from '../../server/contract/demo.ts';

describe('what the page knows of the demo county', () => {
  it('is its code', () => {
    const areas = JSON.parse(readFileSync('data/demo/areas.geojson', 'utf8')) as {
      features: { properties: { level: string; code: string } }[];
    };
    const counties = areas.features.map(({ properties }) => properties).filter(({ level }) => level === 'county');
    expect(counties.map(({ code }) => code)).toEqual([DEMO_COUNTY]);
  });

  it('are the users the service makes', () => {
    const plain = SERVED_USERS.map(({ login, password, role }) => ({ login, password, role }));
    const byLogin = (a: { login: string }, b: { login: string }) => (a.login < b.login ? -1 : 1);
    expect([...DEMO_USERS].sort(byLogin)).toEqual(plain.sort(byLogin));
  });
});
