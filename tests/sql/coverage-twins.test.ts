/**
 * The coverage check and its SQL twins give the same gaps, overlaps and uncovered buildings: on every real layer that can be
 * loaded, and on a damaged county with a boundary, an exclusion and buildings. Places under a hundredth of a square metre are
 * left out: there the twins' own rounding is as large as what they measure.
 */
import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../server/database/sql.ts';
import { type CoverageInput, type CoverageReport, checkCoverage } from '../../server/geometry/coverage.ts';
import { toGeoJson } from '../../server/geometry/geojson.ts';
import { toDegrees, toUnits } from '../../server/geometry/lattice.ts';
import type { MultiPolygon } from '../../server/geometry/polygon.ts';
import { decodeMultiPolygon } from '../../server/geometry/wkb.ts';
import { openApp, type TestApp } from '../support/app.ts';
import { eachDatabase } from '../support/database.ts';
import { DEFECTS, plantIn } from '../support/defects/catalogue.ts';
import { boxAround, type Planted } from '../support/defects/planted.ts';
import { cleanScene, inputOf, outerGrid, plotsOf, type Scene } from '../support/defects/scene.ts';
import { between, mulberry32 } from '../support/random.ts';
import { AREAS, COUNTY, GRIDS, gridsFile, PLACES } from '../support/small-county.ts';

const FIXTURES = '../shared/fixtures';
/** Below this either side may leave a place out; between it and twice that they may disagree about the limit. */
const LIMIT_M2 = 0.01;

interface Layer {
  readonly file: string;
  readonly county: string;
  /** Numbers of a drawing as degrees near 118° E 30° N. */
  readonly drawn?: true;
  /** Rows that are no polygon, which no import takes. */
  readonly without?: readonly number[];
}

const LAYERS: readonly Layer[] = [
  { file: 'maup-providence/districts.geojson', county: '990201' },
  { file: 'maup-providence/precincts.geojson', county: '990202' },
  { file: 'maup-providence/new_precincts.geojson', county: '990203' },
  { file: 'partition-zoo/bremen.geojson', county: '990204' },
  { file: 'partition-zoo/duesseldorf.geojson', county: '990205' },
  { file: 'partition-zoo/enschede.geojson', county: '990206' },
  { file: 'partition-zoo/indianapolis.geojson', county: '990207' },
  { file: 'partition-zoo/melbourne.geojson', county: '990208' },
  { file: 'partition-zoo/villetta.geojson', county: '990209' },
  { file: 'partition-zoo/rockville.geojson', county: '990210', without: [12, 54] },
  { file: 'coverage-cases/maup_toy_precincts.geojson', county: '990211', drawn: true },
];

interface TwinGap {
  area_m2: number;
  grids: string[];
  box: [number, number, number, number];
}

