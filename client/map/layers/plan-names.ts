/** Names and households of the grids of a plan as points, each inside its grid. Pure, but for the language of the words. */

import type { Feature } from 'geojson';
import type { PlanLevel } from '../../../server/contract/plan-state.ts';
import { toDegrees } from '../../../server/geometry/lattice.ts';
import { bandOf, isExempt } from '../../../server/partition/plan/band.ts';
import type { CommunityPlan } from '../../../server/partition/plan/community-plan.ts';
import type { Standard } from '../../../server/partition/standard.ts';
import { BAND_SIGNS } from '../../state/band-signs.ts';
import { number } from '../../state/language.ts';
import { BANDS } from '../../state/plan/band-words.ts';
import { shortName } from '../../state/plan/grid-names.ts';
import { featureId } from './plan-shapes.ts';

/** Zoom. */
export const NAMES_FROM = 12.6;

/** Before the name of a grid that no standard applies to. */
const DEDICATED = '◇';

export function nameFeature(
  community: CommunityPlan,
  index: number,
  level: PlanLevel,
  slot: number,
  standard: Standard | null,
): Feature | null {
  const record = community.slot(level, slot);
  const at = record === null ? null : namePoint(community, level, slot);
  if (record === null || at === null) return null;
  const { households, areaCm2 } = community.divisions[level].numbers.numbers(slot);
  const sign = standard === null ? '' : BAND_SIGNS[BANDS[bandOf(record, households, standard).state]];
  const mark = isExempt(record) ? DEDICATED : '';
  return {
    type: 'Feature',
    id: featureId(index, slot),
    properties: {
      short: mark + shortName(community, level, slot),
      name: record.name === '' ? mark + shortName(community, level, slot) : mark + record.name,
      code: record.code ?? '',
      sign,
      count: number(households),
      areaM2: Math.round(areaCm2 / 1e4),
    },
    geometry: { type: 'Point', coordinates: at },
  };
}

/** Inside the cell of the largest part that lies nearest to the middle of it; null for a grid without cells. */
export function namePoint(community: CommunityPlan, level: PlanLevel, slot: number): [number, number] | null {
  const { cells, metres } = community.layer;
  const [part] = community.divisions[level].numbers.parts(slot);
  if (part === undefined) return null;
  let [sum, sumX, sumY] = [0, 0, 0];
  for (const cell of part) {
    const { x, y, areaCm2 } = cells[cell]!;
    sum += areaCm2;
    sumX += areaCm2 * x;
    sumY += areaCm2 * y;
  }
  const [mx, my] = [sumX / sum, sumY / sum];
  let best = cells[part[0]!]!;
  let least = Infinity;
  for (const cell of part) {
    const { x, y } = cells[cell]!;
    const distance = ((x - mx) * metres.mx) ** 2 + ((y - my) * metres.my) ** 2;
    if (distance >= least) continue;
    least = distance;
    best = cells[cell]!;
  }
  return [toDegrees(best.x), toDegrees(best.y)];
}
