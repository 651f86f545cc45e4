/** A binary message of the socket as a client reads it, by what contract/live-socket.ts says. */
export interface CellMessage {
  kind: 'snapshot' | 'tick';
  seq: number;
  cell: [number, number];
  rows: {
    id: number;
    lon: number;
    lat: number;
    speed: number;
    course: number;
    age: number;
    accuracy: number;
    flags: number;
  }[];
  gone: number[];
}

export function readCellMessage(bytes: Uint8Array): CellMessage {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint8(1) !== 1) throw new Error('another version');
  const [rows, gone] = [view.getUint32(16, true), view.getUint32(20, true)];
  if (bytes.byteLength !== 24 + rows * 20 + gone * 4) throw new Error('not as long as it says');
  return {
    kind: view.getUint8(0) === 1 ? 'snapshot' : 'tick',
    seq: view.getUint32(4, true),
    cell: [view.getUint32(8, true), view.getUint32(12, true)],
    rows: Array.from({ length: rows }, (_, i) => {
      const at = 24 + i * 20;
      return {
        ...{
          id: view.getUint32(at, true),
          lon: view.getInt32(at + 4, true) / 1e7,
          lat: view.getInt32(at + 8, true) / 1e7,
        },
        ...{
          speed: view.getUint16(at + 12, true),
          course: view.getUint16(at + 14, true),
          age: view.getUint16(at + 16, true),
        },
        ...{ accuracy: view.getUint8(at + 18), flags: view.getUint8(at + 19) },
      };
    }),
    gone: Array.from({ length: gone }, (_, i) => view.getUint32(24 + rows * 20 + i * 4, true)),
  };
}
