/** Pointing at the map: for the report that is being written, or for an event that nobody could locate. */
import { signal } from '@preact/signals';

export interface Placing {
  /** The event that is placed; null: the report. */
  readonly event: string | null;
}
export const placing = signal<Placing | null>(null);

/** The point shown for what is being placed. */
export const placed = signal<{ readonly lon: number; readonly lat: number } | null>(null);

export function startPlacing(event: string | null): void {
  placing.value = { event };
  if (event !== null) placed.value = null;
}

export function stopPlacing(): void {
  placing.value = null;
  placed.value = null;
}
