/**
 * Hatches of a plan, drawn here so that no image is fetched. Each tells one thing without colour: locked crossed lines, in no
 * grid wide slanted lines, cut off from its grid lines the other way, refused thick crossed lines, proposed dots.
 */
import type { Images } from '../draw-images.ts';
import { dotted, drawTile, type Pattern } from '../patterns.ts';

type Rgb = readonly [number, number, number];
type Theme = 'light' | 'dark';

export const PLAN_HATCHES = ['locked', 'unassigned', 'parted', 'refused', 'ghost'] as const;
export type PlanHatch = (typeof PLAN_HATCHES)[number];

/** A thin line each way, so that the colour under it stays to be seen. */
const fine = (x: number, y: number): number => {
  const d = (x + y) % 16;
  return d === 0 ? 1 : d === 1 || d === 15 ? 0.35 : 0;
};
const wide = (x: number, y: number): number => {
  const d = (x + y) % 16;
  return d < 3 ? 1 : d === 3 || d === 15 ? 0.4 : 0;
};

const INKED: Record<PlanHatch, (x: number, y: number) => number> = {
  locked: (x, y) => Math.max(fine(x, y), fine(x, 15 - y)),
  unassigned: wide,
  parted: (x, y) => wide(x, 15 - y),
  refused: (x, y) => Math.max(wide(x, y), wide(x, 15 - y)),
  ghost: dotted,
};

const COLOURS: Record<Theme, Record<PlanHatch, Rgb>> = {
  light: {
    locked: [38, 35, 30],
    unassigned: [96, 84, 64],
    parted: [178, 58, 42],
    refused: [163, 33, 20],
    ghost: [38, 35, 30],
  },
  dark: {
    locked: [244, 239, 228],
    unassigned: [190, 184, 172],
    parted: [255, 122, 99],
    refused: [255, 150, 130],
    ghost: [244, 239, 228],
  },
};

export const PLAN_IMAGES: Images = Object.fromEntries(
  (['light', 'dark'] as const).flatMap((theme) =>
    PLAN_HATCHES.map((hatch): [string, () => Pattern] => [
      `plan-${hatch}-${theme}`,
      () => drawTile(COLOURS[theme][hatch], INKED[hatch]),
    ]),
  ),
);
