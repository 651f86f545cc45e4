/** Planted defects of the records: staff missing, a count missing, grids outside the household standard. */
import type { Building } from './building.ts';
import type { Grid } from './county.ts';
import { type Defect, pick, type Workshop } from './defect.ts';
import { toMetres } from './frame.ts';
import { buildingPoint } from './grid-plan.ts';
import type { Point } from './plane.ts';

/** A grid without a full-time worker, and one without a leader. */
export function missingStaff(shop: Workshop): Defect[] {
  const free = shop.county.grids.filter((g) => g.kind === 'basic' && shop.isUntouched(g) && !shop.hasMicro(g));
  const [first, second] = [free[Math.floor(free.length * 0.35)], free[Math.floor(free.length * 0.7)]] as [Grid, Grid];
  first.worker = null;
  second.leader = null;
  shop.touch(first, second);
  const common = { places: [], areaM2: null, households: null };
  const at = (g: Grid): Point => toMetres((g.rings[0] as Point[])[0] as Point);
  return [
    { kind: 'worker-missing', grids: [first.code], ...common, at: at(first), note: '没有专职网格员' },
    { kind: 'leader-missing', grids: [second.code], ...common, at: at(second), note: '没有网格长' },
  ];
}

/** A building whose households nobody has counted. */
export function unknownHouseholds(shop: Workshop): { defect: Defect; made: Building } {
  const { groups, grids } = shop.county;
  const free = groups.filter((g) => g.use === 'old' && shop.isUntouched(grids.find((x) => x.code === g.grid) as Grid));
  const group = pick(free, 0.5, 'a building without a count');
  const made = group.buildings.filter((b) => b.use === 'house')[3] as Building;
  made.households = 0;
  const common = { grids: [group.grid], places: [shop.code(made)], areaM2: null, households: null };
  return { made, defect: { kind: 'households-unknown', ...common, at: buildingPoint(made), note: '户数未填' } };
}

/** The grids that were meant to hold too many or too few. */
export function outsideStandard(shop: Workshop): Defect[] {
  return shop.county.grids.flatMap((grid): Defect[] => {
    if (grid.kind !== 'basic') return [];
    const households = shop.households(grid);
    const common = { grids: [grid.code], places: [], areaM2: null, households };
    const at = toMetres((grid.rings[0] as Point[])[0] as Point);
    if (households > 400) return [{ kind: 'households-over', ...common, at, note: '超过 400 户' }];
    return households < 150 ? [{ kind: 'households-under', ...common, at, note: '不足 150 户' }] : [];
  });
}
