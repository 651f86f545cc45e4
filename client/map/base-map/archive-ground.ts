/** A base map from one PMTiles file, of pictures or shapes, read by ranges. Its header says what is in it and how far in. */
import { addProtocol, removeProtocol } from 'maplibre-gl';
import { PMTiles, TileType } from 'pmtiles';
import type { BaseMap } from '../../../server/contract/base-map.ts';
import type { Ground } from './add-base-map.ts';
import { GROUND, rasterLayers } from './raster.ts';
import { vectorLayers } from './vector.ts';

const PROTOCOL = 'gezhong-pmtiles';

/** Names of the layers of shapes; a file that does not say them shows nothing. */
function layerNames(metadata: unknown): string[] {
  const layers = (metadata as { vector_layers?: unknown } | null)?.vector_layers;
  return Array.isArray(layers) ? layers.map((layer: { id?: unknown }) => String(layer?.id ?? '')).filter(Boolean) : [];
}

function serve(archive: PMTiles, isVector: boolean): () => void {
  addProtocol(PROTOCOL, async ({ url }, { signal }) => {
    const [, z, x, y] = /\/(\d+)\/(\d+)\/(\d+)$/.exec(url) ?? [];
    const tile = await archive.getZxy(Number(z), Number(x), Number(y), signal);
    if (tile !== undefined) return { data: tile.data };
    if (isVector) return { data: new ArrayBuffer(0) };
    throw Object.assign(new Error('no tile of the base map here'), { status: 404 });
  });
  return () => removeProtocol(PROTOCOL);
}

/** Rejects when there is no such file to be read. */
export async function archiveGround(address: string, base: BaseMap): Promise<Ground> {
  const archive = new PMTiles(address);
  const header = await archive.getHeader();
  const isVector = header.tileType === TileType.Mvt;
  const names = isVector ? layerNames(await archive.getMetadata()) : [];
  const tiled = {
    tiles: [`${PROTOCOL}://${GROUND}/{z}/{x}/{y}`],
    minzoom: header.minZoom,
    maxzoom: header.maxZoom,
    bounds: [header.minLon, header.minLat, header.maxLon, header.maxLat] as [number, number, number, number],
  };
  return {
    sources: {
      [GROUND]: isVector ? { type: 'vector', ...tiled } : { type: 'raster', tileSize: base.tilePx, ...tiled },
    },
    minZoom: header.minZoom,
    layers: (view) => (isVector ? vectorLayers(names, view) : rasterLayers(base, view)),
    stop: serve(archive, isVector),
  };
}
