/**
 * Which number a grid gets inside its parent. A new division is numbered in rows of the height of the median grid from the
 * north, inside a row from west to east; later grids get the highest number ever used + 1, in the same order among
 * themselves. A number is never given twice. Coordinates in lattice units. Pure.
 */
import type { CodeScheme, GridKind } from '../contract/codes.ts';
import { areaWidth, FREE, gridCodeWidth, numberRange } from './code.ts';

export interface UnnumberedGrid {
  kind: GridKind;
  /** An inner point. */
  x: number;
  y: number;
  /** Height of its box. */
  height: number;
  /** Decides between equal places: the code of the predecessor, or what the file calls it. */
  tie: string;
}

export type NumberRefusal = { ok: false; code: 'codes-exhausted'; at: number };
export type Numbering = { ok: true; codes: string[] } | NumberRefusal;

/**
 * Codes for the grids under one parent, in the order given. `parentCode`: an area, or the grid of micro grids. `used`: every
 * code ever given in the county. Errors: `codes-exhausted`, `at` the first grid without a number.
 */
export function numberGrids(
  scheme: CodeScheme,
  parentCode: string,
  grids: readonly UnnumberedGrid[],
  used: Iterable<string> = [],
): Numbering {
  const taken = [...used];
  const codes: string[] = new Array(grids.length);
  // Kinds without a range of their own count together.
  const next = new Map<string, number>();
  for (const at of numberingOrder(grids)) {
    const { kind } = grids[at]!;
    const { first, last } = numberRange(scheme, kind);
    const range = `${kind === 'micro'} ${first}`;
    const number = next.get(range) ?? highest(scheme, parentCode, kind, taken) + 1;
    if (number > last) return { ok: false, code: 'codes-exhausted', at };
    codes[at] = codeOf(scheme, parentCode, kind, number, taken);
    next.set(range, number + 1);
  }
  return { ok: true, codes };
}

/** The next code under a parent. Errors: `codes-exhausted`, `at` the last number there is. */
export function nextCode(
  scheme: CodeScheme,
  parentCode: string,
  kind: GridKind,
  used: Iterable<string>,
): { ok: true; code: string } | NumberRefusal {
  const taken = [...used];
  const number = highest(scheme, parentCode, kind, taken) + 1;
  const { last } = numberRange(scheme, kind);
  if (number > last) return { ok: false, code: 'codes-exhausted', at: last };
  return { ok: true, code: codeOf(scheme, parentCode, kind, number, taken) };
}

/** Parents with equal text here share their numbers: the scheme may write fewer levels than there are, or none. */
export function numberSpace(scheme: CodeScheme, parentCode: string, kind: GridKind): string {
  return prefixOf(scheme, parentCode, kind, []);
}

/** Positions of the grids in the order of numbering. */
export function numberingOrder(grids: readonly UnnumberedGrid[]): number[] {
  if (grids.length === 0) return [];
  const heights = grids.map(({ height }) => height).sort((a, b) => a - b);
  const row = Math.max(1, heights[heights.length >> 1]!);
  const north = Math.max(...[...chunks(grids)].map((part) => Math.max(...part.map(({ y }) => y))));
  // the first row is centred on the northernmost inner point
  const rowOf = ({ y }: UnnumberedGrid): number => Math.floor((north + row / 2 - y) / row);
  return grids
    .map((grid, at) => ({ grid, at, row: rowOf(grid) }))
    .sort((a, b) => a.row - b.row || a.grid.x - b.grid.x || compareText(a.grid.tie, b.grid.tie) || a.at - b.at)
    .map(({ at }) => at);
}

/** In pieces that fit into the arguments of one call. */
function* chunks<T>(list: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < list.length; at += 10_000) yield list.slice(at, at + 10_000);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** What stands before the number: object class, area digits padded with zeros; for a micro grid the code of its grid. */
function prefixOf(scheme: CodeScheme, parentCode: string, kind: GridKind, used: readonly string[]): string {
  if (kind === 'micro') return parentCode;
  if (scheme.id === FREE.id) return '';
  const area = parentCode.slice(0, areaWidth(scheme)).padEnd(areaWidth(scheme), '0');
  const classWidth = scheme.segments.find(({ name }) => name === 'object-class')?.width ?? 0;
  const known = used.find((code) => code.length >= gridCodeWidth(scheme) && code.startsWith(area, classWidth));
  return (known ?? '').slice(0, classWidth).padEnd(classWidth, '0') + area;
}

function codeOf(
  scheme: CodeScheme,
  parentCode: string,
  kind: GridKind,
  number: number,
  used: readonly string[],
): string {
  const width = String(numberRange(scheme, kind).last).length;
  return prefixOf(scheme, parentCode, kind, used) + String(number).padStart(width, '0');
}

/** The highest number ever given to the kind under this parent; one below the first when none was. */
function highest(scheme: CodeScheme, parentCode: string, kind: GridKind, used: readonly string[]): number {
  const { first, last } = numberRange(scheme, kind);
  const prefix = prefixOf(scheme, parentCode, kind, used);
  const length = prefix.length + String(last).length;
  let found = first - 1;
  for (const code of used) {
    if (code.length !== length || !code.startsWith(prefix)) continue;
    const digits = code.slice(prefix.length);
    const number = /^\d+$/.test(digits) ? Number(digits) : 0;
    if (number >= first && number <= last && number > found) found = number;
  }
  return found;
}
