/** Which events a question is about, as masks over the numbers of the columns: a test of an event is a few array reads. */

import { GRADES, WAYS } from '../../contract/event-rules.ts';
import type { StatisticsQuery } from '../../contract/event-statistics.ts';
import { CHANNELS } from '../../contract/events.ts';
import type { EventColumns } from '../columns/event-columns.ts';
import type { EventPage } from '../columns/event-page.ts';

export type SelectionQuery = { area: string } & Partial<
  Pick<StatisticsQuery, 'grid' | 'category' | 'grade' | 'channel' | 'way'>
>;

export type Selects = (page: EventPage, i: number) => boolean;

/** Of the events there are now; none of an area, grid or category that comes later. */
export function selection(columns: EventColumns, query: SelectionQuery): Selects {
  const area = columns.areas.mask((code) => code.startsWith(query.area));
  const tests: Selects[] = [];
  const { grid, category, grade, channel, way } = query;
  if (grid !== undefined) {
    const number = columns.grids.known(grid) ?? -1;
    tests.push((page, i) => page.grid[i] === number);
  }
  if (category !== undefined) {
    const mask = columns.categories.mask((text) => text.slice(text.indexOf('/') + 1).startsWith(category));
    tests.push((page, i) => mask[page.category[i]!] === 1);
  }
  if (grade !== undefined) {
    const number = GRADES.indexOf(grade);
    tests.push((page, i) => page.grade[i] === number);
  }
  if (channel !== undefined) {
    const number = CHANNELS.indexOf(channel);
    tests.push((page, i) => page.channel[i] === number);
  }
  if (way !== undefined) {
    const number = WAYS.indexOf(way);
    tests.push((page, i) => page.way[i] === number);
  }
  if (tests.length === 0) return (page, i) => area[page.area[i]!] === 1;
  return (page, i) => area[page.area[i]!] === 1 && tests.every((test) => test(page, i));
}
