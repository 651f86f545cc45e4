/** A binary message of /api/live/socket, as contract/live-socket.ts tells its form. Pure. */
import type { WorkerPosition } from '../../../../server/contract/positions.ts';

export interface CellRow {
  readonly worker: number;
  readonly lon: number;
  readonly lat: number;
  readonly ageS: number;
  readonly accuracyM: number;
  readonly coarse: boolean;
  readonly fresh: WorkerPosition['fresh'];
  readonly place: WorkerPosition['place'];
}

const HEAD = 24;
const ROW = 20;
const FORM = 1;

/** The cell a frame is about, and its place in the sequence: what is said of it after the line was lost. */
export function cellOfFrame(bytes: ArrayBuffer): readonly [x: number, y: number, seq: number] {
  const view = new DataView(bytes);
  return [view.getUint32(8, true), view.getUint32(12, true), view.getUint32(4, true)];
}

/** Null: of another form, or cut short. Who has left a cell is of no matter: the list tells who is on duty. */
export function readCellFrame(bytes: ArrayBuffer): readonly CellRow[] | null {
  if (bytes.byteLength < HEAD) return null;
  const view = new DataView(bytes);
  const [rows, gone] = [view.getUint32(16, true), view.getUint32(20, true)];
  if (view.getUint8(1) !== FORM || bytes.byteLength !== HEAD + rows * ROW + gone * 4) return null;
  return Array.from({ length: rows }, (_, index): CellRow => {
    const at = HEAD + index * ROW;
    const flags = view.getUint8(at + 19);
    return {
      worker: view.getUint32(at, true),
      lon: view.getInt32(at + 4, true) / 1e7,
      lat: view.getInt32(at + 8, true) / 1e7,
      ageS: view.getUint16(at + 16, true),
      accuracyM: view.getUint8(at + 18),
      coarse: (flags & 1) !== 0,
      fresh: flags & 4 ? 'lost' : flags & 2 ? 'late' : 'fresh',
      place: flags & 16 ? 'outside' : flags & 8 ? 'other-grid' : 'own-grid',
    };
  });
}
