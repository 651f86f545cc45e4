/** Outlines of the buildings of the chosen grid, where they can be had: without them a building is a square. */
import { signal } from '@preact/signals';
import type { PlaceCollection } from '../../../server/contract/places.ts';
import { ground } from './atlas.ts';
import { choice } from './choice.ts';
import { ask } from './kept.ts';

type Footprint = NonNullable<PlaceCollection['features'][number]['footprint']>;

export const outlines = signal<{ readonly grid: string; readonly shapes: readonly Footprint[] }>({
  grid: '',
  shapes: [],
});

export async function readOutlines(): Promise<void> {
  const grid = choice.peek()?.grid?.grid.code;
  if (grid === undefined || grid === outlines.peek().grid || ground.peek() === null) return;
  const query = new URLSearchParams({ grid, kind: 'building', footprints: 'true', limit: '2000' });
  const answer = await ask(`/api/places?${query}`).catch(() => null);
  if (answer === null || choice.peek()?.grid?.grid.code !== grid) return;
  const { features } = JSON.parse(answer.text) as PlaceCollection;
  outlines.value = { grid, shapes: features.flatMap(({ footprint }) => footprint ?? []) };
}
