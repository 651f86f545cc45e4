/**
 * Real areas, loaded as a user loads them: 10,000 random points of each get the grids that a plain exact ring test on the
 * file's own coordinates, rounded to the lattice, gives. The sets lie beside the repository and are not part of it.
 */
import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lookUp } from '../../../server/locate/lookup.ts';
import { openApp, type TestApp } from '../../support/app.ts';
import { eachDatabase } from '../../support/database.ts';
import { exactCover } from '../../support/exact-ring.ts';
import { between, mulberry32 } from '../../support/random.ts';

const FIXTURES = '../shared/fixtures';
const SEED = 20261122;

interface RealArea {
  file: string;
  county: string;
  /** Of which the rings are taken for the exact test, when the file itself is no GeoJSON. */
  rings?: string;
}

const AREAS: readonly RealArea[] = [
  { file: 'maup-providence/districts.zip', rings: 'maup-providence/districts.geojson', county: '990101:Wards' },
  { file: 'maup-providence/new_precincts.geojson', county: '990102:Precincts' },
  { file: 'partition-zoo/bremen.geojson', county: '990103:Bremen' },
  { file: 'partition-zoo/duesseldorf.geojson', county: '990104:Duesseldorf' },
  { file: 'partition-zoo/enschede.geojson', county: '990105:Enschede' },
  { file: 'partition-zoo/indianapolis.geojson', county: '990106:Indianapolis' },
  { file: 'partition-zoo/melbourne.geojson', county: '990107:Melbourne' },
  { file: 'tw-taipei-statunits/base_units.geojson', county: '990108:Units' },
];

interface ExactGrid {
  rings: number[][];
  box: [number, number, number, number];
}

/** Rings of a GeoJSON file as lattice numbers, in the order of its features; nothing of the kernel is used. */
function exactGrids(file: string): ExactGrid[] {
  const { features } = JSON.parse(readFileSync(`${FIXTURES}/${file}`, 'utf8')) as {
    features: { geometry: { type: string; coordinates: never } }[];
  };
  return features.map(({ geometry }) => {
    const polygons = (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates) as number[][][][];
    const rings = polygons
      .flat()
      .map((ring) => ring.flatMap(([lon, lat]) => [Math.round(lon! * 1e7), Math.round(lat! * 1e7)]));
    const xs = rings.flatMap((ring) => ring.filter((_, i) => i % 2 === 0));
    const ys = rings.flatMap((ring) => ring.filter((_, i) => i % 2 === 1));
    const least = (values: number[]) => values.reduce((a, b) => Math.min(a, b));
    const most = (values: number[]) => values.reduce((a, b) => Math.max(a, b));
    return { rings, box: [least(xs), least(ys), most(xs), most(ys)] };
  });
}

eachDatabase((_name, open) => {
  let service: TestApp;
  beforeAll(async () => {
    service = await openApp(await open());
  });
  afterAll(() => service.close());

  describe('10,000 random points of a real area', () => {
    for (const { file, county, rings = file } of AREAS) {
      const present = existsSync(`${FIXTURES}/${file}`);
      it.skipIf(!present)(`${file}${present ? '' : `: skipped, ${FIXTURES}/${file} not found`}`, async () => {
        const content = readFileSync(`${FIXTURES}/${file}`);
        const code = county.slice(0, 6);
        const job = await service.importText('grids', file.split('/').at(-1)!, content, {
          county,
          scheme: 'free',
          mapping: {},
        });
        expect([job.state, job.problem, job.report?.items.filter(({ outcome }) => outcome === 'refused')]).toEqual([
          'done',
          null,
          [],
        ]);
        const grids = exactGrids(rings);
        const map = service.maps.county(code)!;
        expect(map.grids).toHaveLength(grids.length);
        const random = mulberry32(SEED);
        const [minX, minY, maxX, maxY] = map.index.box;
        const different: unknown[] = [];
        for (let i = 0; i < 10_000; i++) {
          const x = between(random, minX, maxX);
          const y = between(random, minY, maxY);
          const found = lookUp([map], x, y).matches.map(({ onBorder }) => onBorder);
          const expected = grids
            .filter(({ box }) => x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3])
            .map((grid) => exactCover(grid.rings, x, y))
            .filter((cover) => cover !== 'outside')
            .map((cover) => cover === 'border')
            .sort();
          if (JSON.stringify(found) !== JSON.stringify(expected)) different.push([x, y, found, expected]);
        }
        expect(different).toEqual([]);
      });
    }
  });
});
