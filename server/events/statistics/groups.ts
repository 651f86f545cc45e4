/**
 * What rows are made by: each group turns an event into a number, and a number into the key and the name of a row. Number 0
 * is the row of those that have none (no grid, no handler).
 */

import { GRADES, WAYS } from '../../contract/event-rules.ts';
import type { Group } from '../../contract/event-statistics.ts';
import { CHANNELS } from '../../contract/events.ts';
import type { EventColumns } from '../columns/event-columns.ts';
import type { EventPage } from '../columns/event-page.ts';
import { NumberTable } from '../columns/number-table.ts';
import { dayOf, dayText, hourOf, monthOfDay, monthText } from '../columns/shanghai-time.ts';

export interface Grouping {
  readonly group: Group;
  /** One more than the greatest number there was when it was made; what came later has a greater one. */
  readonly size: number;
  numberOf(page: EventPage, i: number): number;
  keyOf(number: number): string | null;
}

/** `majorOf`: of a dictionary and a code with a slash between, the dictionary and the major likewise. Keys keep the dictionary. */
export function groupingOf(
  group: Group,
  columns: EventColumns,
  { from, to, majorOf }: { from: number; to: number; majorOf: (category: string) => string },
): Grouping {
  switch (group) {
    case 'grid':
      return ofTable(
        group,
        columns.grids.size,
        (page, i) => page.grid[i]!,
        (number) => columns.grids.text(number),
      );
    case 'community':
      return ofBeginnings(group, columns, 12);
    case 'town':
      return ofBeginnings(group, columns, 9);
    case 'category':
      return ofTable(
        group,
        columns.categories.size,
        (page, i) => page.category[i]!,
        (n) => columns.categories.text(n),
      );
    case 'major':
      return ofWider(group, columns.categories, (page, i) => page.category[i]!, majorOf);
    case 'handler':
      return ofTable(
        group,
        columns.handlers.size,
        (page, i) => page.handler[i]!,
        (n) => columns.handlerName(n).code,
      );
    case 'grade':
      return ofNames(group, GRADES, (page, i) => page.grade[i]!);
    case 'way':
      return ofNames(group, WAYS, (page, i) => page.way[i]!);
    case 'channel':
      return ofNames(group, CHANNELS, (page, i) => page.channel[i]!);
    case 'hour':
      return {
        ...{ group, size: 25 },
        numberOf: (page, i) => hourOf(page.reported[i]!) + 1,
        keyOf: (number) => String(number - 1).padStart(2, '0'),
      };
    case 'day':
    case 'month':
      return ofDays(group, from, to);
  }
}

type NumberOf = Grouping['numberOf'];

function ofTable(group: Group, size: number, numberOf: NumberOf, text: (number: number) => string): Grouping {
  return { group, size, numberOf, keyOf: (number) => (number === 0 ? null : text(number)) };
}

function ofNames(group: Group, names: readonly string[], numberOf: NumberOf): Grouping {
  return {
    ...{ group, size: names.length + 1 },
    numberOf: (page, i) => numberOf(page, i) + 1,
    keyOf: (number) => names[number - 1] ?? null,
  };
}

/** The area above that has a code of this length; an event that is only known further up has none. */
function ofBeginnings(group: Group, { areas }: EventColumns, length: number): Grouping {
  const wider = (code: string): string => (code.length >= length ? code.slice(0, length) : '');
  return ofWider(group, areas, (page, i) => page.area[i]!, wider);
}

/** What several texts of a table have in common. */
function ofWider(group: Group, table: NumberTable, numberOf: NumberOf, wider: (text: string) => string): Grouping {
  const texts = new NumberTable();
  const numbers = Uint32Array.from({ length: table.size }, (_, n) =>
    n === 0 ? 0 : texts.numberOf(wider(table.text(n))),
  );
  // what was not in the table yet is greater than all
  const later = texts.size;
  return ofTable(
    group,
    texts.size,
    (page, i) => numbers[numberOf(page, i)] ?? later,
    (number) => texts.text(number),
  );
}

function ofDays(group: 'day' | 'month', from: number, to: number): Grouping {
  const first = dayOf(from);
  const days = dayOf(to - 1) - first + 1;
  if (group === 'day') {
    return {
      ...{ group, size: days + 1 },
      numberOf: (page, i) => dayOf(page.reported[i]!) - first + 1,
      keyOf: (number) => dayText(first + number - 1),
    };
  }
  const firstMonth = monthOfDay(first);
  const months = Int32Array.from({ length: days }, (_, day) => monthOfDay(first + day) - firstMonth + 1);
  return {
    ...{ group, size: months.at(-1)! + 1 },
    numberOf: (page, i) => months[dayOf(page.reported[i]!) - first]!,
    keyOf: (number) => monthText(firstMonth + number - 1),
  };
}
