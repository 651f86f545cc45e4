/**
 * The whole check of a clean county of 10,000 grids and 330,000 vertices against ST_CoverageInvalidEdges in the embedded database
 * and against `mapshaper -clean`, in turns in one process.
 *
 * What is measured. Ours: the check from the grids' coordinates to the report, hash tables and all; nothing is kept from one
 * run to the next. Theirs: the window function over a table that was loaded before, its invalid edges counted in the database, so no
 * geometry is sent. Mapshaper: finding the shared arcs of rings that are in memory, then `-clean`, by the functions its commands
 * call. The row of `-clean` alone leaves out the arcs too, although ours has no such head start. The last row is all a person
 * waits for: from one GeoJSON text in memory to the text of the answer, for mapshaper by its command line, for ours with
 * reading, the validity gate and the report as JSON.
 * Gate: nothing is found by anyone, and what mapshaper has cleaned has as many polygons of the same area.
 */
import { pathToFileURL } from 'node:url';
import mapshaper, { type Dataset } from 'mapshaper';
import { sql } from '../../server/database/sql.ts';
import { totalAreaM2 } from '../../server/geometry/area.ts';
import { type CoverageGrid, checkCoverage } from '../../server/geometry/coverage.ts';
import { fromGeoJson, toGeoJson } from '../../server/geometry/geojson.ts';
import { checkLayer, type LayerFeature, type LayerReport } from '../../server/geometry/layer-check.ts';
import { checkMultiPolygon } from '../../server/geometry/validity.ts';
import { syntheticCounty } from '../support/synthetic-county.ts';
import { openBenchDatabase } from './bench-database.ts';
import { type BenchRow, type Comparison, interleaveAsync, mustAgree, table, told } from './protocol.ts';

const GRIDS = 10_000;
const ROUNDS = 9;

export async function run(): Promise<BenchRow[]> {
  const grids = syntheticCounty({ grids: GRIDS, vertices: 33, seed: 1 }).map((polygons, i) => ({
    code: `G${String(i).padStart(6, '0')}`,
    polygons,
  }));
  const vertices = grids.reduce((sum, { polygons }) => sum + polygons.flat().reduce((n, r) => n + r.length / 2, 0), 0);
  const bench = await openBenchDatabase();
  try {
    await bench.fill(grids);
    const edges = async (): Promise<number> => {
      const [row] = await bench.db.query<{ n: number }>(sql`
        select count(*)::int as n from (select ST_CoverageInvalidEdges(geom) over () as edges from bench_grid) e
        where edges is not null and not ST_IsEmpty(edges)`);
      return row!.n;
    };
    const ours = () => checkCoverage({ grids });
    mustAgree('clean county, the check', ours().findings.length);
    mustAgree('clean county, ST_CoverageInvalidEdges', await edges());
    mustAgree('clean county, mapshaper -clean', changedByMapshaper(grids));
    const label = `whole check, ${grids.length} clean grids / ${vertices} vertices`;
    const theirs = await interleaveAsync(ours, edges, ROUNDS);
    let dataset: Dataset = imported(grids);
    const whole = await interleaveAsync(
      ours,
      () => cleaned(dataset, true),
      ROUNDS,
      () => {
        dataset = imported(grids);
      },
    );
    const alone = await interleaveAsync(
      ours,
      () => cleaned(dataset, false),
      ROUNDS,
      () => {
        dataset = imported(grids);
        mapshaper.internal.buildTopology(dataset);
      },
    );
    const text = JSON.stringify(collectionOf(grids));
    const byOurs = (): string => reportOf(text);
    const byMapshaper = async (): Promise<string> => {
      const files = await mapshaper.applyCommands('-i in.json -clean -o out.json', { 'in.json': text });
      return Buffer.from(files['out.json']!).toString();
    };
    mustAgree('clean county, the report', (JSON.parse(byOurs()) as LayerReport).findings.length);
    mustAgree('clean county, the command', changedIn(await byMapshaper(), grids));
    const command = await interleaveAsync(byOurs, byMapshaper, ROUNDS);
    return [
      row(`${label}: ST_CoverageInvalidEdges, embedded`, '≥ 10', theirs),
      row(`${label}: mapshaper arcs and -clean`, '≥ 15', whole),
      row(`${label}: mapshaper -clean alone`, '≥ 15', alone),
      row(`${label}: from GeoJSON text to text, mapshaper -i -clean -o`, '–', command),
    ];
  } finally {
    await bench.close();
  }
}

function row(name: string, target: string, result: Comparison): BenchRow {
  const note = `${told(result)}; ${result.aMs.toFixed(0)} ms against ${result.bMs.toFixed(0)} ms`;
  return { name, ratio: result.ratio, target, note };
}

function collectionOf(grids: readonly CoverageGrid[]) {
  const features = grids.map(({ code, polygons }) => ({
    type: 'Feature',
    properties: { code },
    geometry: toGeoJson(polygons),
  }));
  return { type: 'FeatureCollection', features };
}

function imported(grids: readonly CoverageGrid[]): Dataset {
  return mapshaper.internal.importGeoJSON(collectionOf(grids), {});
}

function reportOf(text: string): string {
  const { features } = JSON.parse(text) as ReturnType<typeof collectionOf>;
  const layer = features.map(({ properties: { code }, geometry }): LayerFeature => {
    const read = fromGeoJson(geometry);
    if (!read.ok) throw new Error(read.code);
    return { code, polygons: read.polygons };
  });
  const { judged: _, ...report } = checkLayer(layer);
  return JSON.stringify(report);
}

function cleaned(dataset: Dataset, withArcs: boolean): void {
  if (withArcs) mapshaper.internal.buildTopology(dataset);
  mapshaper.cmd.cleanLayers(dataset.layers, dataset, {});
}

/** How many polygons are gone, new or of another size. */
function changedByMapshaper(grids: readonly CoverageGrid[]): number {
  const dataset = imported(grids);
  cleaned(dataset, true);
  const [file] = mapshaper.internal.exportGeoJSON(dataset, {});
  return changedIn(file!.content, grids);
}

function changedIn(text: string, grids: readonly CoverageGrid[]): number {
  const { features, geometries } = JSON.parse(text) as {
    features?: { geometry: unknown }[];
    geometries?: unknown[];
  };
  const shapes = geometries ?? features!.map(({ geometry }) => geometry);
  if (shapes.length !== grids.length) return Math.abs(shapes.length - grids.length);
  return shapes.filter((shape, i) => {
    const read = fromGeoJson(shape);
    const checked = read.ok ? checkMultiPolygon(read.polygons) : read;
    return !checked.ok || Math.abs(totalAreaM2(checked.polygons) - totalAreaM2(grids[i]!.polygons)) > 1e-3;
  }).length;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  console.log(table(await run()));
}
