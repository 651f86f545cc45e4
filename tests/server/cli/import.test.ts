/** `import` from a terminal: on the database itself and in a running service. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importCommand } from '../../../server/cli/import.ts';
import { UsageError } from '../../../server/cli/terminal.ts';
import { ADMIN_TOKEN, openApp, type TestApp } from '../../support/app.ts';
import { eachDatabase } from '../../support/database.ts';
import { collection, feature, grid, grids, nextCounty, point } from '../../support/import-samples.ts';
import { scratch } from '../../support/scratch.ts';
import { terminal } from '../../support/terminal.ts';

describe('words that are wrong', () => {
  it.each([
    [[]],
    [['grids']],
    [['grids', '/nowhere/at.all', '--county', '341823']],
    [['people', 'package.json', '--county', '341823']],
    [['grids', 'package.json']],
    [['grids', 'package.json', '--county', '341823', '--datum', 'mars']],
    [['grids', 'package.json', '--county', '341823', '--map', 'code']],
    [['grids', 'package.json', '--county', '341823', '--format', 'xml']],
    [['grids', 'package.json', 'README.md', '--county', '341823']],
    [['grids', 'package.json', '--county', '341823', '--force']],
  ])('%j are a usage error', async (args) => {
    await expect(importCommand(args, terminal({}))).rejects.toBeInstanceOf(UsageError);
  });
});

eachDatabase((name, open) => {
  const files = scratch();
  let service: TestApp;
  let url: string;
  beforeAll(async () => {
    service = await openApp(await open());
    await service.app.listen({ host: '127.0.0.1', port: 0 });
    const address = service.app.server.address();
    url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  });
  afterAll(() => service.close());
  const run = async (...args: string[]) => {
    const io = terminal({ GEZHONG_ADMIN_TOKEN: ADMIN_TOKEN });
    const code = await importCommand([...args, '--url', url], io);
    return { code, text: io.text() };
  };

  it(`a running service on ${name} does the work and the report is short`, async () => {
    const county = nextCounty();
    const path = await files.write(`${county}.geojson`, grids(county, 1, 2));
    const dry = await run('grids', path, '--county', `${county}:泾县`, '--dry-run');
    expect(dry).toMatchObject({ code: 0 });
    expect(dry.text).toContain('dry run');
    expect(service.maps.county(county)).toBeUndefined();
    const done = await run('grids', path, '--county', `${county}:泾县`);
    expect(done).toMatchObject({ code: 0 });
    expect(done.text).toContain('2 added, 0 changed, 0 unchanged, 0 closed');
    expect(service.maps.county(county)?.countyName).toBe('泾县');
  });

  it('a refused file ends with 1 and lists rows, codes and places', async () => {
    const county = nextCounty();
    const wrong = collection([
      grid(county, 1, { code: '12' }),
      ...Array.from({ length: 30 }, (_, n) => grid(county, n + 2, { kind: '?' })),
    ]);
    const path = await files.write(`${county}.geojson`, wrong);
    const { code, text } = await run('grids', path, '--county', `${county}:县`);
    expect(code).toBe(1);
    expect(text).toMatch(
      /refused +row 2 \S*choice-unknown at 117\.01, 30 |refused +row 2: choice-unknown at 117\.01, 30 /,
    );
    expect(text.split('\n').filter((line) => line.includes(' row '))).toHaveLength(20);
    expect(text).toMatch(/… \d+ more/);
    const json = await run('grids', path, '--county', `${county}:县`, '--format', 'json');
    expect(json.code).toBe(1);
    expect(JSON.parse(json.text)).toMatchObject({ state: 'refused', report: { refused: 30 } });
  });

  it('columns and constants are mapped', async () => {
    const county = nextCounty();
    const path = await files.write(`${county}.geojson`, collection([feature({ NO: 'b1', 户: 7 }, point(117, 30))]));
    const { code } = await run(
      'places',
      path,
      '--county',
      `${county}:县`,
      '--map',
      'code=NO',
      '--map',
      'households=户',
      '--map',
      'kind==building',
    );
    expect(code).toBe(0);
    const answer = await service.app.inject(`/api/places?area=${county}`);
    expect(answer.json()).toMatchObject({ features: [{ id: 'b1', properties: { kind: 'building', households: 7 } }] });
  });
});
