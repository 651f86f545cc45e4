/** Convex polygons whose sides remember what lies behind them. Metres; counter-clockwise. */

export interface Corner {
  readonly x: number;
  readonly y: number;
  /** Of the side from this corner to the next. */
  readonly behind: number;
}

export type ConvexPolygon = readonly Corner[];

/** The part where a·x + b·y ≤ c; the new side gets `behind`. Empty when nothing is left. */
export function clipped(polygon: ConvexPolygon, a: number, b: number, c: number, behind: number): ConvexPolygon {
  if (polygon.every(({ x, y }) => a * x + b * y <= c)) return polygon;
  const kept: Corner[] = [];
  polygon.forEach((corner, i) => {
    const next = polygon[(i + 1) % polygon.length]!;
    const here = a * corner.x + b * corner.y - c;
    const there = a * next.x + b * next.y - c;
    if (here <= 0) kept.push(corner);
    if (here <= 0 === there <= 0) return;
    const t = here / (here - there);
    const point = { x: corner.x + t * (next.x - corner.x), y: corner.y + t * (next.y - corner.y) };
    kept.push({ ...point, behind: here <= 0 ? behind : corner.behind });
  });
  return kept.length < 3 ? [] : kept;
}

export function areaOf(polygon: ConvexPolygon): number {
  let doubled = 0;
  polygon.forEach(({ x, y }, i) => {
    const next = polygon[(i + 1) % polygon.length]!;
    doubled += x * next.y - next.x * y;
  });
  return doubled / 2;
}

export function holds(polygon: ConvexPolygon, x: number, y: number, marginM: number): boolean {
  return polygon.every((corner, i) => {
    const next = polygon[(i + 1) % polygon.length]!;
    const dx = next.x - corner.x;
    const dy = next.y - corner.y;
    return dx * (y - corner.y) - dy * (x - corner.x) >= marginM * Math.sqrt(dx * dx + dy * dy);
  });
}

export function lengthOf(from: Corner, to: Corner): number {
  return Math.sqrt((to.x - from.x) ** 2 + (to.y - from.y) ** 2);
}
