/**
 * The defects planted in the demo county, as they are met in real layers: gaps, overlaps, stray vertices, grids outside
 * the standard, missing staff, missing counts. Everything else in the county is seamless.
 */
import type { Building } from './building.ts';
import type { County } from './county.ts';
import { type Defect, Workshop } from './defect.ts';
import { gapAtOutline, gapWithBuildings, narrowGap } from './planted-gaps.ts';
import { microOutside, narrowOverlap, overlapWithBuilding } from './planted-overlaps.ts';
import { missingStaff, outsideStandard, unknownHouseholds } from './planted-records.ts';
import { lostVertex } from './planted-vertex.ts';

export interface Planted {
  readonly defects: Defect[];
  /** Buildings whose households nobody has counted. */
  readonly uncounted: ReadonlySet<Building>;
}

export function plantDefects(county: County): Planted {
  const shop = new Workshop(county);
  for (const grid of county.grids) {
    const households = grid.kind === 'basic' ? shop.households(grid) : 250;
    if (households > 400 || households < 150) shop.touch(grid);
  }
  const defects = [
    ...overlapWithBuilding(shop),
    ...gapAtOutline(shop),
    ...narrowGap(shop),
    ...narrowOverlap(shop),
    ...gapWithBuildings(shop),
    ...lostVertex(shop),
    ...microOutside(shop),
    ...missingStaff(shop),
  ];
  const { defect, made } = unknownHouseholds(shop);
  return { defects: [...defects, defect, ...outsideStandard(shop)], uncounted: new Set([made]) };
}
