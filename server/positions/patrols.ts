/** What was patrolled, grid by grid: from the rows of the days, and from what there is to be passed. */
import { assertMay, type Caller, covers } from '../access/caller.ts';
import type { PatrolAnswer, PatrolOfGrid, PatrolQuery } from '../contract/patrols.ts';
import { Refusal } from '../contract/problem.ts';
import type { Database } from '../database/database.ts';
import type { GridFinder } from './grid-finder.ts';
import { loadPatrolGround, type PatrolGround } from './patrol-ground.ts';
import { type PatrolRow, patrolsOf } from './patrol-repository.ts';
import { COUNT_READERS } from './roles.ts';
import { bytesFor, countBits, union } from './rules/bits.ts';
import { isDay, parseDay } from './rules/shanghai-day.ts';

const MOST_DAYS = 62;

export class Patrols {
  readonly #db: Database;
  readonly #finder: GridFinder;
  #ground: { county: string; ground: PatrolGround } | null = null;

  constructor(db: Database, finder: GridFinder) {
    this.#db = db;
    this.#finder = finder;
  }

  /** Throws 'area-forbidden', 'date-invalid', 'period-invalid', 'no-edition'. */
  async list(caller: Caller, { area, grid, from, to }: PatrolQuery): Promise<PatrolAnswer> {
    assertMay(caller, COUNT_READERS, area);
    for (const [name, text] of [
      ['from', from],
      ['to', to],
    ] as const) {
      if (isDay(text)) continue;
      throw new Refusal('date-invalid', { text }, { errors: [{ pointer: name, code: 'date-invalid' }] });
    }
    const days = parseDay(to) - parseDay(from) + 1;
    if (!(days >= 1 && days <= MOST_DAYS)) throw new Refusal('period-invalid', { from, to, days: MOST_DAYS });
    const sums = await this.sums(area, grid, [from, to]);
    if (sums === null) throw new Refusal('no-edition', { county: area.slice(0, 6) });
    return sums;
  }

  /** Of any days, the first and the last, without asking who may. Null: the county has no map. */
  async sums(area: string, grid: string | undefined, days: readonly [string, string]): Promise<PatrolAnswer | null> {
    const county = area.slice(0, 6);
    const map = this.#finder.map(county);
    if (map === undefined) return null;
    const ground = await this.#groundOf(county);
    const byGrid = new Map<string, PatrolRow[]>();
    for (const row of await patrolsOf(this.#db, county, days, grid ?? null)) {
      byGrid.set(row.grid, [...(byGrid.get(row.grid) ?? []), row]);
    }
    const asked = map.grids.filter(({ code, parentCode }) => covers(area, parentCode) && (grid ?? code) === code);
    return { edition: map.edition, grids: asked.map(({ code }) => sumOf(code, byGrid.get(code) ?? [], ground)) };
  }

  async #groundOf(county: string): Promise<PatrolGround> {
    const map = this.#finder.map(county)!;
    if (this.#ground?.county === county && this.#ground.ground.edition === map.edition) return this.#ground.ground;
    const ground = await loadPatrolGround(this.#db, map);
    this.#ground = { county, ground };
    return ground;
  }
}

/** Bits of other editions are left out: they were counted on other ground. */
function sumOf(grid: string, rows: readonly PatrolRow[], ground: PatrolGround): PatrolOfGrid {
  const sum = (of: (row: PatrolRow) => number): number => rows.reduce((total, row) => total + of(row), 0);
  const passed = (kind: 'streets' | 'places') => {
    const total = ground[kind].count(grid);
    const bits = rows
      .filter(({ edition }) => edition === ground.edition)
      .reduce<Uint8Array>((all, row) => union(all, row[kind], bytesFor(total)), new Uint8Array(bytesFor(total)));
    return { passed: countBits(bits), total };
  };
  return {
    ...{ grid, seconds: sum(({ seconds }) => seconds), metres: Math.round(sum(({ metres }) => metres)) },
    ...{ rounds: sum(({ rounds }) => rounds), workers: new Set(rows.map(({ worker }) => worker)).size },
    ...{ days: new Set(rows.filter(({ seconds }) => seconds > 0).map(({ day }) => day)).size },
    ...{ streets: passed('streets'), places: passed('places') },
  };
}
