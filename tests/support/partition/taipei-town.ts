/** 大同區 of Taipei in its smallest statistical units, with the official groupings; undefined where the fixture is absent. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { CellGraph } from '../../../server/partition/cell-graph.ts';
import { polygonGraph } from './polygon-graph.ts';

export const TAIPEI = fileURLToPath(new URL('../../../../shared/fixtures/tw-taipei-statunits', import.meta.url));
export const TAIPEI_ABSENT = existsSync(TAIPEI)
  ? undefined
  : 'skipped: ../shared/fixtures/tw-taipei-statunits not found';

interface Unit {
  readonly properties: { CODEBASE: string; CODE1: string; CODE2: string; H_CNT: number | null };
  readonly geometry: { type: string; coordinates: never };
}

export interface TaipeiTown {
  readonly graph: CellGraph;
  /** Official group of each cell: 374 and 45 of them. */
  readonly code1: readonly string[];
  readonly code2: readonly string[];
}

export function taipeiTown(): TaipeiTown {
  const { features } = JSON.parse(readFileSync(`${TAIPEI}/base_units.geojson`, 'utf8')) as { features: Unit[] };
  const tiles = features.map(({ properties, geometry }) => ({
    id: properties.CODEBASE,
    // Nobody lives there: a zero, as its notes say, not an unknown.
    households: properties.H_CNT ?? 0,
    rings: (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates).flat(1) as never,
  }));
  return {
    graph: polygonGraph('63000060', tiles),
    code1: features.map(({ properties }) => properties.CODE1),
    code2: features.map(({ properties }) => properties.CODE2),
  };
}
