/** Hatches as pixels, drawn here so that no image is fetched: slanted lines (over) and dots (under). RGBA, 16 × 16. */
export interface Pattern {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

const SIZE = 16;

/** A tile in one colour; `inked` gives 0…1 for each of its pixels. */
export function drawTile(colour: readonly [number, number, number], inked: (x: number, y: number) => number): Pattern {
  const data = new Uint8ClampedArray(SIZE * SIZE * 4);
  for (let y = 0; y < SIZE; y++) {
    for (let x = 0; x < SIZE; x++) data.set([...colour, Math.round(255 * inked(x, y))], (y * SIZE + x) * 4);
  }
  return { width: SIZE, height: SIZE, data };
}

/** Two slanted lines per tile; the ends meet those of the next tile. */
export const slanted = (x: number, y: number): number => {
  const d = (x + y) % 8;
  return d < 2 ? 1 : d === 2 || d === 7 ? 0.45 : 0;
};

export const dotted = (x: number, y: number): number => {
  const cx = (x % 8) - 3.5;
  const cy = (y % 8) - 3.5;
  return Math.max(0, Math.min(1, 2.1 - Math.hypot(cx, cy)));
};

/** Dark ink on the light ground, light ink on the dark one. */
export const PATTERNS: Readonly<Record<string, () => Pattern>> = {
  'hatch-over-light': () => drawTile([122, 46, 0], slanted),
  'hatch-under-light': () => drawTile([0, 52, 92], dotted),
  'hatch-over-dark': () => drawTile([255, 190, 140], slanted),
  'hatch-under-dark': () => drawTile([160, 215, 255], dotted),
};
