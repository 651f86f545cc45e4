/** The answers the page lives on, each with the name it is kept under. */
import { computed } from '@preact/signals';
import type { DutyMe } from '../../../server/contract/duty.ts';
import type { Category } from '../../../server/contract/event-rules.ts';
import type { EventCard, EventRow } from '../../../server/contract/events.ts';
import type { GridFeature } from '../../../server/contract/grids.ts';
import type { TrailLooks } from '../../../server/contract/positions.ts';
import type { UnvisitedPlace } from '../../../server/contract/visits.ts';
import type { Worker } from '../../../server/contract/workers.ts';
import type { BaseFeature } from '../../api/atlas.ts';
import { Part } from './part.ts';

/** An event's card with the tag its next step must name. */
export interface KeptCard {
  readonly card: EventCard;
  readonly tag: string;
}
/** A building or unit as the lists of this page have it. */
export interface Building {
  readonly code: string;
  readonly name: string;
  readonly grid: string | null;
  readonly lon: number;
  readonly lat: number;
  readonly households: number | null;
  /** Its outline, for the sketch. */
  readonly footprint: GridFeature['geometry'] | null;
}

export const duty = new Part<DutyMe>('duty');
export const rows = new Part<readonly EventRow[]>('rows');
export const cards = new Part<Readonly<Record<string, KeptCard>>>('cards');
export const categories = new Part<readonly Category[]>('categories');
export const gridsAround = new Part<readonly GridFeature[]>('grids');
export const base = new Part<readonly BaseFeature[]>('base');
export const buildings = new Part<readonly Building[]>('buildings');
export const unvisited = new Part<readonly UnvisitedPlace[]>('unvisited');
export const colleagues = new Part<readonly Worker[]>('colleagues');
export const looks = new Part<TrailLooks['looks']>('looks');
/** Codes of the units this account belongs to. */
export const myUnits = new Part<readonly string[]>('units');

/** When the last of what changes often was heard. */
export const heardAt = computed(() => Math.max(rows.now.value?.at ?? 0, duty.now.value?.at ?? 0) || null);

export const categoryOf = (code: string): Category | undefined =>
  categories.value?.find((category) => category.code === code);
export const kindName = (code: string): string => categoryOf(code)?.name ?? code;
export const gridOf = (code: string | null): GridFeature | undefined =>
  code === null ? undefined : gridsAround.value?.find((grid) => grid.id === code);
