/**
 * places-never-visited, places-not-visited: per grid, the buildings and units at which nobody was ever, or not for as long as the duty
 * settings allow. Only where the county logs visits. Which places they are: GET /api/visits/unvisited.
 */
import { aboutGrid, type RegisterContext, type RegisterFinding } from './register-finding.ts';

export function findUnvisited(context: RegisterContext): RegisterFinding[] {
  const { visits } = context.subject.people;
  if (visits === null) return [];
  const own = new Set(context.shapes.grids.map(({ grid }) => grid.code));
  return visits.grids
    .filter(({ grid }) => own.has(grid))
    .flatMap(({ grid, stops, never, neverHouseholds, overdue, overdueHouseholds }) => {
      const found: RegisterFinding[] = [];
      if (never > 0) {
        const about = aboutGrid('places-never-visited', grid, context, { count: never, places: stops });
        found.push({ ...about, households: neverHouseholds, buildings: never });
      }
      if (overdue > 0) {
        const detail = { count: overdue, places: stops, days: visits.days };
        const about = aboutGrid('places-not-visited', grid, context, detail);
        found.push({ ...about, households: overdueHouseholds, buildings: overdue });
      }
      return found;
    });
}
