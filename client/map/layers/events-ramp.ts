/** Colours of density, from little to much, five of a kind: toward dark on paper, toward light on the dark ground. */
import type { MapView } from '../view.ts';

type Colour = readonly [red: number, green: number, blue: number];

const LIGHT: readonly Colour[] = [
  [253, 219, 140],
  [249, 166, 84],
  [229, 103, 56],
  [181, 45, 52],
  [101, 10, 46],
];
const DARK: readonly Colour[] = [
  [87, 58, 122],
  [150, 62, 121],
  [212, 84, 88],
  [246, 145, 62],
  [252, 224, 140],
];

export const ramp = (theme: MapView['theme']): readonly Colour[] => (theme === 'dark' ? DARK : LIGHT);
export const css = ([red, green, blue]: Colour): string => `rgb(${red},${green},${blue})`;

/** Of open events in the past, by grade from simple to major. */
export const PAST_COLOURS: Record<MapView['theme'], readonly Colour[]> = {
  light: [
    [90, 110, 120],
    [29, 90, 104],
    [161, 67, 0],
    [168, 26, 36],
  ],
  dark: [
    [168, 184, 192],
    [134, 203, 220],
    [255, 178, 125],
    [255, 110, 100],
  ],
};
