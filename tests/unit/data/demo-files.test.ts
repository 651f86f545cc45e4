import { readFileSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { demoFiles, differences, SEED } from '../../../data/generate/demo-files.ts';
import { DEMO_FOLDER, type LAYERS, layer } from './demo-layers.ts';

const NAMES = [
  'areas.geojson',
  'grids.geojson',
  'places.geojson',
  'base.geojson',
  'workers.csv',
  'events.ndjson',
  'units.json',
  'defects.json',
];
const onDisk = (name: string): string | null =>
  NAMES.includes(name) ? readFileSync(new URL(name, DEMO_FOLDER), 'utf8') : null;

describe('the files of the demo county', () => {
  const files = demoFiles();

  it('are what the generator makes, byte for byte', () => {
    expect([...files.keys()]).toEqual(NAMES);
    expect(differences(onDisk, files)).toEqual([]);
  });

  it('are told apart when a file is missing or one byte is off', () => {
    const broken = (name: string): string | null =>
      name === 'areas.geojson' ? null : name === 'base.geojson' ? `${onDisk(name)} ` : onDisk(name);
    expect(differences(broken, files)).toEqual(['areas.geojson', 'base.geojson']);
  });

  it('are the same for the same seed', () => {
    expect([...demoFiles(SEED)]).toEqual([...files]);
  });

  it('take 6 MB at most', () => {
    const bytes = NAMES.reduce((sum, name) => sum + statSync(new URL(name, DEMO_FOLDER)).size, 0);
    expect(bytes).toBeLessThanOrEqual(6_000_000);
  });

  it('write positions with 7 decimals at most and no spaces', () => {
    for (const name of [...NAMES.slice(0, 4), 'events.ndjson']) {
      const text = files.get(name) as string;
      expect(text.match(/\.\d{8,}/), name).toBeNull();
      expect(text.match(/[,:] /), name).toBeNull();
    }
  });

  it('hold only the properties of their layer, none of which can say anything of a resident', () => {
    const seen = (name: (typeof LAYERS)[number]): string[] =>
      [...new Set(layer(name).flatMap((f) => Object.keys(f.properties)))].sort();
    expect(seen('areas')).toEqual(['code', 'level', 'name', 'parentCode']);
    expect(seen('grids')).toEqual(
      ['code', 'kind', 'leader', 'leaderPhone', 'name', 'parentCode', 'worker', 'workerPhone'].sort(),
    );
    expect(seen('places')).toEqual(
      [
        'accuracyM',
        'address',
        'code',
        'compound',
        'households',
        'kind',
        'name',
        'parentCode',
        'shops',
        'storeys',
      ].sort(),
    );
    expect(seen('base')).toEqual(['class', 'kind', 'layer', 'name']);
  });

  it('give no number that could be a telephone or an identity card, but for office numbers that do not exist', () => {
    for (const feature of layer('grids')) {
      const { leaderPhone, workerPhone, code: _, parentCode: __, ...rest } = feature.properties;
      for (const phone of [leaderPhone, workerPhone]) if (phone !== null) expect(phone).toMatch(/^0000-8\d{6}$/);
      expect(JSON.stringify(rest)).not.toMatch(/\d{7,}/);
    }
    for (const feature of layer('places')) {
      const { code: _, parentCode: __, ...rest } = feature.properties;
      expect(JSON.stringify(rest)).not.toMatch(/\d{7,}/);
    }
  });
});
