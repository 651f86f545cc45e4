/** Two maps compared as features: only the properties the layers ask for. Pure. */
import type { Feature, FeatureCollection, Geometry } from 'geojson';
import type { PlaceFeature } from '../../../server/contract/places.ts';
import type { MovedBuilding, PlanComparison } from '../../../server/contract/plan-compare.ts';
import type { ShownSides } from '../../state/plan/compare.ts';
import { isSamePair, type PairName } from '../../state/plan/compare-moves.ts';
import { labelPoint } from '../label-point.ts';

const collection = (features: Feature[]): FeatureCollection => ({ type: 'FeatureCollection', features });
const feature = (geometry: unknown, properties: Record<string, unknown>): Feature => ({
  type: 'Feature',
  properties,
  geometry: geometry as Geometry,
});
const SIDES = ['old', 'new'] as const;

/** Grids whose ground changes, before and after; what is merely renamed is drawn by the map as it is. */
const redrawn = ({ grids }: PlanComparison) => grids.filter(({ change }) => change !== 'renamed');

/** Codes that the map below must not draw: they are drawn here. */
export const replacedCodes = (comparison: PlanComparison | null): string[] =>
  comparison === null ? [] : redrawn(comparison).flatMap(({ code, shapes }) => (shapes === undefined ? [] : [code]));

export function groundShapes(
  comparison: PlanComparison | null,
  colourOf: (code: string) => number,
): { shapes: FeatureCollection; names: FeatureCollection } {
  const shapes: Feature[] = [];
  const names: Feature[] = [];
  for (const { code, name, kind, shapes: both } of comparison === null ? [] : redrawn(comparison)) {
    SIDES.forEach((side, index) => {
      const shape = both?.[index];
      if (!shape) return;
      shapes.push(feature(shape, { code, kind, side, colour: colourOf(code) }));
      const at = labelPoint(shape);
      if (at !== null && kind !== 'micro')
        names.push(feature({ type: 'Point', coordinates: at }, { code, name, side }));
    });
  }
  return { shapes: collection(shapes), names: collection(names) };
}

export const borderLines = (comparison: PlanComparison | null): FeatureCollection =>
  collection(
    SIDES.flatMap((side) => {
      const lines = comparison?.borders[side] ?? null;
      return lines === null ? [] : [feature(lines, { side })];
    }),
  );

/** −1: in no grid. */
const colourOrNone = (grid: string | null, colourOf: (code: string) => number): number =>
  grid === null ? -1 : colourOf(grid);

/**
 * Moved buildings and units as points; near buildings by their footprint as well, where all that moves in them goes the same
 * way. `isOn`: of the pair that is looked at, if one is.
 */
export function movedShapes(
  buildings: readonly MovedBuilding[],
  near: readonly PlaceFeature[],
  pair: PairName | null,
  colourOf: (code: string) => number,
): FeatureCollection {
  const footprints = new Map(near.map((place) => [place.properties.code, place.footprint ?? null]));
  const whole = new Map<string, MovedBuilding | null>();
  const points: Feature[] = [];
  const propertiesOf = (building: MovedBuilding) => ({
    place: building.place,
    old: colourOrNone(building.from, colourOf),
    new: colourOrNone(building.to, colourOf),
    isOn: pair === null || isSamePair(building, pair),
  });
  for (const one of buildings) {
    points.push(feature({ type: 'Point', coordinates: one.at }, propertiesOf(one)));
    const around = one.building ?? one.place;
    const other = whole.get(around);
    whole.set(around, other === undefined || (other !== null && isSamePair(other, one)) ? (other ?? one) : null);
  }
  const grounds = [...whole].flatMap(([code, one]) => {
    const footprint = footprints.get(code) ?? null;
    return footprint === null || one === null ? [] : [feature(footprint, propertiesOf(one))];
  });
  return collection([...grounds, ...points]);
}

/**
 * Grids that are looked at, on the side that is shown. With both: a pair as the one was and the other will be, a single grid
 * both ways.
 */
export function chosenGrids(
  comparison: PlanComparison | null,
  pair: PairName | null,
  grid: string | null,
  shown: ShownSides,
): FeatureCollection {
  return collection(
    (comparison?.grids ?? []).flatMap(({ code, shapes }) =>
      SIDES.flatMap((side, index) => {
        const shape = shapes?.[index];
        if (!shape || (shown !== 'both' && shown !== side)) return [];
        const ofPair =
          shown === 'both' ? [side === 'old' ? pair?.from : pair?.to] : pair === null ? [] : [pair.from, pair.to];
        return (grid === null ? ofPair.includes(code) : code === grid) ? [feature(shape, { side })] : [];
      }),
    ),
  );
}

/** The building that is pointed at or chosen, with what is said of it. */
export const labelled = (building: MovedBuilding | null, text: string, isChosen: boolean): Feature[] =>
  building === null ? [] : [feature({ type: 'Point', coordinates: building.at }, { text, isChosen })];

export const featuresOf = collection;
