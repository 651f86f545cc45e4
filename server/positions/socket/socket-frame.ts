/** Messages with their WebSocket header, so that one buffer serves every viewer: unmasked, whole, as a server sends them. Pure. */

export const TEXT = 0x81;
export const BINARY = 0x82;

export function framed(kind: typeof TEXT | typeof BINARY, payload: Uint8Array): Buffer {
  const { length } = payload;
  const head = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(head + length);
  frame[0] = kind;
  if (head === 2) frame[1] = length;
  else if (head === 4) {
    frame[1] = 126;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = 127;
    frame.writeUInt32BE(0, 2);
    frame.writeUInt32BE(length, 6);
  }
  frame.set(payload, head);
  return frame;
}

export function textFrame(message: object): Buffer {
  return framed(TEXT, Buffer.from(JSON.stringify(message)));
}
