/** The list cut into groups, each with a heading that can be folded. */
import { byName } from '../name-order.ts';
import { type Judged, URGENCIES } from './urgency.ts';

export const GROUPINGS = ['none', 'urgency', 'state', 'kind', 'grade', 'grid', 'handler'] as const;
export type Grouping = (typeof GROUPINGS)[number];

export type Entry =
  | { readonly is: 'event'; readonly event: Judged }
  | {
      readonly is: 'group';
      readonly key: string;
      readonly count: number;
      readonly overdue: number;
      readonly folded: boolean;
    };

/** What an event is grouped by; a kind by its major. */
export function groupKey({ row, urgency }: Judged, by: Grouping, majorOf: (category: string) => string): string {
  switch (by) {
    case 'urgency':
      return urgency;
    case 'state':
      return row.state;
    case 'kind':
      return majorOf(row.category);
    case 'grade':
      return row.grade;
    case 'grid':
      return row.grid ?? '';
    case 'handler':
      return row.handler?.name ?? '';
    default:
      return '';
  }
}

const GRADE_ORDER = ['major', 'notable', 'ordinary', 'simple'];

/** Groups in an order of their own where they have one, else the one with most overdue first, then the largest. */
function groupOrder(by: Grouping, groups: ReadonlyMap<string, readonly Judged[]>): string[] {
  const keys = [...groups.keys()];
  const fixed: readonly string[] | null = by === 'urgency' ? URGENCIES : by === 'grade' ? GRADE_ORDER : null;
  if (fixed) return keys.sort((a, b) => fixed.indexOf(a) - fixed.indexOf(b));
  const size = (key: string) => groups.get(key)?.length ?? 0;
  const late = (key: string) => lateIn(groups.get(key) ?? []);
  // who has it in hand goes by name, the others by their codes
  const byKey = by === 'handler' ? byName : (a: string, b: string) => (a < b ? -1 : 1);
  return keys.sort((a, b) => late(b) - late(a) || size(b) - size(a) || byKey(a, b));
}

const lateIn = (events: readonly Judged[]): number => events.filter(({ urgency }) => urgency === 'overdue').length;

export function entriesOf(
  events: readonly Judged[],
  by: Grouping,
  folded: ReadonlySet<string>,
  majorOf: (category: string) => string,
): Entry[] {
  if (by === 'none') return events.map((event) => ({ is: 'event', event }));
  const groups = new Map<string, Judged[]>();
  for (const event of events) {
    const key = groupKey(event, by, majorOf);
    const group = groups.get(key);
    if (group) group.push(event);
    else groups.set(key, [event]);
  }
  return groupOrder(by, groups).flatMap((key): Entry[] => {
    const all = groups.get(key) ?? [];
    const isFolded = folded.has(`${by}/${key}`);
    const heading: Entry = { is: 'group', key, count: all.length, overdue: lateIn(all), folded: isFolded };
    return [heading, ...(isFolded ? [] : all.map((event): Entry => ({ is: 'event', event })))];
  });
}
