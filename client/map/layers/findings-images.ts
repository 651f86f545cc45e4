/**
 * Hatches and marks of findings, drawn here so that no image is fetched. A group is told by its hatch, a gravity by the
 * shape of its mark, so that neither needs colour: gap slanted lines, overlap crossed lines, outside lines the other way,
 * the rest dots; error a triangle, warning a diamond, information a disc, accepted a square.
 */
import type { Images } from '../draw-images.ts';
import { dotted, drawTile, type Pattern, slanted } from '../patterns.ts';

type Rgb = readonly [number, number, number];
type Theme = 'light' | 'dark';

export const HATCHES = ['gap', 'overlap', 'outside', 'other'] as const;
export type Hatch = (typeof HATCHES)[number];

const leaning = (x: number, y: number): number => slanted(x, 15 - y);
const INKED: Record<Hatch, (x: number, y: number) => number> = {
  gap: slanted,
  overlap: (x, y) => Math.max(slanted(x, y), leaning(x, y)),
  outside: leaning,
  other: dotted,
};

/** Ink on paper and on the dark ground; at least 4.5 : 1 against either. */
export const HATCH_COLOURS: Record<Theme, Record<Hatch, Rgb>> = {
  light: { gap: [163, 33, 20], overlap: [106, 33, 134], outside: [0, 84, 126], other: [84, 72, 50] },
  dark: { gap: [255, 150, 130], overlap: [222, 170, 250], outside: [125, 200, 240], other: [214, 204, 184] },
};

export const MARKS = ['error', 'warning', 'info', 'accepted'] as const;
export type Mark = (typeof MARKS)[number];

export const MARK_COLOURS: Record<Theme, Record<Mark, Rgb>> = {
  light: { error: [176, 32, 20], warning: [214, 126, 0], info: [38, 98, 140], accepted: [130, 122, 108] },
  dark: { error: [255, 122, 99], warning: [255, 190, 92], info: [134, 198, 232], accepted: [150, 146, 138] },
};

const MARK_PX = 44;
const EDGE_PX = 4;

/** Distance to the edge of a shape around the origin in pixels, negative inside. */
const DISTANCE: Record<Mark, (x: number, y: number) => number> = {
  // an equilateral triangle, point up: three half-planes at the same distance from its middle
  error: (x, y) => Math.max(y - 3, Math.abs(x) * 0.866 - (y - 3) * 0.5) - 12.5,
  warning: (x, y) => (Math.abs(x) + Math.abs(y) - 20) / Math.SQRT2,
  info: (x, y) => Math.hypot(x, y) - 14.5,
  accepted: (x, y) => Math.max(Math.abs(x), Math.abs(y)) - 12,
};

function drawMark(distance: (x: number, y: number) => number, fill: Rgb, edge: Rgb): Pattern {
  const data = new Uint8ClampedArray(MARK_PX * MARK_PX * 4);
  for (let row = 0; row < MARK_PX; row++) {
    for (let column = 0; column < MARK_PX; column++) {
      const d = distance(column - MARK_PX / 2 + 0.5, row - MARK_PX / 2 + 0.5);
      const inside = Math.max(0, Math.min(1, 0.5 - d));
      const filled = Math.max(0, Math.min(1, 0.5 - d - EDGE_PX));
      const colour = fill.map((value, i) => value * filled + (edge[i] ?? 0) * (1 - filled));
      data.set([...colour, 255 * inside], (row * MARK_PX + column) * 4);
    }
  }
  return { width: MARK_PX, height: MARK_PX, data };
}

const PAPER: Record<Theme, Rgb> = { light: [255, 253, 248], dark: [16, 22, 30] };

export const FINDING_IMAGES: Images = Object.fromEntries(
  (['light', 'dark'] as const).flatMap((theme): [string, () => Pattern][] => [
    ...HATCHES.map((hatch): [string, () => Pattern] => [
      `finding-${hatch}-${theme}`,
      () => drawTile(HATCH_COLOURS[theme][hatch], INKED[hatch]),
    ]),
    ...MARKS.map((mark): [string, () => Pattern] => [
      `mark-${mark}-${theme}`,
      () => drawMark(DISTANCE[mark], MARK_COLOURS[theme][mark], PAPER[theme]),
    ]),
  ]),
);
