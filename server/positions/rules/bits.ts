/** Which of some numbered things were passed, as bits. Pure. */

export function setBit(bits: Uint8Array, number: number): void {
  bits[number >> 3]! |= 1 << (number & 7);
}

export function bytesFor(count: number): number {
  return (count + 7) >> 3;
}

/** Bits of either; of the length that is asked for. */
export function union(a: Uint8Array, b: Uint8Array, bytes: number): Uint8Array {
  const both = new Uint8Array(bytes);
  for (let i = 0; i < bytes; i++) both[i] = (a[i] ?? 0) | (b[i] ?? 0);
  return both;
}

export function countBits(bits: Uint8Array): number {
  let count = 0;
  for (const byte of bits) for (let rest = byte; rest !== 0; rest &= rest - 1) count++;
  return count;
}
