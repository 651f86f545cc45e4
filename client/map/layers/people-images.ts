/**
 * Signs of workers, drawn here so that no image is fetched. How fresh a position is, is told by the shape: a filled disc (fresh), a
 * ring (late), a broken ring crossed out (lost). Where it lies, by a flag besides its colour: none in the own grid, a filled one
 * in another grid, a hollow one outside every grid.
 */
import type { WorkerPosition } from '../../../server/contract/positions.ts';
import type { Images } from '../draw-images.ts';
import type { Pattern } from '../patterns.ts';

type Rgb = readonly [number, number, number];
type Theme = 'light' | 'dark';
export type Fresh = WorkerPosition['fresh'];
export type Stood = WorkerPosition['place'];
export const FRESH: readonly Fresh[] = ['fresh', 'late', 'lost'];
export const STOOD: readonly Stood[] = ['own-grid', 'other-grid', 'outside'];

/** At least 4.5 : 1 against paper and the dark ground. */
export const PLACE_COLOURS: Record<Theme, Record<Stood, Rgb>> = {
  light: { 'own-grid': [35, 98, 52], 'other-grid': [0, 84, 138], outside: [156, 60, 0] },
  dark: { 'own-grid': [150, 220, 164], 'other-grid': [140, 200, 240], outside: [255, 178, 125] },
};
const PAPER: Record<Theme, Rgb> = { light: [255, 253, 248], dark: [16, 22, 30] };

const PX = 56;
const R = 16;

const clamp = (value: number): number => Math.max(0, Math.min(1, value));
/** Head and shoulders, negative inside. */
const person = (x: number, y: number): number =>
  Math.min(Math.hypot(x, y + 5) - 4.4, Math.max(Math.hypot(x / 1.15, y - 9.5) - 7.2, y - 8.5));
const slash = (x: number, y: number): number => Math.max(Math.abs(x - y) / Math.SQRT2 - 1.8, Math.hypot(x, y) - R);
/** Broken into eight. */
const isBroken = (x: number, y: number): boolean => Math.cos(8 * Math.atan2(y, x)) < -0.2;

/** How much of the colour, 0…1, against paper. */
const INKED: Record<Fresh, (x: number, y: number) => number> = {
  fresh: (x, y) => clamp(0.5 - (Math.hypot(x, y) - R)) * (1 - clamp(0.5 - person(x, y))),
  late: (x, y) => clamp(0.5 - Math.min(Math.abs(Math.hypot(x, y) - R + 1.8) - 1.9, person(x, y))),
  lost: (x, y) => {
    const ring = isBroken(x, y) ? 9 : Math.abs(Math.hypot(x, y) - R + 1.8) - 1.9;
    return clamp(0.5 - Math.min(ring, slash(x, y), Math.max(person(x, y), 2.6 - Math.abs(x - y) / Math.SQRT2)));
  },
};

const FLAG = { x: 13, y: -13, half: 6 };
/** Null: no flag here. */
function flag(stood: Stood, x: number, y: number): { ink: number; cover: number } | null {
  if (stood === 'own-grid') return null;
  const d = Math.max(Math.abs(x - FLAG.x), Math.abs(y - FLAG.y)) - FLAG.half;
  if (d > 2.5) return null;
  return { ink: stood === 'outside' ? clamp(0.5 - (Math.abs(d + 1.4) - 1.5)) : clamp(0.5 - d), cover: clamp(2.5 - d) };
}

function sign(fresh: Fresh, stood: Stood, theme: Theme): Pattern {
  const [colour, paper] = [PLACE_COLOURS[theme][stood], PAPER[theme]];
  const data = new Uint8ClampedArray(PX * PX * 4);
  for (let row = 0; row < PX; row++) {
    for (let column = 0; column < PX; column++) {
      const [x, y] = [column - PX / 2 + 0.5, row - PX / 2 + 0.5];
      const above = flag(stood, x, y);
      const ink = above?.ink ?? INKED[fresh](x, y);
      const cover = Math.max(above?.cover ?? 0, clamp(R + 3 - Math.hypot(x, y)));
      const mixed = paper.map((value, at) => value + ((colour[at] ?? 0) - value) * ink);
      data.set([...mixed, 255 * cover], (row * PX + column) * 4);
    }
  }
  return { width: PX, height: PX, data };
}

export const PEOPLE_IMAGES: Images = Object.fromEntries(
  (['light', 'dark'] as const).flatMap((theme) =>
    FRESH.flatMap((fresh) =>
      STOOD.map((stood): [string, () => Pattern] => [
        `person-${fresh}-${stood}-${theme}`,
        () => sign(fresh, stood, theme),
      ]),
    ),
  ),
);
