/** Archives that would fill the disk, the memory or the day, and archives that point out of themselves, at the limits of a running service. */
import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSource } from '../../../server/exchange/source.ts';
import { refusal } from '../../support/read-all.ts';
import { scratch } from '../../support/scratch.ts';
import { packedZeros, type ZipEntry, zipOf } from '../../support/zip-writer.ts';

const { write, folder } = scratch();
const TEN_GIGABYTES = 10 * 2 ** 30;
const geojson = '{"type":"FeatureCollection","features":[]}';

/** What it is refused with, and what it left in the temporary folder. */
async function refused(
  entries: ZipEntry[],
): Promise<{ code: string; params: Record<string, unknown>; left: string[] }> {
  const temporaryFolder = await mkdtemp(join(folder, 'room-'));
  const error = await refusal(await write('bomb.zip', zipOf(entries)), 'bomb.zip', { temporaryFolder });
  return { code: error.code, params: error.params, left: await readdir(temporaryFolder) };
}

describe('an archive of ten gigabytes of zeros', () => {
  const packed = packedZeros(10 * 2 ** 10);

  it('that says so is refused before anything is unpacked', async () => {
    expect(packed.length).toBeLessThan(20e6);
    const entries = [{ name: 'a.geojson', data: '', packed, declaredSize: TEN_GIGABYTES }];
    expect(await refused(entries)).toMatchObject({ code: 'zip-bomb', params: { limit: 4 * 2 ** 30 }, left: [] });
  });

  it('that says it were little is broken off where the little ends', async () => {
    const entries = [{ name: 'a.geojson', data: '', packed, declaredSize: 1000 }];
    expect(await refused(entries)).toMatchObject({ code: 'zip-damaged', left: [] });
  });

  it('in many files that are each within the limit is refused by their sum', async () => {
    const tenth = packedZeros(2 ** 10);
    const entries = Array.from({ length: 10 }, (_, i) => ({
      ...{ name: `${i}.geojson`, data: '', packed: tenth, declaredSize: 2 ** 30 },
    }));
    expect(await refused(entries)).toMatchObject({ code: 'zip-bomb', left: [] });
  });
});

describe('an archive', () => {
  it('of a hundred thousand entries is refused by their number, not read', async () => {
    const entries = Array.from({ length: 100_000 }, (_, i) => ({ name: `${i}`, data: '', packed: Buffer.of(3, 0) }));
    expect(await refused(entries)).toMatchObject({ code: 'zip-too-many-entries', params: { limit: 10_000 }, left: [] });
  });

  it('in an archive in an archive is not opened', async () => {
    const inner = zipOf([{ name: 'b.zip', data: zipOf([{ name: 'a.geojson', data: geojson }]) }]);
    expect(await refused([{ name: 'c.zip', data: inner }])).toMatchObject({ code: 'zip-entry-missing', left: [] });
    expect(await refused([{ name: 'c.geojson', data: inner }])).toMatchObject({
      code: 'format-unknown',
      params: { looksLike: 'zip' },
      left: [],
    });
  });

  it('with a link has a file with the path in it, and what it leads to is not read', async () => {
    const target = await write('secret.geojson', geojson);
    for (const path of [target, '/etc/passwd', '../secret.geojson']) {
      const told = await refused([{ name: 'a.geojson', data: path, isLink: true }]);
      expect(told).toMatchObject({ code: 'json-invalid', left: [] });
      expect(JSON.stringify(told)).not.toContain('root:');
    }
    expect(await readFile(target, 'utf8')).toBe(geojson);
  });

  it('is unpacked under names of our own, whatever its entries are called', async () => {
    const names = [
      '....//....//a.geojson',
      '~/a.geojson',
      '-rf.geojson',
      '$(id).geojson',
      'a;b.geojson',
      'CON.geojson',
    ];
    for (const name of names) {
      const temporaryFolder = await mkdtemp(join(folder, 'room-'));
      const source = await openSource(await write('a.zip', zipOf([{ name, data: geojson }])), 'a.zip', {
        temporaryFolder,
      });
      const files = (await readdir(temporaryFolder, { recursive: true })).filter((file) => file.includes('.'));
      await source.close();
      expect([name, files.map((file) => basename(file))]).toEqual([name, ['layer.geojson']]);
    }
  });
});
