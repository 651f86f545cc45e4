/** Grid, community, town, county: who has an event in hand, and how far up a role over an area reaches. */
import type { Role } from '../../contract/access.ts';
import { type EventLevel, LEVELS } from '../../contract/event-rules.ts';

export interface RoleOverArea {
  readonly role: Role;
  /** Null: everything. */
  readonly area: string | null;
}

export function levelAbove(level: EventLevel): EventLevel | null {
  return LEVELS[LEVELS.indexOf(level) + 1] ?? null;
}

export function isAtLeast(level: EventLevel | null, other: EventLevel): boolean {
  return level !== null && LEVELS.indexOf(level) >= LEVELS.indexOf(other);
}

/** An admin has every role. */
export function has(grants: readonly RoleOverArea[], role: Role, area: string): boolean {
  return grants.some((grant) => gives(grant, role) && covers(grant, area));
}

/** The highest level of a role over the area: 6 digits are a county, 9 a town, 12 a community. */
export function reach(grants: readonly RoleOverArea[], role: Role, area: string): EventLevel | null {
  let highest: EventLevel | null = null;
  for (const grant of grants) {
    if (!gives(grant, role) || !covers(grant, area)) continue;
    const level = levelOf(grant.area);
    if (highest === null || isAtLeast(level, highest)) highest = level;
  }
  return highest;
}

/** 6 digits are a county, 9 a town, 12 a community; null and '' are everything. */
export function levelOf(area: string | null): EventLevel {
  const digits = area?.length ?? 0;
  if (digits <= 6) return 'county';
  if (digits <= 9) return 'town';
  return digits <= 12 ? 'community' : 'grid';
}

function gives(grant: RoleOverArea, role: Role): boolean {
  return grant.role === role || grant.role === 'admin';
}

function covers({ area }: RoleOverArea, inner: string): boolean {
  return area === null || inner.startsWith(area);
}