eachDatabase((_name, open) => {
  let service: TestApp;
  beforeAll(async () => {
    service = await openApp(await open());
  });
  afterAll(() => service.close());

  describe('real layers', () => {
    for (const { file, county, drawn, without } of LAYERS) {
      const present = existsSync(`${FIXTURES}/${file}`);
      it.skipIf(!present)(`${file}${present ? '' : `: skipped, ${FIXTURES}/${file} not found`}`, async () => {
        const text = readFileSync(`${FIXTURES}/${file}`, 'utf8');
        await load('grids', 'layer.geojson', prepared(text, drawn, without), {
          county: `${county}:Layer`,
          scheme: 'free',
        });
        await compare(county, {});
      });
    }
  });

  it('a damaged county with a boundary, an exclusion and buildings', async () => {
    const county = '990220';
    const scene = damagedCounty();
    const { exclusion, points } = await loadScene(county, scene);
    await compare(county, { universe: scene.universe, exclusions: exclusion, points });
    const rows = await service.db.query<{ code: string }>(sql`select code from coverage_uncovered(${county})`);
    expect(rows.length).toBeGreaterThan(10);
  });

  it('an area below the county, and a past instant', async () => {
    const community = `${COUNTY}001001`;
    const [first, second, ...others] = GRIDS;
    await load('areas', 'areas.geojson', AREAS, { datum: 'wgs84' });
    await load('grids', 'grids.geojson', gridsFile([first!, ...others]), { county: COUNTY, datum: 'wgs84' });
    await load('places', 'places.csv', PLACES.replaceAll(second!.code, ''), { county: COUNTY, datum: 'wgs84' });
    const told = async (area: string, at: Date) => {
      const places = await service.db.query<{ codes: string[] }>(sql`
        select to_json(array(select code from coverage_uncovered(${area}, ${at}))) as codes`);
      const gaps = await service.db.query<{ grids: string[]; m2: number }>(sql`
        select to_json(grids) as grids, round(area_m2)::int as m2 from coverage_gaps(${area}, ${at})`);
      return { gaps, uncovered: places[0]!.codes };
    };
    const before = new Date();
    const gap = { grids: [first!.code, `${community}003`], m2: 1_069_521 };
    expect(await told(community, before)).toEqual({ gaps: [gap], uncovered: ['b2'] });
    expect(await told(COUNTY, before)).toEqual({ gaps: [gap], uncovered: ['b2'] });
    await load('grids', 'grids.geojson', gridsFile([first!, second!, ...others]), { county: COUNTY, datum: 'wgs84' });
    expect(await told(community, new Date())).toEqual({ gaps: [], uncovered: [] });
    expect(await told(community, before)).toEqual({ gaps: [gap], uncovered: ['b2'] });
  });

  async function load(layer: 'grids' | 'areas' | 'places', name: string, text: string, options: object): Promise<void> {
    const job = await service.importText(layer, name, text, options);
    expect([job.state, job.problem]).toEqual(['done', null]);
  }

  async function loadScene(
    county: string,
    scene: Scene,
  ): Promise<{ exclusion: MultiPolygon; points: NonNullable<CoverageInput['points']> }> {
    const feature = (properties: object, shape: MultiPolygon) => ({
      type: 'Feature',
      properties,
      geometry: toGeoJson(shape),
    });
    const collection = (features: object[]) => JSON.stringify({ type: 'FeatureCollection', features });
    const area = feature({ code: county, name: '试验县', level: 'county' }, scene.universe);
    await load('areas', 'areas.geojson', collection([area]), { datum: 'wgs84' });
    const grids = [...scene.grids].map(([code, shape]) => feature({ code, name: code, parentCode: county }, shape));
    await load('grids', 'grids.geojson', collection(grids), { county, scheme: 'free', datum: 'wgs84' });
    const points = inputOf(scene, true).points!;
    const rows = points.codes.map(
      (code, i) =>
        `${code},building,${points.households[i]},${toDegrees(points.xy[2 * i]!)},${toDegrees(points.xy[2 * i + 1]!)}`,
    );
    await load('places', 'places.csv', ['code,kind,households,lon,lat', ...rows].join('\n'), {
      county,
      datum: 'wgs84',
    });
    const [x, y] = [toUnits(118.03), toUnits(30.73)];
    const exclusion = [[Int32Array.of(x, y, x + 90_000, y + 7, x + 90_011, y + 70_000, x - 3, y + 70_000)]];
    await service.db.query(sql`
      insert into coverage_exclusion (county_code, area_code, kind, name, reason, author, area_m2, lattice)
      values (${county}, ${county}, 'water', '湖', '湖面', 'test', 1, ST_Multi(ST_SetSRID(ST_SnapToGrid(ST_Scale(
        ST_GeomFromGeoJSON(${JSON.stringify(toGeoJson(exclusion))}), 1e7, 1e7), 1), 0)))`);
    return { exclusion, points };
  }

  async function compare(county: string, rest: Partial<CoverageInput>): Promise<void> {
    const rows = await service.db.query<{ code: string; wkb: Uint8Array }>(sql`
      select code, ST_AsBinary(lattice) as wkb from coverage_layer(${county})`);
    const grids = rows.map(({ code, wkb }) => ({ code, polygons: decodeMultiPolygon(wkb, 'lattice') }));
    const report = checkCoverage({ ...rest, grids, minAreaM2: 0, mouthM: 0 });
    expect(differentOverlaps(report, await overlaps(county))).toEqual([]);
    expect(differentGaps(report, await gaps(county))).toEqual([]);
    const uncovered = await service.db.query<{ code: string }>(sql`select code from coverage_uncovered(${county})`);
    expect(uncovered.map(({ code }) => code)).toEqual(
      report.findings.flatMap(({ kind, place }) => (kind === 'building-uncovered' ? [place] : [])).sort(),
    );
  }

  async function gaps(county: string): Promise<TwinGap[]> {
    return service.db.query<TwinGap>(sql`
      select area_m2, to_json(grids) as grids, json_build_array(ST_XMin(lattice), ST_YMin(lattice), ST_XMax(lattice), ST_YMax(lattice)) as box
      from coverage_gaps(${county}, min_m2 => ${LIMIT_M2})`);
  }

  async function overlaps(county: string): Promise<Map<string, number>> {
    const rows = await service.db.query<{ pair: string; m2: number }>(sql`
      select a || ' ' || b as pair, sum(area_m2) as m2 from coverage_overlaps(${county}, min_m2 => 0) group by a, b`);
    return new Map(rows.map(({ pair, m2 }) => [pair, m2]));
  }
});

