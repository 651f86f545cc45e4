/** Which events are this worker's, and in which order. */
import type { EventRow } from '../../../server/contract/events.ts';
import { byUrgency, type Judged, judge } from '../../state/command/urgency.ts';
import { login, ownGrids } from './me.ts';
import { cards, myUnits, rows } from './parts.ts';

/** Share of the time limit that is left when it is about to be overdue; as the service's default. */
const WARN_BEFORE = 0.25;

/** In hand; what was handled waits for others. */
const IN_HAND: readonly EventRow['state'][] = ['dispatched', 'handling', 'suspended'];

export const isMine = ({ handler, state }: Pick<EventRow, 'handler' | 'state'>): boolean =>
  handler !== null &&
  IN_HAND.includes(state) &&
  (handler.kind === 'worker' ? handler.code === login.value : (myUnits.value ?? []).includes(handler.code));

/** Reported or handled in the own grid: somebody of the grid looks at it. */
const waitsForGrid = ({ grid, state }: EventRow): boolean =>
  (state === 'reported' || state === 'handled') && grid !== null && ownGrids.value.includes(grid);

export const concernsMe = (row: EventRow): boolean => isMine(row) || waitsForGrid(row);

/** Handled by me or my unit. */
export const mine = (now: number): Judged[] =>
  (rows.value ?? [])
    .filter(isMine)
    .map((row) => judge(row, now, WARN_BEFORE))
    .sort(byUrgency);

/** Of my grid, with a step I may take: to look at what was reported, or at what was handled. */
export const toCheck = (now: number): Judged[] =>
  (rows.value ?? [])
    .filter((row) => waitsForGrid(row) && !isMine(row))
    .filter(
      ({ id }) =>
        cards.value?.[id]?.card.allowed.some(({ step }) => ['check', 'verify', 'solve', 'rework'].includes(step)) ??
        true,
    )
    .map((row) => judge(row, now, WARN_BEFORE))
    .sort(byUrgency);
