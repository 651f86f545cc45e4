/**
 * Fills that keep neighbours apart, by colour number: a pale tint, and lines or dots over it, since a grey printer makes all tints alike.
 * The lines are drawn over the whole frame and cut out by the grids, so they stay sharp: a pattern becomes dots of the screen in a PDF. Pure.
 */
import type { Size } from './page-sizes.ts';

export const HATCHES = ['plain', 'slash', 'dots', 'level', 'backslash', 'upright', 'cross'] as const;
export type Hatch = (typeof HATCHES)[number];

/** A number beyond the seven is drawn as one of them: only a heap of overlapping grids has it. */
export const fillOf = (colour: number): number => colour % HATCHES.length;

/** Millimetres between two lines. */
const STEP = 2.2;

export function hatchPath(hatch: Hatch, size: Size): string {
  switch (hatch) {
    case 'plain':
      return '';
    case 'level':
      return level(size);
    case 'upright':
      return upright(size);
    case 'slash':
      return slanted(size, 1);
    case 'backslash':
      return slanted(size, -1);
    case 'cross':
      return slanted(size, 1) + slanted(size, -1);
    case 'dots':
      return dots(size);
  }
}

const at = (mm: number): string => mm.toFixed(2);
const steps = (from: number, to: number, step: number): readonly number[] =>
  Array.from({ length: Math.max(0, Math.ceil((to - from) / step)) }, (_, i) => from + i * step);

const level = ({ width, height }: Size): string =>
  steps(STEP / 2, height, STEP)
    .map((y) => `M0 ${at(y)}H${at(width)}`)
    .join('');

const upright = ({ width, height }: Size): string =>
  steps(STEP / 2, width, STEP)
    .map((x) => `M${at(x)} 0V${at(height)}`)
    .join('');

/** `rise` 1: up to the right. */
const slanted = ({ width, height }: Size, rise: 1 | -1): string =>
  steps(-height, width, STEP * Math.SQRT2)
    .map((x) => `M${at(x)} ${rise > 0 ? at(height) : 0}l${at(height)} ${at(-rise * height)}`)
    .join('');

/** Lines of almost no length, which round caps make dots; each row between those of the row above. */
const dots = ({ width, height }: Size): string =>
  steps(STEP / 2, height, STEP)
    .flatMap((y, row) =>
      steps(row % 2 === 0 ? STEP / 2 : STEP * 1.5, width, STEP * 2).map((x) => `M${at(x)} ${at(y)}h.01`),
    )
    .join('');
