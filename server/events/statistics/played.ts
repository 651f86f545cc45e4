/** The binary answer of GET /api/events/played: its layout is told in the contract. Pure. */
import type { EventColumns } from '../columns/event-columns.ts';
import type { EventPage } from '../columns/event-page.ts';
import type { Selects } from './selection.ts';

const HEADER = 16;
export const NO_GRID = 0xffffffff;

interface Found {
  readonly page: EventPage;
  readonly i: number;
}

/** Events that were open, or new, from (inclusive) to (exclusive). */
export function encodePlayed(columns: EventColumns, from: number, to: number, selects: Selects): Uint8Array {
  const found: Found[] = [];
  for (const page of columns.pages()) {
    if (page.earliest >= to) continue;
    for (let i = 0; i < page.size; i++) {
      // ended NaN: open
      if (page.reported[i]! < to && !(page.ended[i]! < from) && selects(page, i)) found.push({ page, i });
    }
  }
  found.sort((a, b) => a.page.reported[a.i]! - b.page.reported[b.i]! || a.page.first + a.i - b.page.first - b.i);
  const categories = new Codes();
  const grids = new Codes();
  const category = found.map(({ page, i }) => categories.index(columns.categoryCode(page.category[i]!)));
  const grid = found.map(({ page, i }) =>
    page.grid[i] === 0 ? NO_GRID : grids.index(columns.grids.text(page.grid[i]!)),
  );
  const codes = Buffer.concat([...categories.list, ...grids.list].map((code) => Buffer.from(`\0${code}`, 'latin1')));
  let at = 0;
  for (const code of [...categories.list, ...grids.list]) {
    codes[at] = code.length;
    at += code.length + 1;
  }
  const count = found.length;
  const start = padded(HEADER + codes.length);
  const widths = [8, 8, 8, 4, 4, 4, 4, 2, 1, 1];
  const bytes = new Uint8Array(start + widths.reduce((sum, width) => sum + padded(width * count), 0));
  const view = new DataView(bytes.buffer);
  bytes.set(Buffer.from('GZEV', 'latin1'));
  view.setUint16(4, 1, true);
  view.setUint16(6, categories.list.length, true);
  view.setUint32(8, count, true);
  view.setUint32(12, grids.list.length, true);
  bytes.set(codes, HEADER);
  let column = start;
  const write = (width: number, set: (offset: number, n: number) => void): void => {
    for (let n = 0; n < count; n++) set(column + n * width, n);
    column += padded(width * count);
  };
  const double = (field: 'reported' | 'ended' | 'due') =>
    write(8, (offset, n) => view.setFloat64(offset, found[n]!.page[field][found[n]!.i]!, true));
  double('reported');
  double('ended');
  double('due');
  write(4, (offset, n) => view.setUint32(offset, found[n]!.page.first + found[n]!.i, true));
  write(4, (offset, n) => view.setInt32(offset, found[n]!.page.x[found[n]!.i]!, true));
  write(4, (offset, n) => view.setInt32(offset, found[n]!.page.y[found[n]!.i]!, true));
  write(4, (offset, n) => view.setUint32(offset, grid[n]!, true));
  write(2, (offset, n) => view.setUint16(offset, category[n]!, true));
  write(1, (offset, n) => view.setUint8(offset, found[n]!.page.grade[found[n]!.i]!));
  write(1, (offset, n) => view.setUint8(offset, found[n]!.page.state[found[n]!.i]!));
  return bytes;
}

const padded = (bytes: number): number => Math.ceil(bytes / 8) * 8;

class Codes {
  readonly list: string[] = [];
  readonly #indexes = new Map<string, number>();

  index(code: string): number {
    const known = this.#indexes.get(code);
    if (known !== undefined) return known;
    this.#indexes.set(code, this.list.length);
    return this.list.push(code) - 1;
  }
}
