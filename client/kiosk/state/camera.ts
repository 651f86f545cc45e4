/** What the map shows: the middle, and how many metres a pixel is. It never turns and never tilts. */
import { signal } from '@preact/signals';
import type { Box, Point } from '../../print/plane.ts';
import { ground } from './atlas.ts';
import { choice } from './choice.ts';

export interface Camera extends Point {
  readonly metresPerPixel: number;
}

/** Of the map in pixels, and of the letters on it. */
export const size = signal({ width: 800, height: 600, letter: 20 });
export const camera = signal<Camera>({ x: 0, y: 0, metresPerPixel: 1 });
/** True while it shows what it shows at the start. */
export const isHome = signal(true);

/** A building fills the screen, and no nearer. */
const NEAREST = 0.12;

const farthest = (): number => fitting(ground.peek()?.box ?? { west: 0, north: 0, east: 1000, south: 1000 }, 1) * 1.3;

function fitting({ west, north, east, south }: Box, fill: number): number {
  const { width, height } = size.peek();
  return Math.max((east - west) / (width * fill), (south - north) / (height * fill), NEAREST);
}

export function show(box: Box, fill = 0.9): void {
  const metresPerPixel = fitting(box, fill);
  camera.value = { x: (box.west + box.east) / 2, y: (box.north + box.south) / 2, metresPerPixel };
}

export function goHome(): void {
  const all = ground.peek()?.box;
  if (all !== undefined) show(all, 0.94);
  isHome.value = true;
}

/** The chosen grid and where it was asked from. */
export function showChoice(): void {
  const now = choice.peek();
  if (now === null) return;
  const { grid, point } = now;
  const near = { west: point.x - 150, east: point.x + 150, north: point.y - 150, south: point.y + 150 };
  show(grid === null ? near : grid.box, 0.72);
  isHome.value = false;
}

/** The middle stays over the area. */
function inside({ x, y, metresPerPixel }: Camera): Camera {
  const box = ground.peek()?.box;
  if (box === undefined) return { x, y, metresPerPixel };
  return {
    x: Math.min(box.east, Math.max(box.west, x)),
    y: Math.min(box.south, Math.max(box.north, y)),
    metresPerPixel,
  };
}

export function panBy(dx: number, dy: number): void {
  const { x, y, metresPerPixel } = camera.peek();
  camera.value = inside({ x: x - dx * metresPerPixel, y: y - dy * metresPerPixel, metresPerPixel });
  isHome.value = false;
}

/** `at`: pixels from the middle that stay where they are. */
export function zoomBy(factor: number, at = { x: 0, y: 0 }): void {
  const { x, y, metresPerPixel } = camera.peek();
  const next = Math.min(farthest(), Math.max(NEAREST, metresPerPixel / factor));
  const gone = metresPerPixel - next;
  camera.value = inside({ x: x + at.x * gone, y: y + at.y * gone, metresPerPixel: next });
  isHome.value = false;
}
