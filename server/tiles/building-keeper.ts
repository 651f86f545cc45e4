/** The buildings of every county in memory, read again only where they are others. */
import { setImmediate as turn } from 'node:timers/promises';
import type { Database } from '../database/database.ts';
import { BuildingColumns } from './building-columns.ts';
import { type BuildingRow, buildingMark, buildingPage } from './building-repository.ts';
import { DirtyBoxes } from './dirty-boxes.ts';

/** A page is turned into columns between two answers to others. */
const PAGE = 5000;

interface County {
  readonly code: string;
  readonly mark: string;
  readonly columns: BuildingColumns;
}

export class BuildingKeeper {
  readonly #db: Database;
  #counties: readonly County[] | null = null;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Whether anybody has asked for them. */
  get isLoaded(): boolean {
    return this.#counties !== null;
  }

  get byteLength(): number {
    return (this.#counties ?? []).reduce((sum, { columns }) => sum + columns.byteLength, 0);
  }

  get all(): readonly BuildingColumns[] {
    return (this.#counties ?? []).map(({ columns }) => columns);
  }

  /** Brings them up to date and says where they differ from before; null where all may, because there was no before. */
  async refresh(counties: readonly string[]): Promise<DirtyBoxes | null> {
    const before = new Map((this.#counties ?? []).map((county) => [county.code, county]));
    const wasLoaded = this.isLoaded;
    const dirty = new DirtyBoxes();
    const next: County[] = [];
    for (const code of counties) {
      const known = before.get(code);
      before.delete(code);
      const mark = await buildingMark(this.#db, code);
      if (known?.mark === mark) {
        next.push(known);
        continue;
      }
      const columns = await readBuildings(this.#db, code);
      if (known !== undefined) markDifference(known.columns, columns, dirty);
      else markAll(columns, dirty);
      next.push({ code, mark, columns });
    }
    for (const { columns } of before.values()) markAll(columns, dirty);
    this.#counties = next;
    return wasLoaded ? dirty : null;
  }
}

async function readBuildings(db: Database, county: string): Promise<BuildingColumns> {
  const pages: BuildingRow[][] = [];
  for (let after = 0; ; ) {
    const page = await buildingPage(db, county, after, PAGE);
    pages.push(page);
    if (page.length < PAGE) break;
    after = page.at(-1)!.id;
    await turn();
  }
  return new BuildingColumns(pages);
}

/** Rows are never changed, so those with one id are equal. Both are in order of their ids. */
function markDifference(before: BuildingColumns, after: BuildingColumns, dirty: DirtyBoxes): void {
  let i = 0;
  let k = 0;
  while (i < before.count || k < after.count) {
    const old = i < before.count ? before.ids[i]! : Infinity;
    const own = k < after.count ? after.ids[k]! : Infinity;
    if (old === own) {
      i += 1;
      k += 1;
    } else if (old < own) mark(before, i++, dirty);
    else mark(after, k++, dirty);
  }
}

function markAll(columns: BuildingColumns, dirty: DirtyBoxes): void {
  for (let i = 0; i < columns.count; i++) mark(columns, i, dirty);
}

function mark({ boxes }: BuildingColumns, building: number, dirty: DirtyBoxes): void {
  const at = 4 * building;
  dirty.add([boxes[at]!, boxes[at + 1]!, boxes[at + 2]!, boxes[at + 3]!]);
}
