/** A building with more households than a grid may have, cut between its stairwells: equal slices along its long axis. */
import type { MultiPolygon } from '../../geometry/polygon.ts';
import { eachSide } from '../../geometry/sides.ts';
import { UNKNOWN_HOUSEHOLDS } from '../cell-graph.ts';
import type { Building } from './cells-input.ts';
import type { LocalMetres } from './local-metres.ts';
import type { Seed } from './seeds.ts';

/**
 * The seed in one slice for each unit, `id/1`, `id/2`, …, with the households of its unit; null when the building is not to be cut.
 * The building's own place is in the slice that its point is in.
 * Units stand in the order of their points along the axis where all have one, else in order of their ids.
 */
export function unitSlices(building: Building, seed: Seed, cutAbove: number, metres: LocalMetres): Seed[] | null {
  const { units, footprint } = building;
  if (seed.households <= cutAbove || footprint === null || units === undefined || units.length < 2) return null;
  // Counts that do not add up to the building's would make households from nothing.
  const isCounted = units.every(({ households }) => households !== UNKNOWN_HOUSEHOLDS);
  if (!isCounted || units.reduce((sum, { households }) => sum + households, 0) !== seed.households) return null;
  const { ux, uy, from, to } = longAxis(footprint, metres);
  const along = ([x, y]: readonly [number, number]): number =>
    (x - metres.x0) * metres.mx * ux + (y - metres.y0) * metres.my * uy;
  const byId = [...units].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  if (units.every(({ point }) => point !== null)) byId.sort((a, b) => along(a.point!) - along(b.point!));
  const step = (to - from) / units.length;
  const home = Math.max(0, Math.min(units.length - 1, Math.floor((along(seed.point) - from) / step)));
  return byId.map((unit, i) => {
    const low = from + i * step;
    const high = low + step;
    return {
      ...seed,
      id: `${seed.id}/${i + 1}`,
      places: i === home ? [seed.id, unit.id] : [unit.id],
      households: unit.households,
      point: middleOf(footprint, ux, uy, (low + high) / 2, metres),
      slice: { ux, uy, from: i === 0 ? -Infinity : low, to: i === units.length - 1 ? Infinity : high },
    };
  });
}

/** The direction of the greatest spread of the walls, and how far the plan reaches along it, in metres. */
function longAxis(footprint: MultiPolygon, metres: LocalMetres): { ux: number; uy: number; from: number; to: number } {
  let [length, sumX, sumY] = [0, 0, 0];
  const each = (visit: (ax: number, ay: number, bx: number, by: number, size: number) => void): void =>
    eachSide(footprint, (px, py, qx, qy) => {
      const [ax, ay] = [(px - metres.x0) * metres.mx, (py - metres.y0) * metres.my];
      const [bx, by] = [(qx - metres.x0) * metres.mx, (qy - metres.y0) * metres.my];
      visit(ax, ay, bx, by, Math.sqrt((bx - ax) ** 2 + (by - ay) ** 2));
    });
  each((ax, ay, bx, by, size) => {
    length += size;
    sumX += (size * (ax + bx)) / 2;
    sumY += (size * (ay + by)) / 2;
  });
  const [cx, cy] = [sumX / length, sumY / length];
  let [xx, xy, yy] = [0, 0, 0];
  each((ax, ay, bx, by, size) => {
    for (const [x, y] of [
      [ax - cx, ay - cy],
      [bx - cx, by - cy],
    ] as const) {
      xx += size * x * x;
      xy += size * x * y;
      yy += size * y * y;
    }
  });
  // The eigenvector of the greater eigenvalue, without functions that engines may round differently.
  const spread = (xx - yy + Math.sqrt((xx - yy) ** 2 + 4 * xy * xy)) / 2;
  const [vx, vy] = xy === 0 ? (xx >= yy ? [1, 0] : [0, 1]) : [spread, xy];
  const size = Math.sqrt(vx * vx + vy * vy);
  const [ux, uy] = [vx / size, vy / size];
  let [from, to] = [Infinity, -Infinity];
  each((ax, ay) => {
    from = Math.min(from, ax * ux + ay * uy);
    to = Math.max(to, ax * ux + ay * uy);
  });
  return { ux, uy, from, to };
}

/** The middle of the widest stretch of the plan at a distance along the axis, as a lattice point. */
function middleOf(footprint: MultiPolygon, ux: number, uy: number, at: number, metres: LocalMetres): [number, number] {
  const across: number[] = [];
  eachSide(footprint, (px, py, qx, qy) => {
    const [ax, ay] = [(px - metres.x0) * metres.mx, (py - metres.y0) * metres.my];
    const [bx, by] = [(qx - metres.x0) * metres.mx, (qy - metres.y0) * metres.my];
    const [s, t] = [ax * ux + ay * uy - at, bx * ux + by * uy - at];
    if (s > 0 === t > 0) return;
    const share = s / (s - t);
    across.push((ay + share * (by - ay)) * ux - (ax + share * (bx - ax)) * uy);
  });
  across.sort((a, b) => a - b);
  let best = 0;
  for (let i = 0; i + 1 < across.length; i += 2) {
    if (across[i + 1]! - across[i]! > across[best + 1]! - across[best]!) best = i;
  }
  const middle = (across[best]! + across[best + 1]!) / 2;
  const [x, y] = [at * ux - middle * uy, at * uy + middle * ux];
  return [Math.round(metres.x0 + x / metres.mx), Math.round(metres.y0 + y / metres.my)];
}
