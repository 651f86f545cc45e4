/** Layers of cells one after the other in one answer, each behind the number of its bytes (32 bits, the lowest first). */

const HEAD = 4;

export function packLayers(layers: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const packed = new Uint8Array(layers.reduce((sum, { length }) => sum + HEAD + length, 0));
  const view = new DataView(packed.buffer);
  let at = 0;
  for (const layer of layers) {
    view.setUint32(at, layer.length, true);
    packed.set(layer, at + HEAD);
    at += HEAD + layer.length;
  }
  return packed;
}

/** Throws a RangeError for bytes that end in the middle of one. */
export function unpackLayers(packed: Uint8Array): Uint8Array[] {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  const layers: Uint8Array[] = [];
  for (let at = 0; at < packed.length; ) {
    const length = view.getUint32(at, true);
    const end = at + HEAD + length;
    if (end > packed.length) throw new RangeError(`${packed.length} bytes, a layer ends at ${end}`);
    layers.push(packed.subarray(at + HEAD, end));
    at = end;
  }
  return layers;
}
