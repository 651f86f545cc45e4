/** households-unknown: a grid with places whose households nobody has counted, so its number is a lower bound. */
import { aboutGrid, type RegisterContext, type RegisterFinding } from './register-finding.ts';

export function findUncounted(context: RegisterContext): RegisterFinding[] {
  const { shapes, held } = context;
  if (held === null) return [];
  return shapes.grids
    .map(({ grid }) => ({ grid, tally: held.tallies.get(grid.code)! }))
    .filter(({ tally }) => tally.uncounted > 0)
    .map(({ grid, tally }) =>
      aboutGrid('households-unknown', grid.code, context, { households: tally.households, uncounted: tally.uncounted }),
    );
}
