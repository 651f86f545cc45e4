/** What the map shows and how: the legend writes it, the style follows. */
import { signal } from '@preact/signals';
import type { MapView } from '../map/view.ts';

export type Shown = MapView['shown'];

export const mode = signal<MapView['mode']>('neighbours');
export const opacity = signal(1);
export const shown = signal<Shown>({
  grids: true,
  names: true,
  areas: true,
  streets: true,
  buildings: true,
  micro: true,
});

export const toggleShown = (name: keyof Shown): void => {
  shown.value = { ...shown.value, [name]: !shown.value[name] };
};

/** The workspace on the screen draws grids of its own: those in force are not shown under them. */
export const gridsCovered = signal(false);
/** Panels hidden: the map alone. */
export const mapOnly = signal(false);
/** On a phone: the sheet with the table is pulled up. */
export const sheetOpen = signal(false);
/** On a phone: a form lies over the lower part of the map, whose upper part shows what it is about. */
export const formOverMap = signal(false);
/** A card of the workspace lies over the right of the map; on a phone over its lower part. */
export const cardOverMap = signal(false);
/** Whether a map can be drawn at all; `null` while nobody knows. */
export const canDraw = signal<boolean | null>(null);
