/** The grid that was asked about, and from where: a touch of the map, a building, a grid, or the link of a code. */
import { effect, signal } from '@preact/signals';
import type { Point } from '../../print/plane.ts';
import { type GroundGrid, type GroundPlace, gridAt, microAt, placeNear, toBorder } from '../ground.ts';
import { ground } from './atlas.ts';

export interface Choice {
  /** Null: no grid answers there. */
  readonly grid: GroundGrid | null;
  readonly micro: GroundGrid | null;
  readonly place: GroundPlace | null;
  /** From where service points are measured. */
  readonly point: Point;
  readonly by: 'map' | 'name' | 'grid';
  /** Of a touched point, to the border of its grid. */
  readonly borderM: number | null;
}

export const choice = signal<Choice | null>(null);
/** What was typed. */
export const query = signal('');

const byCode = (code: string | null): GroundGrid | null =>
  (code === null ? null : ground.peek()?.grids.find(({ grid }) => grid.code === code)) ?? null;

/** `reachM`: a building so near is what was meant. */
export function choosePoint(point: Point, reachM: number): void {
  const here = ground.peek();
  if (here === null) return;
  const place = placeNear(here, point, reachM);
  if (place !== null) {
    choosePlace(place.place.code, 'map');
    return;
  }
  const grid = gridAt(here, point);
  const micro = grid === null ? null : microAt(here, grid.grid.code, point);
  choice.value = { grid, micro, place: null, point, by: 'map', borderM: grid === null ? null : toBorder(grid, point) };
}

export function choosePlace(code: string, by: Choice['by'] = 'name'): void {
  const here = ground.peek();
  const place = here?.places.find((one) => one.place.code === code);
  if (here === null || place === undefined) return;
  const grid = byCode(place.place.grid);
  const micro = grid === null ? null : microAt(here, grid.grid.code, place);
  choice.value = { grid, micro, place, point: place, by, borderM: null };
}

/** Of a micro grid, the grid it lies in. */
export function chooseGrid(code: string): void {
  const found = byCode(code);
  if (found === null) return;
  const isMicro = found.grid.kind === 'micro';
  const grid = isMicro ? byCode(found.grid.parent) : found;
  choice.value = { grid, micro: isMicro ? found : null, place: null, point: found.label, by: 'grid', borderM: null };
}

/** What is shown follows a newer atlas: another worker, another border. */
export function followAtlas(): void {
  effect(() => {
    if (ground.value === null) return;
    const now = choice.peek();
    if (now === null) return;
    const again = (one: GroundGrid | null) => byCode(one?.grid.code ?? null);
    const place = ground.value.places.find((one) => one.place.code === now.place?.place.code) ?? null;
    choice.value = { ...now, grid: again(now.grid), micro: again(now.micro), place };
  });
}
