/** What is chosen and what is pointed at: codes of the domain, never features of the map. */
import { signal } from '@preact/signals';
import type { PlaceFeature } from '../../server/contract/places.ts';

/** The grid chosen in the table, by search or by touching the map. */
export const selectedGrid = signal<string | null>(null);
/** The grid under the pointer, on the map or in the table. */
export const hoveredGrid = signal<string | null>(null);
/** The place chosen by search, shown above the answer. */
export const selectedPlace = signal<PlaceFeature | null>(null);
