/** What every QR code of a version looks like whatever it says: finders, timing, alignment, and where its own marks go. Pure. */
import type { QrVersion } from './versions.ts';

/** Rows of dark (true) and light; `taken` where no data may go. */
export interface Modules {
  readonly size: number;
  readonly dark: boolean[][];
  readonly taken: boolean[][];
}

export const square = (size: number): boolean[][] => Array.from({ length: size }, () => new Array(size).fill(false));

export function take({ size, dark, taken }: Modules, x: number, y: number, isDark: boolean): void {
  if (x < 0 || y < 0 || x >= size || y >= size) return;
  dark[y]![x] = isDark;
  taken[y]![x] = true;
}

export function patternOf({ version, size, marks }: QrVersion): Modules {
  const modules = { size, dark: square(size), taken: square(size) };
  for (let i = 0; i < size; i++) {
    take(modules, 6, i, i % 2 === 0);
    take(modules, i, 6, i % 2 === 0);
  }
  // a ring of light around it
  for (const [x, y] of [
    [3, 3],
    [size - 4, 3],
    [3, size - 4],
  ] as const)
    rings(modules, x, y, 4, (ring) => ring !== 2 && ring !== 4);
  const last = marks.length - 1;
  marks.forEach((x, i) => {
    marks.forEach((y, j) => {
      const onFinder = (i === 0 && j === 0) || (i === 0 && j === last) || (i === last && j === 0);
      if (!onFinder) rings(modules, x, y, 2, (ring) => ring !== 1);
    });
  });
  markMask(modules, 0);
  if (version >= 7) markVersion(modules, version);
  return modules;
}

function rings(modules: Modules, x: number, y: number, reach: number, isDark: (ring: number) => boolean): void {
  for (let dy = -reach; dy <= reach; dy++)
    for (let dx = -reach; dx <= reach; dx++)
      take(modules, x + dx, y + dy, isDark(Math.max(Math.abs(dx), Math.abs(dy))));
}

/** The remainder that guards the marks: `bits` are those of the divisor after its first. */
function guarded(value: number, bits: number, divisor: number): number {
  let rest = value;
  for (let i = 0; i < bits; i++) rest = (rest << 1) ^ ((rest >>> (bits - 1)) * divisor);
  return (value << bits) | rest;
}

const bit = (value: number, index: number): boolean => ((value >>> index) & 1) === 1;

/** Twice: which mask was used, and that the correction is M (which is written 00). */
export function markMask(modules: Modules, mask: number): void {
  const { size } = modules;
  const marks = guarded(mask, 10, 0x537) ^ 0x5412;
  for (let i = 0; i < 15; i++) {
    const isDark = bit(marks, i);
    if (i < 6) take(modules, 8, i, isDark);
    else if (i < 8) take(modules, 8, i + 1, isDark);
    else if (i === 8) take(modules, 7, 8, isDark);
    else take(modules, 14 - i, 8, isDark);
    if (i < 8) take(modules, size - 1 - i, 8, isDark);
    else take(modules, 8, size - 15 + i, isDark);
  }
  take(modules, 8, size - 8, true);
}

function markVersion(modules: Modules, version: number): void {
  const marks = guarded(version, 12, 0x1f25);
  for (let i = 0; i < 18; i++) {
    const [across, down] = [modules.size - 11 + (i % 3), Math.floor(i / 3)];
    take(modules, across, down, bit(marks, i));
    take(modules, down, across, bit(marks, i));
  }
}
