/**
 * The grids of a check and all their edges, kept in step while grids change: the table of uses, the rows over it and what
 * meets. A change says which open edges it touched, and where.
 */
import { boxOf } from './cell-frame.ts';
import type { CoverageGrid, CoverageInput } from './coverage-input.ts';
import { crossings } from './crossings.ts';
import { EdgeMeetings } from './edge-meetings.ts';
import { EdgeRows } from './edge-rows.ts';
import type { EdgeUses } from './edge-uses.ts';
import { tableOf } from './grid-table.ts';
import { selfCrossings } from './invalid-grids.ts';
import { type Box, boxesMeet, type MultiPolygon } from './polygon.ts';
import { eachSide } from './sides.ts';

/** What changes: the shape of each code from now on, null for a grid that goes. */
export type GridEdit = ReadonlyMap<string, MultiPolygon | null>;

export interface EdgeChange {
  /** Rows that changed, came or went and were or are open. */
  readonly dirty: readonly number[];
  /** Boxes of the grids that changed, as they were and as they are. */
  readonly boxes: readonly Box[];
  /** Codes of which one came or went. */
  readonly codes: ReadonlySet<string>;
}

interface Before {
  readonly state: string;
  readonly isOpen: boolean;
}

const NOT_THERE: Before = { state: '', isOpen: false };

export class GridEdges {
  readonly table: EdgeUses;
  readonly rows: EdgeRows;
  readonly meetings: EdgeMeetings;
  /** The place in `grids` of each owner in the table, −1 for what is no grid. Another array whenever a code comes or goes. */
  numberOf: Int32Array;
  /** Grids whose rings cross themselves, with the place. */
  readonly invalid: Map<string, readonly [number, number]> = new Map();
  #grids: CoverageGrid[];
  readonly #byCode: Map<string, CoverageGrid> = new Map();
  readonly #owners: Map<string, number> = new Map();
  readonly #freeOwners: number[] = [];
  #nextOwner: number;

  /** `grids`: in order of their codes, one each. */
  constructor(grids: readonly CoverageGrid[], input: CoverageInput) {
    const { table, owners } = tableOf(grids, input);
    const pairs = crossings(table);
    this.table = table;
    this.rows = new EdgeRows(table);
    this.meetings = new EdgeMeetings(table, pairs);
    this.#grids = [...grids];
    this.numberOf = Int32Array.from({ length: owners }, (_, owner) => (owner < grids.length ? owner : -1));
    this.#nextOwner = owners;
    for (const [owner, grid] of grids.entries()) {
      this.#owners.set(grid.code, owner);
      this.#byCode.set(grid.code, grid);
    }
    for (const [owner, at] of selfCrossings(table, pairs)) {
      const { code, polygons } = grids[owner]!;
      table.move(owner, polygons, 'grid', 'unjudged');
      this.invalid.set(code, at);
    }
  }

  /** In order of their codes; a view that changes with the grids. */
  get grids(): readonly CoverageGrid[] {
    return this.#grids;
  }

  gridOf(code: string): CoverageGrid | undefined {
    return this.#byCode.get(code);
  }

