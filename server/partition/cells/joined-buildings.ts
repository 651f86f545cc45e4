/** Buildings that cannot be told apart, in groups: points on one spot, a point in a ground plan, plans on mostly the same ground. */
import { boxOf } from '../../geometry/cell-frame.ts';
import { commonArea } from '../../geometry/common-area.ts';
import { sideOf } from '../../geometry/point-in-polygon.ts';
import { BoxGrid } from './box-grid.ts';
import type { CellFindings } from './cell-findings.ts';
import { type LocalMetres, lengthM, squareMetres } from './local-metres.ts';
import type { PlacedBuilding } from './placed-buildings.ts';

/** Points nearer than this are one. */
export const JOIN_M = 0.5;
/** Plans are one when this share of the smaller lies in the other. */
const JOIN_SHARE = 0.5;
/** Smaller overlaps are not told. */
const TOLD_M2 = 0.001;

/** Lists of numbers of buildings in rising order; buildings of a group are in the same face. */
export function joinBuildings(
  placed: readonly PlacedBuilding[],
  metres: LocalMetres,
  findings: CellFindings,
): number[][] {
  const root = placed.map((_, i) => i);
  const find = (i: number): number => {
    let at = i;
    while (root[at] !== at) at = root[at]!;
    return at;
  };
  const join = (i: number, j: number): void => {
    const [a, b] = [find(i), find(j)];
    root[Math.max(a, b)] = Math.min(a, b);
  };
  const spots = new Float64Array(4 * placed.length);
  const plans = new Float64Array(4 * placed.length);
  placed.forEach(({ x, y, building }, i) => {
    spots.set([x, y, x, y], 4 * i);
    plans.set(building.footprint === null ? [0, 0, -1, -1] : boxOf(building.footprint), 4 * i);
  });
  const spotGrid = new BoxGrid(spots);
  const planGrid = new BoxGrid(plans);
  const reachX = JOIN_M / metres.mx;
  const reachY = JOIN_M / metres.my;
  placed.forEach(({ x, y, building, face }, i) => {
    spotGrid.near(x - reachX, y - reachY, x + reachX, y + reachY, (j) => {
      if (j > i && placed[j]!.face === face && lengthM(metres, x, y, placed[j]!.x, placed[j]!.y) < JOIN_M) join(i, j);
    });
    const plan = building.footprint;
    if (plan === null) {
      planGrid.near(x, y, x, y, (j) => {
        if (placed[j]!.face === face && sideOf(placed[j]!.building.footprint!, x, y) !== 'outside') join(i, j);
      });
      return;
    }
    const seen = new Set<number>();
    planGrid.near(plans[4 * i]!, plans[4 * i + 1]!, plans[4 * i + 2]!, plans[4 * i + 3]!, (j) => {
      if (j <= i || seen.has(j)) return;
      seen.add(j);
      const { one, other, both } = commonArea(plan, placed[j]!.building.footprint!);
      if (squareMetres(metres, both) < TOLD_M2) return;
      const areaCm2 = Math.round(squareMetres(metres, both) * 1e4);
      findings.add('footprints-overlap', [x, y], [building.id, placed[j]!.building.id], { areaCm2 });
      if (placed[j]!.face === face && both >= JOIN_SHARE * Math.min(one, other)) join(i, j);
    });
  });
  const groups = new Map<number, number[]>();
  placed.forEach((_, i) => {
    const list = groups.get(find(i));
    if (list === undefined) groups.set(find(i), [i]);
    else list.push(i);
  });
  for (const group of groups.values()) {
    if (group.length < 2) continue;
    const { x, y } = placed[group[0]!]!;
    findings.add(
      'places-joined',
      [x, y],
      group.map((i) => placed[i]!.building.id),
    );
  }
  return [...groups.values()];
}
