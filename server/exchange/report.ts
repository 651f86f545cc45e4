/**
 * The report of an import while it grows: every refused and every repaired row by itself, notes once per code with the
 * number of rows they hold for. What is written into it can be kept as JSON in a database, whatever the file contained.
 */
import type { ImportItem } from '../contract/imports.ts';
import { toDegrees } from '../geometry/lattice.ts';
import type { Box } from '../geometry/polygon.ts';
import type { ReportDraft } from './import-protocol.ts';
import type { Place } from './row-geometry.ts';

export interface Remark {
  /** 1-based; 0 for the file as a whole. */
  row: number;
  code: string;
  params?: Record<string, unknown>;
  key?: string | undefined;
  at?: Place | undefined;
}

/** Reading ends when so many rows are refused: the file or its mapping is wrong as a whole. */
export const MAX_REFUSED = 20_000;

export class Report {
  rows = 0;
  accepted = 0;
  unchanged = 0;
  #refused = new Set<number>();
  #repaired = new Set<number>();
  #items: ImportItem[] = [];
  #notes = new Map<string, ImportItem>();
  #box: Box | null = null;

  get refused(): number {
    return this.#refused.size;
  }

  refuse(remark: Remark): void {
    this.#refused.add(remark.row);
    this.#items.push(item(remark, 'refused'));
  }

  /** A row accepted before and refused by what came later. */
  withdraw(remark: Remark): void {
    if (!this.#refused.has(remark.row)) this.accepted--;
    this.refuse(remark);
  }

  repair(remark: Remark): void {
    this.#repaired.add(remark.row);
    this.#items.push(item(remark, 'repaired'));
  }

  /** Counted once per code; `row` and place are those of the first. */
  note(remark: Remark): void {
    const known = this.#notes.get(remark.code);
    if (known) known.params.rows = (known.params.rows as number) + 1;
    else this.#notes.set(remark.code, item({ ...remark, params: { ...remark.params, rows: 1 } }, 'noted'));
  }

  /** A remark about the file or the whole import. */
  remark(code: string, params: Record<string, unknown> = {}): void {
    this.#notes.set(code, item({ row: 0, code, params }, 'noted'));
  }

  /** Lattice units. */
  extend([minX, minY, maxX, maxY]: Box): void {
    const b = this.#box;
    this.#box =
      b === null
        ? [minX, minY, maxX, maxY]
        : [Math.min(b[0], minX), Math.min(b[1], minY), Math.max(b[2], maxX), Math.max(b[3], maxY)];
  }

  get box(): Box | null {
    return this.#box;
  }

  draft(file: Pick<ReportDraft, 'format' | 'encoding' | 'crs' | 'datum'>): ReportDraft {
    return {
      ...file,
      encoding: printable(file.encoding),
      crs: printable(file.crs),
      rows: this.rows,
      accepted: this.accepted,
      refused: this.#refused.size,
      repaired: this.#repaired.size,
      unchanged: this.unchanged,
      items: [...this.#items, ...this.#notes.values()].sort((a, b) => a.row - b.row),
      bbox: this.#box === null ? null : this.#box.map(toDegrees),
    };
  }
}

function item({ row, code, params, key, at }: Remark, outcome: ImportItem['outcome']): ImportItem {
  return {
    row,
    code,
    outcome,
    params: clean(params ?? {}) as Record<string, unknown>,
    ...(key === undefined || key === '' ? {} : { key: printable(key).slice(0, 100) }),
    ...(at === undefined ? {} : { geometry: { type: 'Point' as const, coordinates: [at[0], at[1]] } }),
  };
}

/** What JSON and a text column can hold: no NUL, no half characters, no numbers that are none. */
function clean(value: unknown): unknown {
  if (typeof value === 'string') return printable(value).slice(0, 500);
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value === 'bigint') return String(value);
  if (Array.isArray(value)) return value.slice(0, 100).map(clean);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [printable(key), clean(one)]));
  }
  return value ?? null;
}

export function printable(text: string): string {
  return text.replaceAll('\u0000', '\ufffd').replaceAll(/\p{Surrogate}/gu, '\ufffd');
}

/** The parameters of a problem, likewise. */
export function cleanParams(params: Record<string, unknown>): Record<string, unknown> {
  return clean(params) as Record<string, unknown>;
}
