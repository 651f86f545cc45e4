/** The list of the command: what is shown of the events at the moment of the clock, in which order, in which groups. */
import { computed, signal } from '@preact/signals';
import { announce } from '../announce.ts';
import { parameter, setParams } from '../route.ts';
import { readStored, writeStored } from '../stored.ts';
import { session } from '../who.ts';
import { shownRows } from './board.ts';
import { choose, chosenId } from './chosen.ts';
import { moment } from './clock.ts';
import {
  formatFilter,
  type ListFilter,
  matches,
  parseFilter,
  STANDINGS,
  type Standing,
  stands,
} from './list-filter.ts';
import { type Entry, entriesOf, GROUPINGS, type Grouping } from './list-groups.ts';
import { rowWords } from './row-words.ts';
import { majorOf, rules, warnBefore } from './rules.ts';
import { byUrgency, isPlaced, type Judged, judge } from './urgency.ts';

const asked = parameter('show');
export const listFilter = computed<ListFilter>(() => parseFilter(asked.value));
export const filterBy = (change: Partial<ListFilter>): void =>
  setParams({ show: formatFilter({ ...listFilter.peek(), ...change }) });

/** Words looked for; not in the address, which holds no free text. */
export const searched = signal('');

const stored = readStored('events.group');
export const grouping = signal<Grouping>(GROUPINGS.find((one) => one === stored) ?? 'none');
export function groupBy(next: Grouping): void {
  grouping.value = next;
  writeStored('events.group', next === 'none' ? null : next);
}
export const folded = signal<ReadonlySet<string>>(new Set());
export function toggleFold(key: string): void {
  const now = new Set(folded.peek());
  const whole = `${grouping.peek()}/${key}`;
  if (!now.delete(whole)) now.add(whole);
  folded.value = now;
}

/** The caller's login and the units whose member they are. */
const self = computed<ReadonlySet<string>>(() => {
  const login = session.value?.login ?? '';
  const units = rules.value.units.filter(({ members }) => members.includes(login)).map(({ code }) => code);
  return new Set(login === '' ? units : [login, ...units]);
});

/** Every event, judged by the clock; whatever is listed is taken from here. */
export const judged = computed<readonly Judged[]>(() => {
  const now = moment.value;
  const warn = warnBefore.value;
  return [...shownRows.value.rows.values()].map((row) => judge(row, now, warn));
});

/** Those that match everything but the standing, for the counts on its buttons. */
const matching = computed(() => {
  const filter = listFilter.value;
  const with_ = { self: self.value, text: searched.value, words: rowWords };
  return judged.value.filter(({ row }) => matches(row, filter, with_));
});

export const standingCounts = computed<Readonly<Record<Standing, number>>>(() => {
  const counts = { open: 0, overdue: 0, soon: 0, unplaced: 0, ended: 0 };
  for (const event of matching.value) for (const standing of STANDINGS) if (stands(event, standing)) counts[standing]++;
  return counts;
});

export const listed = computed<readonly Judged[]>(() =>
  matching.value.filter((event) => stands(event, listFilter.value.standing)).sort(byUrgency),
);

export const entries = computed<readonly Entry[]>(() => entriesOf(listed.value, grouping.value, folded.value, majorOf));

/** Open ones that are not on the map; they stay in sight whatever is listed. */
export const unplacedCount = computed(
  () => judged.value.filter(({ row, urgency }) => urgency !== 'ended' && !isPlaced(row)).length,
);

/** To the next (+1) or previous (−1) of these events after the chosen one, round the end. */
function stepThrough(events: readonly Judged[], by: 1 | -1): boolean {
  if (events.length === 0) return false;
  const at = events.findIndex(({ row }) => row.id === chosenId.peek());
  const next = at < 0 ? (by === 1 ? 0 : events.length - 1) : (at + by + events.length) % events.length;
  choose(events[next]?.row.id ?? null);
  return true;
}

/** In the order of the screen, groups and all. */
const inOrder = (): Judged[] => entries.peek().flatMap((entry) => (entry.is === 'event' ? [entry.event] : []));

export const stepRow = (by: 1 | -1): boolean => stepThrough(inOrder(), by);
/** Through the overdue ones that match, even when the list shows others; `none` is said when there are none. */
export function stepOverdue(by: 1 | -1, none: string): void {
  const overdue = matching.peek().filter(({ urgency }) => urgency === 'overdue');
  if (!stepThrough([...overdue].sort(byUrgency), by)) announce(none);
}
