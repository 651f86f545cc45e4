/**
 * An area's map on a sheet: which way the paper lies, where the table of its grids goes, and the frame that is left for the map. The
 * largest scale wins; the table goes on sheets of its own only where it would take too much from the map. Millimetres. Pure.
 */
import { PAGES, type PaperName, type Size } from '../../print/page-sizes.ts';
import { paperOf } from '../../print/paper.ts';
import type { Box } from '../../print/plane.ts';

/** Of A4; on A3 all of it grows. */
const A4 = { margin: 10, head: 16, foot: 21, gap: 3, row: 5.2, column: 90 } as const;
const GROWTH: Record<PaperName, number> = { a4: 1, a3: 1.4 };
/** A map lower than this part of its room is too small beside its table. */
const LEAST_MAP = 0.45;
/** How much smaller the map may become so that the table is on the same sheet. */
const WORTH = 1.5;

export type Measures = Readonly<Record<keyof typeof A4, number>>;
type Columns<T> = readonly (readonly T[])[];

export interface SheetLayout<T> {
  readonly lies: 'portrait' | 'landscape';
  readonly page: Size;
  readonly measures: Measures;
  readonly map: Size;
  readonly table: 'below' | 'beside' | 'after';
  /** Beside or below the map. */
  readonly columns: Columns<T>;
  /** Of the sheets that follow. */
  readonly more: readonly Columns<T>[];
  /** Of one column, millimetres. */
  readonly columnWidth: number;
}

export const measuresOf = (paper: PaperName): Measures => {
  const grown = Object.entries(A4).map(([name, mm]) => [name, mm * GROWTH[paper]]);
  return Object.fromEntries(grown) as Measures;
};

/** So many rows a column; no heading is the last of its column. */
export function columnsOf<T>(rows: readonly T[], most: number, isHeading: (row: T) => boolean): T[][] {
  const columns: T[][] = [];
  let left = [...rows];
  while (left.length > 0) {
    let end = Math.min(most, left.length);
    while (end > 1 && end < left.length && isHeading(left[end - 1]!)) end--;
    columns.push(left.slice(0, end));
    left = left.slice(end);
  }
  return columns;
}

export function layoutOf<T>(
  paper: PaperName,
  box: Box,
  rows: readonly T[],
  isHeading: (row: T) => boolean,
): SheetLayout<T> {
  const scaleOf = ({ map }: SheetLayout<T>) => paperOf(box, map).scale;
  // of two at one scale, the frame that the area fills better
  const isBetter = (one: SheetLayout<T>, other: SheetLayout<T>) =>
    scaleOf(one) < scaleOf(other) || (scaleOf(one) === scaleOf(other) && areaOf(one.map) < areaOf(other.map));
  const largest = (layouts: readonly SheetLayout<T>[]) =>
    layouts.reduce<SheetLayout<T> | null>((best, one) => (best === null || isBetter(one, best) ? one : best), null);
  const sheets = (['portrait', 'landscape'] as const).map((lies) => sheetOf(paper, lies));
  const together = largest(
    sheets.flatMap((sheet) => [below(sheet, rows, isHeading), beside(sheet, rows, isHeading)].flat()),
  );
  const apart = largest(sheets.map((sheet) => after(sheet, rows, isHeading)))!;
  return together !== null && scaleOf(together) <= scaleOf(apart) * WORTH ? together : apart;
}

const areaOf = ({ width, height }: Size): number => width * height;

type Sheet = ReturnType<typeof sheetOf>;

function sheetOf(paper: PaperName, lies: 'portrait' | 'landscape') {
  const measures = measuresOf(paper);
  const { margin, head, foot, gap, column, row } = measures;
  const { width: short, height: long } = PAGES[paper];
  const page = lies === 'portrait' ? { width: short, height: long } : { width: long, height: short };
  const room = { width: page.width - 2 * margin, height: page.height - 2 * margin - head - foot - 2 * gap };
  const most = Math.floor((room.width + gap) / (column + gap));
  return {
    lies,
    page,
    measures,
    room,
    most,
    columnWidth: (room.width - (most - 1) * gap) / most,
    rowsHigh: Math.floor(room.height / row) - 1,
  };
}

function below<T>(sheet: Sheet, rows: readonly T[], isHeading: (row: T) => boolean): SheetLayout<T>[] {
  const { lies, page, measures, room, most, columnWidth, rowsHigh } = sheet;
  for (let high = Math.ceil(rows.length / most); high <= rowsHigh; high++) {
    const columns = columnsOf(rows, high, isHeading);
    if (columns.length > most) continue;
    const height = room.height - measures.gap - (high + 1) * measures.row;
    if (height < room.height * LEAST_MAP) return [];
    return [
      { lies, page, measures, map: { width: room.width, height }, table: 'below', columns, more: [], columnWidth },
    ];
  }
  return [];
}

function beside<T>(sheet: Sheet, rows: readonly T[], isHeading: (row: T) => boolean): SheetLayout<T>[] {
  const { lies, page, measures, room, rowsHigh } = sheet;
  const columns = columnsOf(rows, rowsHigh, isHeading);
  const width = room.width - measures.column - measures.gap;
  if (columns.length > 1 || width < room.width * LEAST_MAP) return [];
  const map = { width, height: room.height };
  return [{ lies, page, measures, map, table: 'beside', columns, more: [], columnWidth: measures.column }];
}

function after<T>(sheet: Sheet, rows: readonly T[], isHeading: (row: T) => boolean): SheetLayout<T> {
  const { lies, page, measures, room, most, columnWidth, rowsHigh } = sheet;
  const columns = columnsOf(rows, rowsHigh, isHeading);
  const more: T[][][] = [];
  for (let i = 0; i < columns.length; i += most) more.push(columns.slice(i, i + most));
  return { lies, page, measures, map: room, table: 'after', columns: [], more, columnWidth };
}
