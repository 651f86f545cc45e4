/** The address of one tile of a set. */
import type { TileSet } from '../../../server/contract/base-map.ts';

/** As the map library would fill it in; a row may be counted from the south, and hosts take turns. */
export function filledAddress({ tiles, scheme }: TileSet, z: number, x: number, y: number): string {
  const row = scheme === 'tms' ? 2 ** z - 1 - y : y;
  const template = tiles[(x + y) % tiles.length] ?? '';
  return template.replaceAll('{z}', `${z}`).replaceAll('{x}', `${x}`).replaceAll('{y}', `${row}`);
}
