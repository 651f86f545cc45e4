/** Water and streets of the base map over the fills of the grids, or a tinted map would lose them. Drawn in metres of the ground. */
import type { BaseFeature } from '../api/atlas.ts';
import type { PointOf } from './plane.ts';
import { basePath } from './shape-path.ts';

/** Of streets, by class, in millimetres; those that are too fine for the scale are left out. Thin ones below wide ones. */
const STREETS: readonly { readonly classes: readonly string[]; readonly mm: number; readonly until: number }[] = [
  { classes: ['lane'], mm: 0.3, until: 20_000 },
  { classes: ['street'], mm: 0.5, until: 60_000 },
  { classes: ['secondary'], mm: 0.75, until: Infinity },
  { classes: ['main', 'trunk'], mm: 1, until: Infinity },
];
/** Of the dark line on each side of a street. */
const CASING_MM = 0.15;
const STREAM_MM = 0.6;

/** Millimetres on paper as metres of the ground. */
export const thickOn = (mm: number, scale: number): string => ((mm * scale) / 1000).toFixed(2);

const isStreet = ({ properties: { kind, class: street } }: BaseFeature, classes: readonly string[]): boolean =>
  kind === 'road' && classes.includes(street ?? 'lane');

/** Which kinds of it are seen at this scale, for the legend. */
export const basesOn = (base: readonly BaseFeature[], scale: number): readonly ('street' | 'water')[] => {
  const isSeen = (one: BaseFeature) => STREETS.some(({ classes, until }) => scale <= until && isStreet(one, classes));
  return [
    ...(base.some(isSeen) ? (['street'] as const) : []),
    ...(base.some(({ properties }) => properties.kind === 'water') ? (['water'] as const) : []),
  ];
};

interface Props {
  readonly base: readonly BaseFeature[];
  readonly pointOf: PointOf;
  readonly scale: number;
}

export function BaseLines({ base, pointOf, scale }: Props) {
  const path = (wanted: (one: BaseFeature) => boolean) =>
    base
      .filter(wanted)
      .map((one) => basePath(one, pointOf))
      .join('');
  const water = (shape: RegExp) => path((one) => one.properties.kind === 'water' && shape.test(one.geometry.type));
  const streets = STREETS.filter(({ until }) => scale <= until).map(({ classes, mm }) => ({
    mm,
    d: path((one) => isStreet(one, classes)),
  }));
  return (
    <>
      <path class="lake" d={water(/Polygon/)} />
      <path class="stream" stroke-width={thickOn(STREAM_MM, scale)} d={water(/Line/)} />
      {streets.map(({ mm, d }) => (
        <path key={mm} class="casing" stroke-width={thickOn(mm + 2 * CASING_MM, scale)} d={d} />
      ))}
      {streets.map(({ mm, d }) => (
        <path key={mm} class="way" stroke-width={thickOn(mm, scale)} d={d} />
      ))}
    </>
  );
}
