/** Patrols: what was walked in each grid, counted from positions as they come in. It stays when the trails are deleted. */
import { type Static, Type } from 'typebox';
import { AreaCode, GridCode } from './codes.ts';
import { Day } from './duty.ts';

export const PatrolQuery = Type.Object(
  { area: AreaCode, grid: Type.Optional(GridCode), from: Day, to: Day },
  { additionalProperties: false, description: 'at most 62 days' },
);
export type PatrolQuery = Static<typeof PatrolQuery>;

const Passed = Type.Object({ passed: Type.Integer(), total: Type.Integer() }, { additionalProperties: false });
export const PatrolOfGrid = Type.Object(
  {
    grid: GridCode,
    seconds: Type.Integer({ description: 'of all workers together' }),
    metres: Type.Integer(),
    rounds: Type.Integer({ description: 'stays that were long enough for a patrol by the settings' }),
    workers: Type.Integer(),
    days: Type.Integer({ description: 'on which anybody was there' }),
    streets: Passed,
    places: Passed,
  },
  {
    additionalProperties: false,
    description: 'streets: pieces of some 50 m; places: buildings; of the edition in force',
  },
);
export type PatrolOfGrid = Static<typeof PatrolOfGrid>;
export const PatrolAnswer = Type.Object(
  { edition: Type.Integer(), grids: Type.Array(PatrolOfGrid) },
  { additionalProperties: false },
);
export type PatrolAnswer = Static<typeof PatrolAnswer>;
