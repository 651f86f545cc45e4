/** Two maps compared as features: only the properties the layers ask for. Pure. */
import type { Feature, FeatureCollection, Geometry } from 'geojson';
import type { PlaceFeature } from '../../../server/contract/places.ts';
import type { MovedBuilding, PlanComparison } from '../../../server/contract/plan-compare.ts';
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

/** Moved buildings as points, and near ones by their footprint as well. `isOn`: of the pair that is looked at, if one is. */
export function movedShapes(
  buildings: readonly MovedBuilding[],
  near: readonly PlaceFeature[],
  pair: PairName | null,
  colourOf: (code: string) => number,
): FeatureCollection {
  const footprints = new Map(near.map((place) => [place.properties.code, place.footprint ?? null]));
  return collection(
    buildings.flatMap((building) => {
      const { place, from, to, at } = building;
      const properties = {
        place,
        old: colourOrNone(from, colourOf),
        new: colourOrNone(to, colourOf),
        isOn: pair === null || isSamePair(building, pair),
      };
      const point = feature({ type: 'Point', coordinates: at }, properties);
      const footprint = footprints.get(place) ?? null;
      return footprint === null ? [point] : [feature(footprint, properties), point];
    }),
  );
}

/** The building that is pointed at or chosen, with what is said of it. */
export const labelled = (building: MovedBuilding | null, text: string, isChosen: boolean): Feature[] =>
  building === null ? [] : [feature({ type: 'Point', coordinates: building.at }, { text, isChosen })];

export const featuresOf = collection;
