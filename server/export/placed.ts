/** Features as the database gives them, in the system of a file, x first. Pure. */
import type { FlatFeature } from '../features/layer.ts';
import { inSystem, type PlainGeometry } from '../features/positions.ts';
import type { ReferenceSystem } from '../features/reference-systems.ts';
import type { OutFeature } from './features-out.ts';

export type StoredFeature = Pick<FlatFeature, 'id' | 'properties' | 'geometry'>;

export const placed = (rows: readonly StoredFeature[], system: ReferenceSystem): readonly OutFeature[] =>
  rows.map(({ id, properties, geometry }) => ({
    id,
    properties,
    geometry: geometry === null ? null : inSystem(JSON.parse(geometry) as PlainGeometry, system, 'x-first'),
  }));
