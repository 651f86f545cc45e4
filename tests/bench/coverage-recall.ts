/**
 * What each method finds of damage of every kind and size, and what it says of places where nothing is wrong. The damage and the
 * places are those of the property tests (tests/support/defects). Counties of 121 plots, one defect in nearly each.
 *
 * The check: every expected finding with its kind, codes and area, and no other. It is told the outline, as of any area.
 * ST_CoverageInvalidEdges: an edge anywhere in the box of the defect will do. Coordinates are lattice units, exact for it too,
 * and its gap width is converted. Union holes: a hole of the union of the valid polygons that meets the box will do.
 * A false alarm is an edge or a hole that meets no defect's box. What is no wrong coverage of one layer (enclaves, second
 * parts, micro grids, buildings near a border) is not asked of the others.
 */
import { pathToFileURL } from 'node:url';
import { sql } from '../../server/database/sql.ts';
import { metresPerUnitX, metresPerUnitY } from '../../server/geometry/distance.ts';
import type { Box } from '../../server/geometry/polygon.ts';
import { DEFECTS, type Defect, plantIn } from '../support/defects/catalogue.ts';
import { judge, type Planted } from '../support/defects/planted.ts';
import { cleanScene, findingsOf, outerGrid, plotsOf, type Scene } from '../support/defects/scene.ts';
import { mulberry32, shuffle } from '../support/random.ts';
import { type BenchDatabase, openBenchDatabase } from './bench-database.ts';
import { type BenchRow, table } from './protocol.ts';

const SCENES = 10;
const PLOTS_ACROSS = 11;
const GAP_WIDTHS_M = [0, 0.05, 1, 10];
const METHODS = ['the check', ...GAP_WIDTHS_M.map((width) => `edges ${width} m`), 'union holes'] as const;
/** Nothing that the grids of one layer cover wrongly. */
const NOT_WRONG = [
  'enclave',
  'grid of two parts',
  'micro grid outside its grid',
  'ground plan astride a border',
  'building near a border',
];

interface Wanted {
  readonly defect: Defect;
  readonly areaM2: number;
}

interface Trial extends Wanted {
  readonly planted: Planted;
  /** One for each method. */
  found: boolean[];
}

export async function run(): Promise<BenchRow[]> {
  const bench = await openBenchDatabase();
  const trials: Trial[] = [];
  const alarms = METHODS.map(() => 0);
  try {
    for (let seed = 1; seed <= SCENES; seed++) {
      const scene = cleanScene(PLOTS_ACROSS, seed);
      const here = damage(scene, seed);
      const verdicts = [verdictOfCheck(scene, here), ...(await verdictsOfOthers(bench, scene, here))];
      verdicts.forEach(({ found, falseAlarms }, method) => {
        here.forEach((trial, i) => {
          trial.found[method] = found[i]!;
        });
        alarms[method]! += falseAlarms;
      });
      trials.push(...here);
    }
  } finally {
    await bench.close();
  }
  process.stdout.write(`${tables(trials, alarms)}\n`);
  return METHODS.map((method, i) => rowOf(method, i, trials, alarms[i]!));
}

/** Every kind in every size once, each in a plot of its own, in another order each time. */
function damage(scene: Scene, seed: number): Trial[] {
  const random = mulberry32(seed);
  const wanted: Wanted[] = DEFECTS.flatMap((defect) =>
    (defect.sizes.length === 0 ? [Number.NaN] : defect.sizes).map((areaM2) => ({ defect, areaM2 })),
  );
  const plots = shuffle(random, plotsOf(scene));
  const outer = plots.filter((plot) => outerGrid(scene, plot) !== null);
  const others = plots.filter((plot) => outerGrid(scene, plot) === null);
  return wanted
    .sort((a, b) => Number(b.defect.atOutline) - Number(a.defect.atOutline))
    .flatMap((one) => {
      const plot = one.defect.atOutline ? outer.pop() : (others.pop() ?? outer.pop());
      if (plot === undefined) throw new Error('more damage than plots');
      return [{ ...one, planted: plantIn(scene, plot, one.defect, one.areaM2 || 1, random), found: [] }];
    });
}

interface Verdict {
  /** For each defect. */
  readonly found: boolean[];
  readonly falseAlarms: number;
}

