/** grids.geojson: basic, dedicated and micro grids with their staff, planted defects included. */
import type { County } from './county.ts';
import { type Feature, polygon } from './geojson-text.ts';

export function gridsLayer(county: County): Feature[] {
  return county.grids.map((grid) => ({
    properties: {
      code: grid.code,
      name: grid.name,
      kind: grid.kind,
      parentCode: grid.parent,
      leader: grid.leader?.name ?? null,
      leaderPhone: grid.leader?.phone ?? null,
      worker: grid.worker?.name ?? null,
      workerPhone: grid.worker?.phone ?? null,
    },
    geometry: polygon(grid.rings),
  }));
}
