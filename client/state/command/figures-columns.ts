/** Every figure of a table: what kind of number it is, what it is divided from, whether more of it is better. Pure. */
import type { EventFigures } from '../../../server/contract/event-statistics.ts';

export type FigureName = keyof EventFigures;

/** Of a rate. `less`: what is taken away from the part first. */
export interface Formula {
  readonly part: FigureName;
  readonly less?: FigureName;
  readonly whole: FigureName;
}

export interface FigureColumn {
  readonly name: FigureName;
  readonly is: 'count' | 'rate' | 'number';
  readonly formula?: Formula;
}

const count = (name: FigureName): FigureColumn => ({ name, is: 'count' });
const rate = (name: FigureName, part: FigureName, whole: FigureName, less?: FigureName): FigureColumn => ({
  ...{ name, is: 'rate' },
  formula: less === undefined ? { part, whole } : { part, less, whole },
});

/** What is seen at once; the whole is in the file. */
export const COLUMN_SETS = {
  main: [
    ...[count('reported'), count('filed'), count('handled'), count('closed'), count('open'), count('overdue')],
    rate('onTimeHandlingRate', 'handledOnTime', 'handleDue'),
    rate('onTimeClosingRate', 'closedOnTime', 'closeDue'),
  ],
  rates: [
    rate('filingRate', 'filed', 'reported'),
    rate('handlingRate', 'handled', 'handleDue'),
    rate('onTimeHandlingRate', 'handledOnTime', 'handleDue'),
    rate('closingRate', 'closed', 'closeDue'),
    rate('onTimeClosingRate', 'closedOnTime', 'closeDue'),
    rate('exactDispatchRate', 'dispatched', 'dispatched', 'returned'),
    rate('reworkRate', 'reworked', 'handled'),
    rate('duplicateRate', 'merged', 'reported'),
  ],
  counts: [
    ...[count('located'), count('void'), count('merged'), count('dispatched'), count('returned'), count('handleDue')],
    ...[count('handledOnTime'), count('closeDue'), count('closedOnTime'), count('suspended'), count('reworked')],
  ],
  times: [
    { name: 'averageHandlingH', is: 'number' },
    { name: 'averageClosingH', is: 'number' },
    { name: 'households', is: 'count' },
    { name: 'per1000Households', is: 'number' },
  ],
} as const satisfies Record<string, readonly FigureColumn[]>;
export type ColumnSet = keyof typeof COLUMN_SETS;
export const SETS = Object.keys(COLUMN_SETS) as readonly ColumnSet[];

const all: readonly FigureColumn[] = Object.values(COLUMN_SETS).flat();
export const columnOf = (name: FigureName): FigureColumn => all.find((column) => column.name === name) ?? count(name);

/** The two numbers a rate is made of. */
export function partsOf({ part, less, whole }: Formula, figures: EventFigures): { part: number; whole: number } {
  return { part: (figures[part] ?? 0) - (less === undefined ? 0 : (figures[less] ?? 0)), whole: figures[whole] ?? 0 };
}
