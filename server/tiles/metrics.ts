/** What is counted about tiles, in /metrics. */
import type { Metrics } from '../http/metrics.ts';
import type { TilesService } from './service.ts';

export function registerTileMetrics(metrics: Metrics, tiles: TilesService): void {
  const { cache, counters } = tiles;
  metrics.counterOf('gezhong_tiles_total', 'Vector tiles by what became of them', 'what', () => [
    ...counters.rows(),
    ['evicted', cache.evicted],
  ]);
  metrics.gauge('gezhong_tile_cache_bytes', 'Bytes of the tiles kept', () => cache.bytes);
  metrics.gauge('gezhong_tile_cache_tiles', 'Tiles kept', () => cache.size);
  metrics.gauge(
    'gezhong_tile_source_bytes',
    'Bytes of the shapes and buildings that tiles are drawn from',
    () => tiles.sourceBytes,
  );
}
