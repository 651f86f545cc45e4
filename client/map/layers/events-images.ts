/**
 * Signs of events, drawn here so that no image is fetched. A kind is told by the shape, a grade by how the shape is filled
 * and ringed (hollow, filled, ringed, thickly ringed) and by colour besides; what is late has a badge of its own.
 */
import type { Images } from '../draw-images.ts';
import type { Pattern } from '../patterns.ts';

type Rgb = readonly [number, number, number];
type Theme = 'light' | 'dark';

/** By the place of the major in its dictionary; the last is for all that are beyond. */
export const EVENT_SHAPES = ['disc', 'square', 'triangle', 'diamond', 'hexagon', 'house', 'cross'] as const;
export type EventShape = (typeof EVENT_SHAPES)[number];
export const shapeOf = (majorIndex: number): EventShape =>
  (majorIndex < 0 ? undefined : EVENT_SHAPES.slice(0, -1)[majorIndex]) ?? 'cross';

export const EVENT_GRADES = ['simple', 'ordinary', 'notable', 'major'] as const;
export type EventGrade = (typeof EVENT_GRADES)[number];

/** At least 4.5 : 1 against the letter on it and 3 : 1 against either ground. */
export const GRADE_COLOURS: Record<Theme, Record<EventGrade, Rgb>> = {
  light: { simple: [74, 84, 92], ordinary: [29, 90, 140], notable: [163, 78, 0], major: [168, 24, 24] },
  dark: { simple: [190, 200, 208], ordinary: [128, 192, 240], notable: [255, 178, 92], major: [255, 120, 104] },
};
export const PAPER: Record<Theme, Rgb> = { light: [255, 253, 248], dark: [16, 22, 30] };

export const SIGN_PX = 64;
const R = 16;

/** Distance to the edge of a shape around the origin in pixels, negative inside. */
const DISTANCE: Record<EventShape, (x: number, y: number) => number> = {
  disc: (x, y) => Math.hypot(x, y) - R,
  square: (x, y) => Math.max(Math.abs(x), Math.abs(y)) - R * 0.9,
  triangle: (x, y) => Math.max(y - 2, Math.abs(x) * 0.866 - (y - 2) * 0.5) - R * 0.76,
  diamond: (x, y) => (Math.abs(x) + Math.abs(y) - R * 1.36) / Math.SQRT2,
  hexagon: (x, y) => Math.max(Math.abs(x) * 0.866 + Math.abs(y) * 0.5, Math.abs(y)) - R * 0.92,
  house: (x, y) => Math.max(Math.abs(x) - R * 0.85, y - R * 0.85, (Math.abs(x) - y) / Math.SQRT2 - R * 0.85),
  cross: (x, y) => {
    const [a, b] = [Math.abs(x), Math.abs(y)];
    return Math.max(Math.min(a, b) - R * 0.5, Math.max(a, b) - R);
  },
};

/** From the middle outwards: up to which distance which ink. */
const BANDS: Record<EventGrade, readonly (readonly [until: number, ink: 'colour' | 'paper'])[]> = {
  simple: [
    [-4, 'paper'],
    [0, 'colour'],
    [3, 'paper'],
  ],
  ordinary: [
    [0, 'colour'],
    [3, 'paper'],
  ],
  notable: [
    [0, 'colour'],
    [2.5, 'paper'],
    [5, 'colour'],
    [7, 'paper'],
  ],
  major: [
    [0, 'colour'],
    [2.5, 'paper'],
    [8, 'colour'],
    [10, 'paper'],
  ],
};

type Painter = (x: number, y: number) => { readonly colour: Rgb; readonly cover: number };

function paint(size: number, painter: Painter): Pattern {
  const data = new Uint8ClampedArray(size * size * 4);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const { colour, cover } = painter(column - size / 2 + 0.5, row - size / 2 + 0.5);
      data.set([...colour, 255 * cover], (row * size + column) * 4);
    }
  }
  return { width: size, height: size, data };
}

const clamp = (value: number): number => Math.max(0, Math.min(1, value));
const mix = (a: Rgb, b: Rgb, part: number): Rgb => [
  a[0] + (b[0] - a[0]) * part,
  a[1] + (b[1] - a[1]) * part,
  a[2] + (b[2] - a[2]) * part,
];

function sign(shape: EventShape, grade: EventGrade, theme: Theme): Pattern {
  const inks = { colour: GRADE_COLOURS[theme][grade], paper: PAPER[theme] };
  const bands = BANDS[grade];
  const outer = bands[bands.length - 1]?.[0] ?? 0;
  return paint(SIGN_PX, (x, y) => {
    const d = DISTANCE[shape](x, y);
    let colour = inks[bands[0]?.[1] ?? 'paper'];
    for (let i = 0; i + 1 < bands.length; i++)
      colour = mix(colour, inks[bands[i + 1]?.[1] ?? 'paper'], clamp(d - (bands[i]?.[0] ?? 0) + 0.5));
    return { colour, cover: clamp(outer + 0.5 - d) };
  });
}

const BADGE_PX = 30;
/** What is late, and what soon will be: an exclamation mark, the hands of a clock. */
export const BADGES = ['overdue', 'soon'] as const;
export type Badge = (typeof BADGES)[number];
export const BADGE_COLOURS: Record<Theme, Record<Badge, Rgb>> = {
  light: { overdue: [120, 0, 20], soon: [102, 72, 0] },
  dark: { overdue: [255, 205, 196], soon: [255, 224, 150] },
};

const INKED: Record<Badge, (x: number, y: number) => boolean> = {
  overdue: (x, y) => Math.abs(x) < 2 && ((y > -8 && y < 2) || (y > 4 && y < 8)),
  soon: (x, y) => (Math.abs(x) < 1.6 && y > -8 && y < 1.6) || (Math.abs(y) < 1.6 && x > -1.6 && x < 6.5),
};

function badge(name: Badge, theme: Theme): Pattern {
  const colour = BADGE_COLOURS[theme][name];
  const paper = PAPER[theme];
  return paint(BADGE_PX, (x, y) => {
    const d = Math.hypot(x, y) - 12;
    const isInked = INKED[name](x, y);
    // the late one is a filled disc, the other one a ring
    const inside = name === 'overdue' ? (isInked ? paper : colour) : isInked || d > -2.5 ? colour : paper;
    return { colour: mix(inside, paper, clamp(d + 0.5)), cover: clamp(14.5 - Math.hypot(x, y)) };
  });
}

export const EVENT_IMAGES: Images = Object.fromEntries(
  (['light', 'dark'] as const).flatMap((theme): [string, () => Pattern][] => [
    ...EVENT_SHAPES.flatMap((shape) =>
      EVENT_GRADES.map((grade): [string, () => Pattern] => [
        `event-${shape}-${grade}-${theme}`,
        () => sign(shape, grade, theme),
      ]),
    ),
    ...BADGES.map((name): [string, () => Pattern] => [`badge-${name}-${theme}`, () => badge(name, theme)]),
  ]),
);
