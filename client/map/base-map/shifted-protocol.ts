/** The map library asks here for tiles that are moved back from GCJ-02: `gezhong-gcj02://<name>/z/x/y`. Drawn on a canvas. */
import { addProtocol, removeProtocol } from 'maplibre-gl';
import type { TileSet } from '../../../server/contract/base-map.ts';
import { filledAddress } from './filled-address.ts';
import { KeptPictures } from './kept-pictures.ts';
import { piecesOf } from './shifted-tile.ts';

const PROTOCOL = 'gezhong-gcj02';

export const shiftedAddress = (name: string): string => `${PROTOCOL}://${name}/{z}/{x}/{y}`;

/** What a map library calls a tile that is not there: the one above it is drawn larger. */
const nothing = () => Object.assign(new Error('no tile of the base map here'), { status: 404 });

async function drawn(set: TileSet, z: number, x: number, y: number, pictures: KeptPictures): Promise<ImageBitmap> {
  const pieces = piecesOf(z, x, y);
  const images = await Promise.all(pieces.map((piece) => pictures.get(filledAddress(set, z, piece.x, piece.y))));
  const side = images.find((image) => image !== null)?.width;
  if (side === undefined) throw nothing();
  const canvas = new OffscreenCanvas(side, side);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no canvas for the base map');
  pieces.forEach((piece, index) => {
    const image = images[index];
    if (image) context.drawImage(image, Math.round(piece.left * side), Math.round(piece.top * side), side, side);
  });
  return canvas.transferToImageBitmap();
}

/** The answer stops it. */
export function serveShifted(sets: Readonly<Record<string, TileSet>>): () => void {
  const pictures = new KeptPictures();
  addProtocol(PROTOCOL, async ({ url }, { signal }) => {
    const [, name = '', z, x, y] = /^[\w-]+:\/\/([\w-]+)\/(\d+)\/(\d+)\/(\d+)$/.exec(url) ?? [];
    const set = sets[name];
    if (set === undefined) throw nothing();
    const data = await drawn(set, Number(z), Number(x), Number(y), pictures);
    signal.throwIfAborted();
    return { data };
  });
  return () => removeProtocol(PROTOCOL);
}
