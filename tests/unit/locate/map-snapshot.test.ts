import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeAnswer } from '../../../server/locate/answer.ts';
import { lookUp } from '../../../server/locate/lookup.ts';
import { MapKeeper } from '../../../server/locate/map-keeper.ts';
import { decodeMaps, encodeMaps } from '../../../server/locate/map-snapshot.ts';
import { countyMap } from '../../support/county-map.ts';

const maps = [
  countyMap('990101', [
    { code: '990101001', box: [0, 0, 10000, 10000] },
    { code: '990101002', box: [10000, 0, 20000, 10000] },
    { code: '99010100101', kind: 'micro', parentCode: '990101001', box: [0, 0, 5000, 5000] },
  ]),
  countyMap('990102', [{ code: '990102001', box: [20000, 0, 30000, 10000] }], 7),
];
const bytes = encodeMaps(maps);
const changed = (at: number): Buffer => {
  const copy = Buffer.from(bytes);
  copy[at]! ^= 1;
  return copy;
};

describe('maps as bytes', () => {
  it('answer every point as before', () => {
    const restored = decodeMaps(bytes)!;
    for (const [x, y] of [
      [100, 100],
      [7000, 7000],
      [10000, 5000],
      [25000, 100],
      [-5, 5],
    ] as const) {
      const answer = (from: typeof maps) => writeAnswer([x, y], lookUp(from, x, y), 0, 7);
      expect(answer(restored)).toBe(answer(maps));
    }
    expect(restored.map(({ edition, revision }) => [edition, revision])).toEqual([
      [1, 1],
      [7, 7],
    ]);
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['a part', bytes.subarray(0, bytes.length - 8)],
    ['more than was written', Buffer.concat([bytes, Buffer.alloc(4)])],
    ['a changed hash', changed(0)],
    ['a changed head', changed(60)],
    ['a changed index', changed(bytes.length - 100)],
  ])('are refused when they are %s', (_what, damaged) => {
    expect(decodeMaps(damaged)).toBeNull();
  });
});

describe('the file that keeps them', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gezhong-maps-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('gives back what was kept last, and nothing when it is absent or damaged', async () => {
    const keeper = new MapKeeper(folder);
    expect(await keeper.read()).toBeNull();
    await keeper.keep(maps);
    await keeper.keep(maps.slice(1));
    expect((await keeper.read())?.map(({ countyCode }) => countyCode)).toEqual(['990102']);
    const [file] = await readdir(folder);
    await writeFile(join(folder, file!), 'broken');
    expect(await keeper.read()).toBeNull();
  });
});
