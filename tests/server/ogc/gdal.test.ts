/** GDAL reads the OGC interface and every exported file: as many features, the same values, places to a ten-millionth degree. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { EXPORT_SYSTEMS, type ExportFormat, type ExportLayer } from '../../../server/contract/exports.ts';
import { gridLayer } from '../../../server/features/grid-layer.ts';
import { placeLayer } from '../../../server/features/place-layer.ts';
import { eachDatabase } from '../../support/database.ts';
import { type Desk, openDesk } from '../../support/event-desk.ts';
import { describedByGdal, type GdalFeature, hasGdal, NO_GDAL, readByGdal } from '../../support/gdal.ts';
import { scratch } from '../../support/scratch.ts';
import { COUNTY } from '../../support/small-county.ts';

type Feature = GdalFeature & { id: string };

const FIELDS = { grids: gridLayer, places: placeLayer };
const there = hasGdal();

/** Flat numbers of a geometry, whatever its nesting: parts and rings come in the order they were written. */
const numbersOf = (coordinates: unknown): number[] => [coordinates].flat(9) as number[];

function expectSame(
  found: readonly GdalFeature[],
  expected: readonly Feature[],
  nameOf: (field: string) => string,
): void {
  expect(found).toHaveLength(expected.length);
  const byCode = new Map(found.map((feature) => [String(feature.properties.code), feature]));
  for (const { properties, geometry } of expected) {
    const own = byCode.get(String(properties.code))!;
    for (const [name, value] of Object.entries(properties)) {
      const got = own.properties[nameOf(name)];
      const where = `${properties.code} ${name}`;
      if (value === null) expect([null, undefined, ''], where).toContain(got);
      else if (/^valid/.test(name)) expect(instant(got), where).toBe(Date.parse(String(value)));
      else expect(typeof value === 'number' ? Number(got) : got, where).toEqual(value);
    }
    expectNear(numbersOf(own.geometry!.coordinates), numbersOf(geometry!.coordinates));
  }
}

/** A shapefile turns rings round, so positions are compared as a set in order. */
function expectNear(found: readonly number[], expected: readonly number[]): void {
  const sorted = (numbers: readonly number[]) =>
    Array.from({ length: numbers.length / 2 }, (_, i) => [numbers[2 * i]!, numbers[2 * i + 1]!]).sort(
      ([ax, ay], [bx, by]) => (Math.abs(ax! - bx!) > 1e-6 ? ax! - bx! : ay! - by!),
    );
  expect(found).toHaveLength(expected.length);
  sorted(found).forEach(([x, y], i) => {
    const [ownX, ownY] = sorted(expected)[i]!;
    expect(Math.abs(x! - ownX!)).toBeLessThan(1e-7);
    expect(Math.abs(y! - ownY!)).toBeLessThan(1e-7);
  });
}

const instant = (text: unknown): number =>
  Date.parse(String(text).replaceAll('/', '-').replace(' ', 'T').replace(/\+00$/, 'Z'));

eachDatabase((database, open) => {
  describe.skipIf(!there || database !== 'embedded')(there ? 'GDAL' : `GDAL (${NO_GDAL})`, () => {
    const { folder } = scratch();
    let desk: Desk;
    let url: string;
    const items = async (collection: string): Promise<Feature[]> =>
      (await desk.service.app.inject(`/ogc/collections/${collection}/items`)).json<{ features: Feature[] }>().features;

    beforeAll(async () => {
      desk = await openDesk(await open());
      await desk.service.app.listen({ host: '127.0.0.1', port: 0 });
      const address = desk.service.app.server.address();
      url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
      return () => desk.close();
    });

    it('finds the collections that are public', async () => {
      const text = await describedByGdal(`OAPIF:${url}/ogc`);
      expect([...text.matchAll(/Layer name: (\w+)/g)].map(([, name]) => name)).toEqual(['grids', 'areas', 'places']);
      expect([...text.matchAll(/Feature Count: (\d+)/g)].map(([, count]) => count)).toEqual(['4', '3', '4']);
      // told by the schema: no value that is there says so
      expect(text).toContain('validTo: DateTime');
      expect(text).toContain('accuracyM: Real');
    });

    it.each(['grids', 'areas', 'places'])('reads %s, page after page', async (collection) => {
      const found = await readByGdal(`OAPIF:${url}/ogc`, collection, ['-oo', 'PAGE_SIZE=1']);
      expectSame(found, await items(collection), (name) => name);
    });

    it('asks for a box and gets what lies in it', async () => {
      const found = await readByGdal(`OAPIF:${url}/ogc`, 'places', ['-spat', '117.0', '30.0', '117.015', '30.01']);
      expect(found.map(({ properties }) => properties.name)).toEqual(['1号楼', '2号楼']);
    });

    it('reads events with a token, and without one finds none', async () => {
      const { id } = await desk.reported({ text: '路灯不亮' });
      const header = { GDAL_HTTP_HEADERS: `Authorization: Bearer ${desk.tokens.viewer}` };
      const [event] = await readByGdal(`OAPIF:${url}/ogc`, 'events', [], header);
      expect(event).toMatchObject({ properties: { id, text: '路灯不亮', category: '0103' } });
      expectNear(numbersOf(event!.geometry!.coordinates), [117.007, 30.007]);
      await expect(readByGdal(`OAPIF:${url}/ogc`, 'events')).rejects.toThrow();
    });

    const sources: Record<ExportFormat, (path: string) => string> = {
      geojson: (path) => path,
      geopackage: (path) => path,
      shapefile: (path) => `/vsizip/${path}`,
      csv: (path) => path,
    };
    const endings: Record<ExportFormat, string> = {
      geojson: 'geojson',
      geopackage: 'gpkg',
      shapefile: 'zip',
      csv: 'csv',
    };
    // every system once, every format with shapes and with points
    const cases: [ExportFormat, ExportLayer, number][] = [
      ...EXPORT_SYSTEMS.map((epsg): [ExportFormat, ExportLayer, number] => ['geopackage', 'grids', epsg]),
      ['geopackage', 'places', 4548],
      ['geojson', 'grids', 4548],
      ['geojson', 'places', 4326],
      ['shapefile', 'grids', 4547],
      ['shapefile', 'places', 4326],
      ['csv', 'grids', 4549],
      ['csv', 'places', 3857],
    ];
    it.each(cases)('reads %s of %s in EPSG:%i', async (format, layer, epsg) => {
      const answer = await desk.service.app.inject(
        `/api/exports?layer=${layer}&format=${format}&area=${COUNTY}&crs=EPSG:${epsg}`,
      );
      expect(answer.statusCode).toBe(200);
      const own = join(folder, `${format}-${layer}-${epsg}`);
      mkdirSync(own);
      const path = join(own, `${layer}.${endings[format]}`);
      writeFileSync(path, answer.rawPayload);
      const text = ['-oo', 'X_POSSIBLE_NAMES=lon,x', '-oo', 'Y_POSSIBLE_NAMES=lat,y', '-s_srs', `EPSG:${epsg}`];
      const source = sources[format](path);
      const found = await readByGdal(source, null, format === 'csv' ? text : []);
      const { fields } = FIELDS[layer as 'grids' | 'places'](desk.service.db);
      const shortOf = (name: string) => fields.find((field) => field.name === name)!.short;
      expectSame(found, await items(layer), format === 'shapefile' ? shortOf : (name) => name);
      if (format === 'geopackage' || format === 'shapefile')
        expect(await describedByGdal(source)).toContain(`ID["EPSG",${epsg}]]`);
    });
  });
});