/** Every gap of one side has one of the other at its place, of its size, with its neighbours. */
function differentGaps({ findings }: CoverageReport, twins: readonly TwinGap[]): unknown[] {
  const ours = findings.filter(({ kind }) => kind.startsWith('gap') || kind === 'missing-cell');
  const left = new Set(ours);
  const different: unknown[] = [];
  for (const { area_m2, grids, box } of twins) {
    const here = [...left].find(
      ({ at: [x, y], areaM2 }) =>
        x >= box[0] - 1 && x <= box[2] + 1 && y >= box[1] - 1 && y <= box[3] + 1 && isAlike(areaM2!, area_m2),
    );
    if (here !== undefined) left.delete(here);
    if (here === undefined && area_m2 >= 2 * LIMIT_M2) different.push(['only the twin', area_m2, grids, box]);
    // The twin also names grids that touch in a point.
    if (here?.grids.some((code) => !grids.includes(code))) different.push(['neighbours', here.grids, grids]);
  }
  const missed = [...left].filter(({ areaM2 }) => areaM2! >= 2 * LIMIT_M2);
  return [...different, ...missed.map(({ kind, areaM2, grids, at }) => ['only the check', kind, areaM2, grids, at])];
}

function differentOverlaps(report: CoverageReport, twins: ReadonlyMap<string, number>): unknown[] {
  const ours = sharedByPair(report);
  return [...new Set([...ours.keys(), ...twins.keys()])]
    .map((pair) => [pair, ours.get(pair) ?? 0, twins.get(pair) ?? 0] as const)
    .filter(([, a, b]) => Math.max(a, b) >= LIMIT_M2 && !isAlike(a, b));
}

/** Square metres that two grids share. A grid that lies in another is told once, with all of its ground. */
function sharedByPair({ findings }: CoverageReport): Map<string, number> {
  const whole = new Map<string, number>();
  const shared = new Map<string, number>();
  for (const { kind, grids, areaM2 } of findings) {
    const into = kind === 'overlap' ? shared : kind === 'contained' || kind === 'duplicate' ? whole : undefined;
    if (into === undefined) continue;
    for (const a of grids) {
      for (const b of grids) if (a < b) into.set(`${a} ${b}`, (into.get(`${a} ${b}`) ?? 0) + areaM2!);
    }
  }
  return new Map([...shared, ...whole]);
}

function isAlike(a: number, b: number): boolean {
  return Math.abs(a - b) <= 0.003 + 1e-6 * Math.max(a, b);
}

/** Every kind of damage of every size that is valid ring by ring, one to a plot, and buildings all over the county. */
function damagedCounty(): Scene {
  const random = mulberry32(20261122);
  const scene = cleanScene(8, 31);
  const plots = plotsOf(scene);
  const planted: Planted[] = [];
  const building = (code: string, x: number, y: number) => ({ code, x, y, households: 2 });
  const wanted = DEFECTS.filter(({ name }) => name !== 'twisted border').flatMap((defect) =>
    (defect.sizes.length === 0 ? [1] : defect.sizes.filter((_, i) => i % 2 === 0)).map((size) => ({ defect, size })),
  );
  for (const { defect, size } of wanted.sort((a, b) => Number(b.defect.atOutline) - Number(a.defect.atOutline))) {
    const at = plots.findIndex((plot) => (outerGrid(scene, plot) !== null) === defect.atOutline);
    planted.push(plantIn(scene, plots.splice(at, 1)[0]!, defect, size, random));
  }
  // One building in the middle of every damage, and others anywhere in and around the county.
  scene.buildings.push(
    ...planted.map(({ box }, i) =>
      building(`m${i}`, Math.round((box[0] + box[2]) / 2), Math.round((box[1] + box[3]) / 2)),
    ),
  );
  const [minX, minY, maxX, maxY] = boxAround(scene.universe[0]![0]!);
  for (let i = 0; i < 300; i++) {
    const [x, y] = [between(random, minX - 9_000, maxX + 9_000), between(random, minY - 9_000, maxY + 9_000)];
    scene.buildings.push(building(`r${i}`, x, y));
  }
  return scene;
}

/** The features that can be loaded; a drawing on a square of two units with a hundredth of a degree for each. */
function prepared(text: string, drawn = false, without: readonly number[] = []): string {
  const scale = (value: unknown): unknown =>
    Array.isArray(value) && typeof value[0] === 'number'
      ? [118 + value[0] * 0.01, 30 + (value[1] as number) * 0.01]
      : Array.isArray(value)
        ? value.map(scale)
        : value;
  const { features } = JSON.parse(text) as { features: { geometry: { type: string; coordinates: unknown } }[] };
  const kept = features
    .filter((_, row) => !without.includes(row))
    .map(({ geometry }, row) => ({
      type: 'Feature',
      properties: { code: `R${row}`, name: `R${row}` },
      geometry: drawn ? { ...geometry, coordinates: scale(geometry.coordinates) } : geometry,
    }));
  return JSON.stringify({ type: 'FeatureCollection', features: kept });
}
