/** The two sides of a line by the points of the compass, as people speak of them who look at the map. Pure. */

/** Anticlockwise from the east, an eighth of a turn each. */
export const COMPASS = ['e', 'ne', 'n', 'nw', 'w', 'sw', 's', 'se'] as const;
export type Side = (typeof COMPASS)[number];

/** Lattice units of a degree. */
const DEGREE = 1e7;

/** Where the left and the right of the line lie, seen from its middle; from its first place to its last. */
export function sidesOfLine(line: readonly number[]): { readonly left: Side; readonly right: Side } {
  const [ax, ay, bx, by] = [line[0]!, line[1]!, line[line.length - 2]!, line[line.length - 1]!];
  const east = (bx - ax) * Math.cos((ay / DEGREE) * (Math.PI / 180));
  const north = by - ay;
  const left = Math.round(Math.atan2(east, -north) / (Math.PI / 4));
  return { left: COMPASS[(left + 8) % 8]!, right: COMPASS[(left + 12) % 8]! };
}
