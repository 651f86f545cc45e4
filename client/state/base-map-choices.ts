/** What the reader chooses of the base map, and what became of it. */
import { computed, signal } from '@preact/signals';
import { readStored, writeStored } from './stored.ts';

export const baseMapOn = signal(readStored('base-map') !== 'off');
/** 0…1 of what the map library draws. */
export const baseMapStrength = signal(1);
export const baseMapState = signal<'loading' | 'shown' | 'failed'>('loading');
/** The reader has seen that it did not load: said once. */
export const failureSeen = signal(false);

/** The base map can be seen, so the county's own streets would be there twice. */
export const baseMapDrawn = computed(() => baseMapOn.value && baseMapState.value === 'shown');

export function switchBaseMap(): void {
  baseMapOn.value = !baseMapOn.value;
  writeStored('base-map', baseMapOn.value ? null : 'off');
}
