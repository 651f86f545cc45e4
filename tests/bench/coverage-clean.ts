/**
 * The whole check of a clean county of 10,000 grids and 330,000 vertices against ST_CoverageInvalidEdges in the embedded database
 * and against `mapshaper -clean`, in turns. Mapshaper works in a process of its own, as either leaves garbage to be collected.
 *
 * What is measured. Ours: the check from the grids' coordinates to the report, hash tables and all; nothing is kept from one
 * run to the next. Theirs: the window function over a table that was loaded before, its invalid edges counted in the database, so no
 * geometry is sent. Mapshaper: finding the shared arcs of rings that are in memory, then `-clean`, by the functions its commands
 * call. The row of `-clean` alone leaves out the arcs too, although ours has no such head start. The last row is all that a
 * person waits for, from GeoJSON text in memory to the text of the answer: mapshaper by its command line; ours with reading,
 * the validity gate and the report as JSON.
 * Gate: nothing is found by anyone, and what mapshaper has cleaned has as many polygons of the same area.
 */
import { pathToFileURL } from 'node:url';
import { sql } from '../../server/database/sql.ts';
import { checkCoverage } from '../../server/geometry/coverage.ts';
import { fromGeoJson } from '../../server/geometry/geojson.ts';
import { checkLayer, type LayerFeature, type LayerReport } from '../../server/geometry/layer-check.ts';
import { openBenchDatabase } from './bench-database.ts';
import { cleanCounty, geoJsonOf, MapshaperChild } from './mapshaper-child.ts';
import {
  type BenchRow,
  type Comparison,
  interleaveAsync,
  interleaveTimed,
  mustAgree,
  table,
  told,
} from './protocol.ts';

const ROUNDS = 9;

export async function run(): Promise<BenchRow[]> {
  const grids = cleanCounty();
  const vertices = grids.reduce((sum, { polygons }) => sum + polygons.flat().reduce((n, r) => n + r.length / 2, 0), 0);
  const bench = await openBenchDatabase();
  const mapshaper = new MapshaperChild();
  try {
    await bench.fill(grids);
    const edges = async (): Promise<number> => {
      const [row] = await bench.db.query<{ n: number }>(sql`
        select count(*)::int as n from (select ST_CoverageInvalidEdges(geom) over () as edges from bench_grid) e
        where edges is not null and not ST_IsEmpty(edges)`);
      return row!.n;
    };
    const ours = () => checkCoverage({ grids });
    const text = JSON.stringify(geoJsonOf(grids));
    mustAgree('clean county, the check', ours().findings.length);
    mustAgree('clean county, ST_CoverageInvalidEdges', await edges());
    mustAgree('clean county, mapshaper -clean', await mapshaper.ask('check -clean'));
    mustAgree('clean county, the report', (JSON.parse(reportOf(text)) as LayerReport).findings.length);
    mustAgree('clean county, the command', await mapshaper.ask('check command'));
    const label = `whole check, ${grids.length} clean grids / ${vertices} vertices`;
    return [
      row(`${label}: ST_CoverageInvalidEdges, embedded`, '≥ 10', await interleaveAsync(ours, edges, ROUNDS)),
      row(
        `${label}: mapshaper arcs and -clean`,
        '≥ 15',
        await interleaveTimed(ours, () => mapshaper.ask('arcs and -clean'), ROUNDS),
      ),
      row(
        `${label}: mapshaper -clean alone`,
        '≥ 15',
        await interleaveTimed(ours, () => mapshaper.ask('-clean'), ROUNDS),
      ),
      row(
        `${label}: from text to text, mapshaper -i -clean -o`,
        '–',
        await interleaveTimed(
          () => reportOf(text),
          () => mapshaper.ask('command'),
          ROUNDS,
        ),
      ),
    ];
  } finally {
    mapshaper.close();
    await bench.close();
  }
}

function row(name: string, target: string, result: Comparison): BenchRow {
  const note = `${told(result)}; ${result.aMs.toFixed(0)} ms against ${result.bMs.toFixed(0)} ms`;
  return { name, ratio: result.ratio, target, note };
}

/** From the text of a GeoJSON file to the report as text. */
function reportOf(text: string): string {
  const { features } = JSON.parse(text) as ReturnType<typeof geoJsonOf>;
  const layer = features.map(({ properties: { code }, geometry }): LayerFeature => {
    const read = fromGeoJson(geometry);
    if (!read.ok) throw new Error(read.code);
    return { code, polygons: read.polygons };
  });
  const { judged: _, ...report } = checkLayer(layer);
  return JSON.stringify(report);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  console.log(table(await run()));
}