function verdictOfCheck(scene: Scene, trials: readonly Trial[]): Verdict {
  const { falseAlarms, missed } = judge(
    findingsOf(scene, true),
    trials.map(({ planted }) => planted),
    ({ expected }) => expected,
  );
  const names = new Set(missed.map((text) => text.slice(0, text.indexOf(': {'))));
  return { found: trials.map(({ planted }) => !names.has(planted.name)), falseAlarms: falseAlarms.length };
}

async function verdictsOfOthers(
  { db, fill }: BenchDatabase,
  scene: Scene,
  trials: readonly Trial[],
): Promise<Verdict[]> {
  const y = scene.universe[0]![0]![1]!;
  // A unit is 0.96 cm by 1.11 cm: the widths are right to a twelfth, and the coordinates stay exact.
  const metresPerUnit = (metresPerUnitX(y) + metresPerUnitY(y)) / 2;
  await fill([...scene.grids].map(([code, polygons]) => ({ code, polygons })));
  const verdicts: Verdict[] = [];
  for (const width of GAP_WIDTHS_M) {
    const edges = await db.query<{ box: Box }>(sql`
      select json_build_array(ST_XMin(d.geom), ST_YMin(d.geom), ST_XMax(d.geom), ST_YMax(d.geom)) as box
      from (select ST_CoverageInvalidEdges(geom, ${width / metresPerUnit}::float8) over () as edges from bench_grid) e, lateral ST_Dump(e.edges) d`);
    verdicts.push(
      verdictOf(
        edges.map(({ box }) => box),
        trials,
      ),
    );
  }
  const holes = await db.query<{ box: Box }>(sql`
    select json_build_array(ST_XMin(r.geom), ST_YMin(r.geom), ST_XMax(r.geom), ST_YMax(r.geom)) as box
    from (select ST_Union(geom) as geom from bench_grid where ST_IsValid(geom)) u, lateral ST_Dump(u.geom) p,
         lateral ST_DumpRings(p.geom) r where r.path[1] > 0`);
  return [
    ...verdicts,
    verdictOf(
      holes.map(({ box }) => box),
      trials,
    ),
  ];
}

function verdictOf(places: readonly Box[], trials: readonly Trial[]): Verdict {
  const meets = (a: Box, b: Box) => a[0] <= b[2] + 1 && b[0] <= a[2] + 1 && a[1] <= b[3] + 1 && b[1] <= a[3] + 1;
  return {
    found: trials.map(({ planted }) => places.some((place) => meets(place, planted.box))),
    falseAlarms: places.filter((place) => !trials.some(({ planted }) => meets(place, planted.box))).length,
  };
}

function isAsked({ defect }: Wanted, method: number): boolean {
  return method === 0 || !NOT_WRONG.includes(defect.name);
}

function rowOf(method: string, index: number, trials: readonly Trial[], alarms: number): BenchRow {
  const asked = trials.filter((trial) => isAsked(trial, index));
  const found = asked.filter((trial) => trial.found[index]).length;
  return {
    name: `recall of damage, ${method}, %`,
    ratio: (100 * found) / asked.length,
    target: index === 0 ? '100, no false alarm' : '–',
    note: `${found} of ${asked.length} found, ${alarms} false alarms`,
  };
}

/** Found of planted, by kind and by size. */
function tables(trials: readonly Trial[], alarms: readonly number[]): string {
  const sizeOf = ({ areaM2 }: Wanted): string => (Number.isNaN(areaM2) ? 'whole grid' : `${areaM2} m²`);
  const line = (name: string, cells: readonly string[]) => `| ${[name, ...cells].join(' | ')} |`;
  const grouped = (title: string, nameOf: (trial: Trial) => string): string[] => [
    line(title, METHODS),
    line(
      '---',
      METHODS.map(() => '---'),
    ),
    ...[...new Set(trials.map(nameOf))].map((name) =>
      line(
        name,
        METHODS.map((_, method) => {
          const asked = trials.filter((trial) => nameOf(trial) === name && isAsked(trial, method));
          return asked.length === 0 ? '–' : `${asked.filter(({ found }) => found[method]).length} of ${asked.length}`;
        }),
      ),
    ),
  ];
  const byKind = grouped('kind of damage', ({ defect }) => defect.name);
  const bySize = grouped('size', sizeOf);
  return ['', ...byKind, line('false alarms', alarms.map(String)), '', ...bySize, ''].join('\n');
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  console.log(table(await run()));
}
