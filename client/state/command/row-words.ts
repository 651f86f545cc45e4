/** The names a row is known by: of its kind, its grid, its handler. What is looked for in the list is looked for in them. */
import type { EventRow } from '../../../server/contract/events.ts';
import { areaByCode } from '../areas.ts';
import { gridByCode } from '../grids.ts';
import { categoryByCode } from './rules.ts';

export const kindName = (category: string): string => categoryByCode.value.get(category)?.name ?? category;

/** The grid by name; the code of one that the map in force does not have. */
export const gridName = (code: string): string => gridByCode.value.get(code)?.properties.name ?? code;

export const areaName = (code: string): string => areaByCode.value.get(code)?.name ?? code;

export const rowWords = (row: EventRow): string =>
  `${kindName(row.category)} ${row.grid === null ? '' : gridName(row.grid)} ${areaName(row.area)} ${row.handler?.name ?? ''} ${row.worker ?? ''}`;
