/** deploy/METRICS.md lists every metric and every field of the log, and nothing that is not there. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Database } from '../../../server/database/database.ts';
import { openEmbedded } from '../../../server/database/embedded.ts';
import { openApp, type TestApp } from '../../support/app.ts';
import { makePlace, type TestPlace } from '../../support/database.ts';
import { plainApp } from './plain-app.ts';

const page = readFileSync('deploy/METRICS.md', 'utf8');
/** The first cells of the tables under a heading. */
const listed = (heading: string): string[] =>
  [
    ...page
      .split(`## ${heading}\n`)[1]!
      .split('\n## ')[0]!
      .matchAll(/^\| `([\w-]+)` \|/gm),
  ].map((match) => match[1]!);

describe('the metrics', () => {
  let place: TestPlace;
  let db: Database;
  let service: TestApp;
  beforeAll(async () => {
    expect(inject('embeddedTemplate').failure).toBe(undefined);
    place = await makePlace('embedded');
    db = await openEmbedded({ folder: place.at });
    service = await openApp(db);
  });
  afterAll(async () => {
    await service?.close();
    await db?.close();
    await place?.remove();
  });

  const told = async (): Promise<string[]> => {
    const text = (await service.app.inject('/metrics')).body;
    return [...text.matchAll(/^# HELP (\S+)/gm)].map((match) => match[1]!);
  };

  it('are those of the table', async () => {
    expect((await told()).filter((name) => name.startsWith('gezhong_')).sort()).toEqual(listed('Metrics'));
  });

  it('of the process and of Node.js that the page names are there', async () => {
    const names = await told();
    const named = [...page.matchAll(/`((?:process|nodejs)_[a-z0-9_]+)`/g)].map((match) => match[1]!);
    expect(named.length).toBeGreaterThan(1);
    expect([...new Set(named)].filter((name) => !names.includes(name))).toEqual([]);
  });

  it('have the labels that the table says', async () => {
    const text = (await service.app.inject('/metrics')).body;
    const rows = [...page.matchAll(/^\| `(gezhong_\w+)` \| ([^|]*) \|/gm)];
    const wrong = rows.flatMap(([, name, meaning]) => {
      const labels = new RegExp(`^${name}(?:_bucket)?\\{([^}]*)\\}`, 'm').exec(text)?.[1];
      const first = labels === undefined ? undefined : /(\w+)="/.exec(labels.replace(/le="[^"]*",?/, ''))?.[1];
      return first === undefined || meaning!.includes(`\`${first}\``) ? [] : [`${name} has ${first}`];
    });
    expect(wrong).toEqual([]);
  });
});

describe('the log', () => {
  it('has the fields of the table', async () => {
    const { app, log } = await plainApp();
    await app.inject('/api/things?limit=3');
    await app.inject('/nowhere');
    await app.inject('/api/fail/ours');
    await app.inject('/api/fail/database');
    await app.inject({
      method: 'PUT',
      url: '/api/things/1',
      headers: { authorization: `Bearer ${'x'.repeat(24)}` },
    });
    await app.close();
    expect([...new Set(log.flatMap((line) => Object.keys(line)))].sort()).toEqual(listed('The log').sort());
    expect(new Set(log.map(({ level }) => level))).toEqual(new Set([30, 40, 50]));
  });
});
