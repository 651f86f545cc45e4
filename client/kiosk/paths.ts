/** Squares for buildings without an outline, and the length of the scale bar of the screen. Pure. */
import type { GroundPlace } from './ground.ts';

const at = (x: number, y: number): string => `${x.toFixed(1)} ${y.toFixed(1)}`;

/** Squares of so many metres, all in one path. */
export const squaresPath = (places: readonly GroundPlace[], metres: number): string =>
  places.map(({ x, y }) => `M${at(x - metres / 2, y - metres / 2)}h${metres}v${metres}h-${metres}z`).join('');

const STEPS = [10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000];

/** The longest round length within so many metres. */
export const scaleLength = (metres: number): number => STEPS.filter((step) => step <= metres).at(-1) ?? 10;
