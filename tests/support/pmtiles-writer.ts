/** A PMTiles file (version 3, nothing compressed) of the one tile that is the whole world. */
const HEAD = 127;

export const MVT = 1;
export const PNG = 2;

export function archiveOf(tileType: typeof MVT | typeof PNG, tile: Uint8Array, metadata: object = {}): Buffer {
  // one entry: tile 0, once, of this length, at the beginning
  const directory = Buffer.from([1, 0, 1, ...varint(tile.length), 1]);
  const words = Buffer.from(JSON.stringify(metadata));
  const head = Buffer.alloc(HEAD);
  head.write('PMTiles\x03', 'latin1');
  const parts = [
    [HEAD, directory.length],
    [HEAD + directory.length, words.length],
    [0, 0],
    [HEAD + directory.length + words.length, tile.length],
    [1, 1],
  ];
  parts.flat().forEach((value, index) => {
    head.writeBigUInt64LE(BigInt(value), 8 + 8 * index);
  });
  head.writeBigUInt64LE(1n, 88);
  // in order, directories plain, tiles plain, their type, zooms
  head.set([1, 1, 1, tileType, 0, 0], 96);
  [-180e7, -85e7, 180e7, 85e7].forEach((value, index) => {
    head.writeInt32LE(value, 102 + 4 * index);
  });
  return Buffer.concat([head, directory, words, tile]);
}

/** A vector tile with one layer of this name, which it fills. */
export function filledTile(layer: string): Buffer {
  const geometry = [9, 0, 0, 26, ...varint(8192), 0, 0, ...varint(8192), ...varint(8191), 0, 15];
  const feature = [0x18, 3, 0x22, geometry.length, ...geometry];
  const name = [...Buffer.from(layer)];
  const body = [0x78, 2, 0x0a, name.length, ...name, 0x12, feature.length, ...feature, 0x28, ...varint(4096)];
  return Buffer.from([0x1a, ...varint(body.length), ...body]);
}

function varint(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))];
}
