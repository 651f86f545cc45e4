/** Messages with their WebSocket header, so that one buffer serves every viewer: unmasked, whole, as a server sends them. Pure. */

export const TEXT = 0x81;
export const BINARY = 0x82;

export function framed(kind: typeof TEXT | typeof BINARY, payload: Uint8Array): Buffer {
  return Buffer.concat([frameHead(kind, payload.length), payload]);
}

/** `length`: bytes of the payload. */
export function frameHead(kind: typeof TEXT | typeof BINARY, length: number): Buffer {
  const size = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const head = Buffer.alloc(size);
  head[0] = kind;
  if (size === 2) head[1] = length;
  else if (size === 4) {
    head[1] = 126;
    head.writeUInt16BE(length, 2);
  } else {
    head[1] = 127;
    head.writeUInt32BE(length, 6);
  }
  return head;
}

export function textFrame(message: object): Buffer {
  return framed(TEXT, Buffer.from(JSON.stringify(message)));
}
