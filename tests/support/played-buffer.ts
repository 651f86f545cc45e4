/** The binary answer of GET /api/events/played as the contract tells it, written a second time so that reader and service are judged alike. */

export interface PlayedEvent {
  readonly reported: number;
  /** NaN: open. */
  readonly ended: number;
  readonly serial: number;
  /** 1e-7 degree; null: not located. */
  readonly at: readonly [lon: number, lat: number] | null;
  readonly grid: string | null;
  readonly category: string;
  readonly grade: number;
  readonly state: number;
}

const padded = (bytes: number): number => Math.ceil(bytes / 8) * 8;
const NOWHERE = -(2 ** 31);

export function playedBuffer(events: readonly PlayedEvent[]): ArrayBuffer {
  const categories = [...new Set(events.map(({ category }) => category))];
  const grids = [...new Set(events.flatMap(({ grid }) => (grid === null ? [] : [grid])))];
  const categoryAt = new Map(categories.map((code, n) => [code, n]));
  const gridAt = new Map(grids.map((code, n) => [code, n]));
  const codes = [...categories, ...grids];
  const start = padded(16 + codes.reduce((sum, code) => sum + 1 + code.length, 0));
  const widths = [8, 8, 8, 4, 4, 4, 4, 2, 1, 1];
  const buffer = new ArrayBuffer(start + widths.reduce((sum, width) => sum + padded(width * events.length), 0));
  const view = new DataView(buffer);
  const bytes = new Uint8Array(buffer);
  bytes.set([0x47, 0x5a, 0x45, 0x56]);
  view.setUint16(4, 1, true);
  view.setUint16(6, categories.length, true);
  view.setUint32(8, events.length, true);
  view.setUint32(12, grids.length, true);
  let at = 16;
  for (const code of codes) {
    bytes[at] = code.length;
    bytes.set(new TextEncoder().encode(code), at + 1);
    at += 1 + code.length;
  }
  at = start;
  const column = (width: number, set: (offset: number, event: PlayedEvent) => void) => {
    events.forEach((event, n) => {
      set(at + n * width, event);
    });
    at += padded(width * events.length);
  };
  column(8, (offset, event) => view.setFloat64(offset, event.reported, true));
  column(8, (offset, event) => view.setFloat64(offset, event.ended, true));
  column(8, (offset) => view.setFloat64(offset, Number.NaN, true));
  column(4, (offset, event) => view.setUint32(offset, event.serial, true));
  column(4, (offset, event) => view.setInt32(offset, event.at?.[0] ?? NOWHERE, true));
  column(4, (offset, event) => view.setInt32(offset, event.at?.[1] ?? NOWHERE, true));
  column(4, (offset, { grid }) => view.setUint32(offset, grid === null ? 0xffffffff : gridAt.get(grid)!, true));
  column(2, (offset, { category }) => view.setUint16(offset, categoryAt.get(category)!, true));
  column(1, (offset, { grade }) => view.setUint8(offset, grade));
  column(1, (offset, { state }) => view.setUint8(offset, state));
  return buffer;
}
