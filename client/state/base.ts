/** What lies under the grids: roads, water, green, compounds of the county. */
import { signal } from '@preact/signals';
import type { BaseFeature } from '../api/atlas.ts';

export const base = signal<readonly BaseFeature[]>([]);
