/**
 * The shapes of the kernel. A ring is flat int32 pairs x0,y0,x1,y1,… in lattice units (see lattice.ts), without the
 * closing vertex repeated. After normalisation shells run counter-clockwise and holes clockwise (inside on the left).
 */

export type Ring = Int32Array;

/** The shell first, then its holes. */
export type Polygon = readonly Ring[];

export type MultiPolygon = readonly Polygon[];

/** minX, minY, maxX, maxY in lattice units. */
export type Box = readonly [minX: number, minY: number, maxX: number, maxY: number];

/** Whether two closed boxes have a point in common. */
export function boxesMeet([x0, y0, x1, y1]: Box, [u0, v0, u1, v1]: Box): boolean {
  return x0 <= u1 && u0 <= x1 && y0 <= v1 && v0 <= y1;
}
