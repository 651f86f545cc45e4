/**
 * The map asks again for exactly the tiles that the service says are others now; those that turn out the same are not even
 * parsed. It does so when no tile is on its way: one that was asked for before the news may bring the state before.
 */
import type { Map as MapLibreMap, VectorTileSource } from 'maplibre-gl';
import { followTileStream, onTileNews } from '../state/tile-news.ts';
import { BUILDING_TILES, GRID_TILES } from './layer-source.ts';
import { OwedTiles } from './owed-tiles.ts';

/** Which source holds a layer set. */
const SOURCE_OF: Readonly<Record<string, string>> = { grids: GRID_TILES, buildings: BUILDING_TILES };

/** Tiles of a source that no layer shows are kept as they are, and stay owed. */
const isShown = (map: MapLibreMap, source: string): boolean =>
  map.getLayersOrder().some((id) => {
    const layer = map.getLayer(id);
    return layer?.source === source && !layer.isHidden(map.getZoom());
  });

export function followTileNews(map: MapLibreMap): () => void {
  const owed = new Map(Object.values(SOURCE_OF).map((source) => [source, new OwedTiles()]));

  const settle = (): void => {
    for (const [name, tiles] of owed) {
      const source = map.getSource<VectorTileSource>(name);
      if (source === undefined || tiles.isEmpty || !isShown(map, name)) continue;
      const { minzoom, maxzoom } = source;
      const shown = map.coveringTiles({ tileSize: 512, minzoom, maxzoom });
      const again = tiles.take(shown.map(({ canonical: { z, x, y } }) => ({ z, x, y })));
      if (again === 'all') map.refreshTiles(name);
      else if (again.length > 0) map.refreshTiles(name, again);
    }
  };

  const stops = [
    onTileNews((news) => {
      for (const layers of news.layers) owed.get(SOURCE_OF[layers] ?? '')?.add(news);
      if (map.areTilesLoaded()) settle();
    }),
    followTileStream(),
  ];
  map.on('idle', settle);
  return () => {
    map.off('idle', settle);
    for (const stop of stops) stop();
  };
}
