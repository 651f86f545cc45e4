/** Buildings of the own grids with their last visit, what waits to be sent counted, in the order one goes by. */
import { computed } from '@preact/signals';
import { byName } from '../../state/name-order.ts';
import { metresBetween } from './ground.ts';
import { unheard } from './outbox.ts';
import { type Building, buildings, unvisited } from './parts.ts';
import { here } from './position.ts';
import { now } from './shift.ts';

export interface VisitRow {
  readonly building: Building;
  /** null: never. */
  readonly days: number | null;
  /** A visit waits to be sent, or has just arrived. */
  readonly waiting: boolean;
  /** Metres; null: nobody knows where one is. */
  readonly away: number | null;
}
export type VisitOrder = 'longest' | 'nearest';

const DAY_MS = 24 * 3_600_000;

const known = computed(() => new Map((unvisited.value ?? []).map((place) => [place.place, place.lastVisit])));
const waitingPlaces = computed(
  () => new Set(unheard.value.flatMap(({ task }) => (task.kind === 'visit' ? [task.body.place] : []))),
);

/** Whether anything was ever heard about visits: without it nothing is said of them. */
export const knowsVisits = computed(() => unvisited.now.value !== null);

export function visitRows(order: VisitOrder, words: string): VisitRow[] {
  const at = here.value;
  const wanted = words.trim().toLowerCase();
  return (buildings.value ?? [])
    .filter(({ name, code }) => wanted === '' || `${name} ${code}`.toLowerCase().includes(wanted))
    .map((building) => {
      const last = known.value.get(building.code) ?? null;
      return {
        building,
        days: last === null ? null : Math.max(0, Math.floor((now.value - Date.parse(last)) / DAY_MS)),
        waiting: waitingPlaces.value.has(building.code),
        away: at === null ? null : metresBetween(at.lon, at.lat, building.lon, building.lat),
      };
    })
    .sort(order === 'nearest' && at !== null ? byDistance : byAge);
}

const byDistance = (a: VisitRow, b: VisitRow): number => a.away! - b.away!;
/** What was just visited goes last, whether it has arrived or not. */
const byAge = (a: VisitRow, b: VisitRow): number =>
  Number(a.waiting) - Number(b.waiting) ||
  (b.days ?? Number.MAX_SAFE_INTEGER) - (a.days ?? Number.MAX_SAFE_INTEGER) ||
  byName(a.building.name, b.building.name);
