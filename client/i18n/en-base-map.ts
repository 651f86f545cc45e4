/** Texts of the base map in English. */
import type { BaseMapKey } from './zh-base-map.ts';

export const enBaseMap = {
  'baseMap.on': 'Base map',
  'baseMap.strength': 'Strength of the base map',
  'baseMap.source': 'Source of the base map',
  'baseMap.review': 'Map review number: {number}',
  'baseMap.displaced': 'Its tiles are in GCJ-02 and moved back for display; grids and other data are not moved.',
  'baseMap.failed': 'The base map could not be loaded. Everything else on the map works.',
  'baseMap.seen': 'Close',
} as const satisfies Readonly<Record<BaseMapKey, string>>;
