/**
 * What a listener may see, and the name of all who see the same: they share their frames. Pure. Events are seen by those who
 * have one of the roles over their area; news also by whoever answers for a part of the area it is about.
 */
import { areasOf, type Caller, covers, may } from '../access/caller.ts';
import type { Role } from '../contract/access.ts';

/** Who may listen. */
export const LISTENERS = ['viewer', 'dispatcher', 'planner', 'reviewer', 'auditor'] as const satisfies readonly Role[];
/** Who may see the events themselves. */
export const EVENT_LISTENERS = [
  'viewer',
  'worker',
  'dispatcher',
  'reviewer',
  'auditor',
] as const satisfies readonly Role[];

export interface Sight {
  readonly key: string;
  /** Of an event whose area this is. */
  seesEvent(area: string): boolean;
  /** Of news about this area; '' is everybody's. */
  seesNews(area: string): boolean;
}

/** News without an area is everybody's. News of an area is for who may see it, or a part of it. */
export function reaches(area: string, caller: Caller, asked: string | null): boolean {
  if (area === '') return true;
  if (asked !== null && !covers(asked, area) && !covers(area, asked)) return false;
  return may(caller, LISTENERS, area) || caller.grants.some((grant) => covers(area, grant.area));
}

/** The areas whose events are seen: what was asked for, as far as the roles reach; null: all. */
export function eventAreas(caller: Caller, asked: string | null): string[] | null {
  const granted = areasOf(caller, EVENT_LISTENERS);
  if (granted === null) return asked === null ? null : [asked];
  if (asked === null) return granted;
  if (granted.some((area) => covers(area, asked))) return [asked];
  return granted.filter((area) => covers(asked, area));
}

export function sightOf(caller: Caller, asked: string | null): Sight {
  const areas = eventAreas(caller, asked);
  // kept apart by what news reaches them, too: the grants as they are
  const grants = caller.grants.map(({ role, area }) => `${role}:${area ?? '*'}`).sort();
  return {
    key: [asked ?? '*', ...(areas ?? ['*']), '|', ...new Set(grants)].join(' '),
    seesEvent: (area) => areas === null || areas.some((one) => covers(one, area)),
    seesNews: (area) => reaches(area, caller, asked),
  };
}