  /** The place in `grids` of a code that is there. */
  placeOf(code: string): number {
    return this.numberOf[this.#owners.get(code)!]!;
  }

  /** Places in `grids` of those that have anything within a box: some more, none missing. */
  gridsNear(box: Box): Set<number> {
    const [west, south] = box;
    const near = new Set<number>();
    const visit = (owner: number): void => {
      if (this.numberOf[owner]! >= 0) near.add(this.numberOf[owner]!);
    };
    this.rows.eachNear(box, (edge) => this.table.eachOwner(edge, visit));
    // A grid without a side in the box may hold all of it; then it has a side west of its corner.
    this.rows.eachNear([-Infinity, south, west, south], (edge) => this.table.eachOwner(edge, visit));
    for (const number of near) if (!boxesMeet(boxOf(this.#grids[number]!.polygons), box)) near.delete(number);
    return near;
  }

  change(edit: GridEdit): EdgeChange {
    const before = new Map<number, Before>();
    const boxes: Box[] = [];
    const codes = new Set<string>();
    for (const [code, shape] of edit) {
      const old = this.#byCode.get(code)?.polygons;
      if (old !== undefined) {
        boxes.push(boxOf(old));
        this.#judge(code, old, before);
      }
      if (shape !== null) {
        boxes.push(boxOf(shape));
        this.#add(this.#ownerOf(code), shape, before);
      }
      if ((old === undefined) !== (shape === null)) codes.add(code);
    }
    // All uses come before any goes, so that a row that stays in use keeps its number.
    for (const [code, shape] of edit) {
      const old = this.#byCode.get(code)?.polygons;
      if (old !== undefined) this.#drop(this.#owners.get(code)!, old, before);
      if (shape === null) this.#forget(code);
      else this.#byCode.set(code, { code, polygons: shape });
    }
    this.#refile(before);
    for (const [code, shape] of edit) if (shape !== null) this.#setAsideIfCrossed(code, shape, before);
    if (codes.size > 0) this.#number();
    for (const [code, shape] of edit) {
      if (shape !== null) this.#grids[this.placeOf(code)] = this.#byCode.get(code)!;
    }
    const dirty: number[] = [];
    for (const [edge, { state, isOpen }] of before) {
      const isUsed = this.table.isUsed(edge);
      if ((isOpen || (isUsed && this.table.isOpen(edge))) && (!isUsed || this.table.stateOf(edge) !== state)) {
        dirty.push(edge);
      }
    }
    return { dirty, boxes: boxes.filter(([minX, , maxX]) => minX <= maxX), codes };
  }

  #ownerOf(code: string): number {
    const known = this.#owners.get(code);
    if (known !== undefined) return known;
    const owner = this.#freeOwners.pop() ?? this.#nextOwner++;
    this.#owners.set(code, owner);
    return owner;
  }

  #forget(code: string): void {
    const owner = this.#owners.get(code);
    if (owner === undefined) return;
    this.#freeOwners.push(owner);
    this.#owners.delete(code);
    this.#byCode.delete(code);
  }

  #add(owner: number, shape: MultiPolygon, before: Map<number, Before>): void {
    eachSide(shape, (px, py, qx, qy) => {
      const known = this.table.find(px, py, qx, qy);
      if (known >= 0) this.#note(known, before);
      const edge = this.table.addUse(owner, px, py, qx, qy);
      if (known < 0) before.set(edge, NOT_THERE);
    });
  }

  #drop(owner: number, shape: MultiPolygon, before: Map<number, Before>): void {
    eachSide(shape, (px, py, qx, qy) => {
      this.#note(this.table.find(px, py, qx, qy), before);
      this.table.dropUse(owner, px, py, qx, qy);
    });
  }

  #note(edge: number, before: Map<number, Before>): void {
    if (!before.has(edge)) before.set(edge, { state: this.table.stateOf(edge), isOpen: this.table.isOpen(edge) });
  }

  /** A grid that was set aside counts as any other again, until it is looked at anew. */
  #judge(code: string, shape: MultiPolygon, before: Map<number, Before>): void {
    if (!this.invalid.delete(code)) return;
    this.#noteAll(shape, before);
    this.table.move(this.#owners.get(code)!, shape, 'unjudged', 'grid');
  }

  #setAsideIfCrossed(code: string, shape: MultiPolygon, before: Map<number, Before>): void {
    const owner = this.#owners.get(code)!;
    const pairs: number[] = [];
    eachSide(shape, (px, py, qx, qy) => {
      const edge = this.table.find(px, py, qx, qy);
      for (const other of this.meetings.of(edge)) pairs.push(edge, other);
    });
    const at = pairs.length === 0 ? undefined : selfCrossings(this.table, Int32Array.from(pairs)).get(owner);
    if (at === undefined) return;
    this.#noteAll(shape, before);
    this.table.move(owner, shape, 'grid', 'unjudged');
    this.invalid.set(code, at);
  }

  #noteAll(shape: MultiPolygon, before: Map<number, Before>): void {
    eachSide(shape, (px, py, qx, qy) => this.#note(this.table.find(px, py, qx, qy), before));
  }

  /** Takes rows that went out of what is kept by number, and puts new ones in. */
  #refile(before: ReadonlyMap<number, Before>): void {
    for (const edge of before.keys()) {
      if (this.table.isUsed(edge)) continue;
      this.rows.remove(edge);
      this.meetings.remove(edge);
    }
    for (const [edge, was] of before) {
      if (was !== NOT_THERE) continue;
      this.rows.add(edge);
      this.meetings.add(edge, this.rows);
    }
  }

  #number(): void {
    const codes = [...this.#byCode.keys()].sort();
    this.#grids = codes.map((code) => this.#byCode.get(code)!);
    this.numberOf = new Int32Array(this.#nextOwner).fill(-1);
    for (const [number, code] of codes.entries()) this.numberOf[this.#owners.get(code)!] = number;
  }
}
