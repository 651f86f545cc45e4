/** What becomes of a reported event: steps of the loop with the minutes between them. Some are left for whoever looks. Pure. */
import type { EventStep } from '../contract/events.ts';
import type { Chance } from './chance.ts';
import { type EventKind, UNIT_NAMES } from './event-kinds.ts';

export interface CourseStep {
  readonly step: EventStep;
  /** Minutes after the one before. */
  readonly after: number;
  /** field: those who handle; office: those who dispatch, verify and close. */
  readonly by: 'field' | 'office';
  readonly why?: string;
}

/** So much of what is reported goes so far. */
const FAR: readonly { readonly last: EventStep | null; readonly weight: number }[] = [
  { last: null, weight: 12 },
  { last: 'dispatch', weight: 14 },
  { last: 'handle', weight: 20 },
  { last: 'feedback', weight: 8 },
  { last: 'close', weight: 46 },
];
/** Handling takes less than in the long run, so that an hour shows it. */
const SHORTEST_MIN = 4;
const LONGEST_MIN = 30;

export function courseOf(kind: EventKind, chance: Chance): CourseStep[] {
  const { last } = chance.weighted(FAR, ({ weight }) => weight);
  const handling = Math.min(LONGEST_MIN, Math.max(SHORTEST_MIN, kind.minutes * chance.between(0.08, 0.25)));
  const done = chance.pick(['已处置完毕', '已清理并恢复原状', '已现场处理，情况正常']);
  const course: CourseStep[] = [
    { step: 'file', after: chance.between(0.5, 2), by: 'office' },
    { step: 'dispatch', after: chance.between(0.5, 2), by: 'office' },
    { step: 'handle', after: chance.between(2, 6), by: 'field' },
    { step: 'feedback', after: handling, by: 'field', why: done },
    { step: 'verify', after: chance.between(3, 8), by: 'office', why: '现场核查属实' },
    { step: 'close', after: chance.between(1, 3), by: 'office' },
  ];
  return last === null ? [] : course.slice(0, course.findIndex(({ step }) => step === last) + 1);
}

/** Of the town in which the grid lies, or of the county. */
export function unitOver(kind: EventKind, grid: string): string {
  const { unit } = kind;
  if (unit === null) throw new Error(`${kind.category} is handled by no unit`);
  return `${grid.slice(0, UNIT_NAMES[unit].level === 'county' ? 6 : 9)}-${unit}`;
}
