/** Every defect by name, with the sizes it comes in, and how to put many of them into one scene. */
import type { Random } from '../random.ts';
import * as border from './border-defects.ts';
import * as grid from './grid-defects.ts';
import * as inner from './inner-defects.ts';
import type { Planted } from './planted.ts';
import type { Plot, Scene } from './scene.ts';

export interface Defect {
  readonly name: string;
  readonly plant: border.Plant;
  /** Square metres; empty when its size is that of a grid, or it has none. */
  readonly sizes: readonly number[];
  /** Has to be in a plot at the outline. */
  readonly atOutline: boolean;
}

export const SIZES_M2 = [0.01, 0.1, 1, 10, 100, 10_000] as const;
const UP_TO_10 = SIZES_M2.slice(0, 4);
const UP_TO_100 = SIZES_M2.slice(0, 5);

export const DEFECTS: readonly Defect[] = [
  ...sized(SIZES_M2, {
    'gap inside one grid': inner.gapInside,
    'gap between two': border.gapBetween,
    'overlap of two': border.overlapOfTwo,
    'overlap of three': border.overlapOfThree,
    'contained, touching': border.containedTouching,
    'contained, not touching': inner.containedInside,
    enclave: inner.enclave,
    'grid of two parts': inner.partElsewhere,
    'building in a gap': inner.buildingUncovered,
    'building in two grids': inner.buildingDouble,
  }),
  ...sized(UP_TO_100, {
    'grid astride a border': border.gridAstride,
    'micro grid outside its grid': border.childOutside,
  }),
  ...sized([100], { 'ground plan astride a border': border.footprintAstride }),
  ...sized(UP_TO_10, { 'sliver gap': border.sliverGap, 'sliver overlap': border.sliverOverlap }),
  ...sized(
    SIZES_M2,
    {
      'gap at the outline': inner.gapAtOutline,
      'outside the outline': inner.outsideOutline,
      'new grid outside': inner.gridOutside,
    },
    true,
  ),
  ...sized([], {
    'missing grid': grid.missingCell,
    duplicate: grid.duplicate,
    'twisted border': grid.twisted,
    'vertex on one side only': border.missingVertex,
    'building near a border': border.buildingAmbiguous,
  }),
  ...sized(
    [],
    { 'missing grid at the outline': grid.missingAtOutline, 'slit open at the outline': grid.openSlit },
    true,
  ),
];

function sized(sizes: readonly number[], plants: Record<string, border.Plant>, atOutline = false): Defect[] {
  return Object.entries(plants).map(([name, plant]) => ({ name, plant, sizes, atOutline }));
}

/** One defect into the plot. Throws when there is no room: what a test does not plant it cannot find. */
export function plantIn(scene: Scene, plot: Plot, { name, plant }: Defect, areaM2: number, random: Random): Planted {
  const one = plant(scene, plot, areaM2, random);
  if (one === null) throw new Error(`no room for ${name} of ${areaM2} m²`);
  return { ...one, name: `${name}, ${areaM2} m²` };
}
