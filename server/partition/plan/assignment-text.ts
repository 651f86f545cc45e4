/** An assignment as text: the slot of each cell as unsigned 16 bit, little-endian, in base64. */

export function assignmentText(slotOf: Uint16Array): string {
  let bytes = '';
  for (const slot of slotOf) bytes += String.fromCharCode(slot & 0xff, slot >> 8);
  return btoa(bytes);
}

/** Throws a RangeError for what is no such text. */
export function assignmentOf(text: string): Uint16Array {
  let bytes = '';
  try {
    bytes = atob(text);
  } catch {
    throw new RangeError('no base64');
  }
  if (bytes.length % 2 === 1) throw new RangeError('half a number');
  const slotOf = new Uint16Array(bytes.length / 2);
  for (let i = 0; i < slotOf.length; i++) slotOf[i] = bytes.charCodeAt(2 * i) + 256 * bytes.charCodeAt(2 * i + 1);
  return slotOf;
}
