/** Which list of events a figure leads to; null where no filter of the list can show just them. Pure. */
import type { Group } from '../../../server/contract/event-statistics.ts';
import type { FiguresChoice } from './figures-choice.ts';
import type { FigureName } from './figures-columns.ts';
import { type ListFilter, NO_FILTER } from './list-filter.ts';

export interface EventsAsked {
  readonly filter: ListFilter;
  readonly area: string;
  /** Words looked for in the list: the code of a grid. */
  readonly text: string;
}

/** The list has what is open now, all of it; of what is ended only the latest. */
const STANDS: Partial<Record<FigureName, Partial<ListFilter>>> = {
  open: { standing: 'open' },
  overdue: { standing: 'overdue' },
  suspended: { standing: 'open', state: 'suspended' },
};

/** `groups` and `key`: of the row; none: of the total. */
export function eventsOf(
  figure: FigureName,
  { choice, area }: { choice: FiguresChoice; area: string },
  groups: readonly (Group | null)[] = [],
  key: readonly (string | null)[] = [],
): EventsAsked | null {
  const stands = STANDS[figure];
  // the list knows no ways
  if (stands === undefined || choice.way !== null) return null;
  const { kind, grade, channel } = choice;
  let asked = { filter: { ...NO_FILTER, ...stands, kind, grade, channel } as ListFilter, area, text: '' };
  for (const [at, group] of groups.entries()) {
    if (group === null) continue;
    const value = key[at];
    if (value === null || value === undefined) return null;
    if (group === 'town' || group === 'community') asked = { ...asked, area: longer(asked.area, value) };
    else if (group === 'grid') asked = { ...asked, text: value };
    else if (group === 'major' || group === 'category')
      asked = { ...asked, filter: { ...asked.filter, kind: longer(asked.filter.kind ?? '', value) } };
    else if (group === 'grade' || group === 'channel')
      asked = { ...asked, filter: { ...asked.filter, [group]: value as never } };
    else return null;
  }
  return asked;
}

/** Codes begin with the code of what they lie in. */
const longer = (a: string, b: string): string => (a.length >= b.length ? a : b);
