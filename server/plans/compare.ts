/** Any two of plans and editions of a county side by side, as an object, as a table of buildings, and as features. */
import { assertMay, type Caller } from '../access/caller.ts';
import type { Role } from '../contract/access.ts';
import type { ComparedSide, CompareQuery, PlanComparison } from '../contract/plan-compare.ts';
import { Refusal } from '../contract/problem.ts';
import type { CheckedGrid } from '../coverage/subject.ts';
import type { Database } from '../database/database.ts';
import { type BandRow, bandsUnder } from '../grids/band.ts';
import { listBands } from '../grids/repository.ts';
import type { Standard } from '../partition/standard.ts';
import { comparedPlaces, editionHead } from './compare-repository.ts';
import type { Compared } from './comparison.ts';
import { KeptAnswers } from './kept-answers.ts';
import type { MapThreads } from './map-threads.ts';
import { countyNow } from './publish-repository.ts';
import { planById } from './repository.ts';
import { standingGrids } from './result-repository.ts';
import type { PlanResults } from './results.ts';

/** Views of a plan ask for the same again and again; one of a county is some megabytes. */
const KEPT = 4;

export interface CompareDeps {
  db: Database;
  results: PlanResults;
  threads: MapThreads;
}

interface SideMap {
  readonly head: ComparedSide;
  readonly county: string;
  /** Of a plan; of an edition its county. */
  readonly area: string;
  /** Names its grids: they are the same as long as it is. */
  readonly key: string;
  readonly grids: () => Promise<readonly CheckedGrid[]>;
  /** Of a plan with one of its own. */
  readonly standard: Standard | null;
}

export class PlanCompare {
  readonly #deps: CompareDeps;
  readonly #kept = new KeptAnswers<Compared>(KEPT);

  constructor(deps: CompareDeps) {
    this.#deps = deps;
  }

  /**
   * Over `area`, or the wider of the two plans' areas, or the county. Throws `plan-unknown`, `edition-unknown`, `compare-foreign`,
   * `role-missing`, `area-forbidden`.
   */
  async compare(query: CompareQuery, caller: Caller, roles: readonly Role[]): Promise<PlanComparison> {
    const { db, threads } = this.#deps;
    const [from, to] = [await this.#side(query.from, caller, roles), await this.#side(query.to, caller, roles)];
    if (from.county !== to.county) throw new Refusal('compare-foreign', { from: from.county, to: to.county });
    const { county } = from;
    const area = query.area ?? widest(from, to);
    if (!area.startsWith(county)) throw new Refusal('compare-foreign', { from: county, to: area.slice(0, 6) });
    assertMay(caller, roles, area);
    const { shapes = false } = query;
    // bands, counts and names of the county move its revision
    const { revision } = await countyNow(db, county);
    const compared = await this.#kept.of(`${from.key} ${to.key} ${area} ${shapes} ${revision}`, async () => {
      const places = await comparedPlaces(db, county);
      const bands = bandsOf(await listBands(db), from, to);
      const input = { area, from: await from.grids(), to: await to.grids(), places, bands, shapes };
      return threads.run({ kind: 'compare', input });
    });
    return { from: from.head, to: to.head, area, ...compared };
  }

  async #side(side: string, caller: Caller, roles: readonly Role[]): Promise<SideMap> {
    const { db, results } = this.#deps;
    const [kind, number] = side.split('-');
    const id = Number(number);
    if (kind === 'edition') {
      const edition = await editionHead(db, id);
      if (edition === null) throw new Refusal('edition-unknown', { edition: id });
      const { county } = edition;
      const head = { side, title: null, edition: id, editionNumber: edition.number };
      const grids = () => standingGrids(db, county, id);
      return { head, county, area: county, key: side, grids, standard: null };
    }
    const row = await planById(db, id);
    if (row === null) throw new Refusal('plan-unknown', { plan: id });
    assertMay(caller, roles, row.area);
    const { county, area, title } = row;
    const { edition, grids: made, closed, standard } = await results.result(row);
    const grids = async () => {
      const gone = new Set([...closed, ...made.map(({ code }) => code)]);
      const kept = (await standingGrids(db, county, edition)).filter(({ code }) => !gone.has(code));
      return [...kept, ...made];
    };
    const key = `${side} ${row.version} ${edition}`;
    const editionNumber = (await editionHead(db, edition))!.number;
    const head = { side, title, edition, editionNumber };
    return { head, county, area, key, grids, standard };
  }
}

/** One measure for both sides: the standard of the plan looked at, else of the one it is compared with. */
function bandsOf(bands: readonly BandRow[], from: SideMap, to: SideMap): readonly BandRow[] {
  const { area, standard } = to.standard === null ? from : to;
  return standard === null ? bands : bandsUnder(bands, area, standard);
}

/** What a plan does is within its area; two plans are looked at where both are. */
function widest(from: SideMap, to: SideMap): string {
  const areas = [from, to].filter(({ head }) => head.title !== null).map(({ area }) => area);
  const [one = from.county, other = one] = areas;
  return other.startsWith(one) ? one : one.startsWith(other) ? other : from.county;
}

const COLUMNS = ['place', 'name', 'address', 'households', 'from', 'to', 'lon', 'lat'] as const;

/** The buildings that change grid, as CSV with a byte order mark, for spreadsheets. */
export function comparisonCsv({ buildings }: PlanComparison): string {
  const rows = buildings.map(({ place, name, address, households, from, to, at }) =>
    [place, name, address, households, from, to, at[0], at[1]].map(csvCell).join(','),
  );
  return `\uFEFF${[COLUMNS.join(','), ...rows].join('\r\n')}\r\n`;
}

/** A text that a spreadsheet would take for a formula is told apart by an apostrophe. */
function csvCell(value: string | number | null | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Buildings that change grid as points, borders as lines. */
export function comparisonFeatures({ buildings, borders }: PlanComparison): object {
  const lines = (['old', 'new'] as const).flatMap((border) =>
    borders[border] === null ? [] : [{ type: 'Feature', properties: { border }, geometry: borders[border] }],
  );
  const points = buildings.map(({ at, ...properties }) => ({
    type: 'Feature',
    properties,
    geometry: { type: 'Point', coordinates: at },
  }));
  return { type: 'FeatureCollection', features: [...lines, ...points] };
}
