/** Texts of the plan on the map in English. */
import type { Message } from './translate.ts';
import type { PlanMapKey } from './zh-plan-map.ts';

export const enPlanMap = {
  newGrid: 'new {number}',
  'name.newGrid': 'New grid {n}',
  'name.newMicro': 'New micro grid {n}',
  'name.none': 'In no grid',
  chooseGrid: 'Choose the grid to paint into first.',
  restored: {
    one: 'One cell is back in the grid it began in.',
    other: '{count} cells are back in the grids they began in.',
  },
  unassigned: { one: 'One cell is now in no grid.', other: '{count} cells are now in no grid.' },
  noSplit: 'The grid cannot be divided along this line. Draw it right across the grid.',
  noCut: 'The middle of the line is in no cell. Draw it across one cell.',
  cut: 'The cell is cut.',
  moved: 'The border has moved, for the grids on both sides.',
  noMove: 'The border cannot go there.',
  noRoad: 'There is no better way between the two places. Choose both on one border.',
  groundUnknown: 'Outlines of buildings could not be read, so lines beside them stay for now.',
  ruleMade: 'Rule added',
  noRule: 'No rule can be made here',
} as const satisfies Record<PlanMapKey, Message>;
