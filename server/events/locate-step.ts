/**
 * The place of an event put right by a step: where it is, or which of two grids beside a border answers. A grid that is named
 * goes before the position; it has to be one of the county's of that time. An event stays in its county.
 */
import type { StepBody } from '../contract/events.ts';
import { Refusal } from '../contract/problem.ts';
import type { EventFile, Placed } from './event-file.ts';
import { areaOf, type Found, type Locating, type When } from './whereabouts.ts';

export interface PlacedByStep {
  readonly placed: Placed;
  readonly area: string;
}

/** What was found for a step, before its event is locked: finding asks the database. */
export interface FoundForStep {
  readonly found: Found | null;
  readonly chosen: Awaited<ReturnType<Locating['gridOf']>>;
}

export async function findForStep(
  locating: Locating,
  body: StepBody,
  county: string,
  when: When,
  borderM: (county: string) => Promise<number>,
): Promise<FoundForStep> {
  const asks = [body.lon, body.lat, body.place, body.address].some((value) => value !== undefined);
  return {
    found: asks ? await locating.find(body, when, county, borderM) : null,
    chosen: body.grid === undefined ? null : await locating.gridOf(county, body.grid, when),
  };
}

/** Throws `grid-unknown`, and what the question looks like where nothing was found. */
export function placedByStep(
  { placed: before, now: event }: EventFile,
  body: StepBody,
  { found, chosen }: FoundForStep,
): PlacedByStep {
  if (found !== null && found.notLocated !== null && body.grid === undefined) throw notFound(found.notLocated, body);
  const placed = found?.placed ?? before;
  const area = found?.area ?? event.area;
  if (body.grid === undefined) return { placed, area };
  if (chosen === null) throw new Refusal('grid-unknown', { code: body.grid }, pointer('/grid', 'grid-unknown'));
  const { grid, map, gridId, worker } = chosen;
  return {
    placed: { ...placed, grid: grid.code, gridId, gridAlso: null, edition: map.edition, worker },
    area: areaOf(grid, map),
  };
}

function notFound(what: string, body: StepBody): Refusal {
  const { lon, lat, place, address } = body;
  switch (what) {
    case 'place-unknown':
      return new Refusal('place-unknown', { place }, pointer('/place', what));
    case 'address-unknown':
      return new Refusal('address-unknown', { address }, pointer('/address', what));
    case 'place-ambiguous':
    case 'address-ambiguous':
      return new Refusal('locate-question-ambiguous', { place, address }, pointer('', what));
    case 'coordinate-invalid':
    case 'coordinate-out-of-range':
    case 'coordinate-swapped':
      return new Refusal(what, { lon, lat }, pointer('/lon', what));
    default:
      return new Refusal('coordinate-outside-served-area', { lon, lat }, pointer('/lon', what));
  }
}

function pointer(where: string, code: string) {
  return { errors: [{ pointer: where, code }] };
}
