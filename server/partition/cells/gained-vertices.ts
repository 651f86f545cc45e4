/** A shape that came back from noding against the one that went in: the same, or the same with vertices more. */
import type { MultiPolygon, Ring } from '../../geometry/polygon.ts';
import { canonicalShape } from '../../geometry/region-shape.ts';

/** How far a vertex may stand off its line: half a unit for each round of noding. */
const NEAR_UNITS = 3;

/**
 * How many vertices `found` has more than `given`, all of them within rounding of straight sides; null when it lacks one or
 * is another shape.
 */
export function gainedVertices(given: MultiPolygon, found: MultiPolygon): number | null {
  const wanted = canonicalShape(given);
  if (found.length !== wanted.length) return null;
  let gained = 0;
  for (let part = 0; part < wanted.length; part++) {
    if (found[part]!.length !== wanted[part]!.length) return null;
    for (let i = 0; i < wanted[part]!.length; i++) {
      const more = gainedByRing(wanted[part]![i]!, found[part]![i]!);
      if (more === null) return null;
      gained += more;
    }
  }
  return gained;
}

/** Both from their lowest vertex. */
function gainedByRing(given: Ring, found: Ring): number | null {
  let at = 0;
  let gained = 0;
  for (let i = 0; i < found.length; i += 2) {
    const [x, y] = [found[i]!, found[i + 1]!];
    if (at < given.length && given[at] === x && given[at + 1] === y) {
      at += 2;
      continue;
    }
    if (at === 0) return null;
    const [ax, ay] = [given[at - 2]!, given[at - 1]!];
    const [bx, by] = [given[at % given.length]!, given[(at + 1) % given.length]!];
    const length = Math.sqrt((bx - ax) ** 2 + (by - ay) ** 2);
    const off = Math.abs((bx - ax) * (y - ay) - (by - ay) * (x - ax)) / length;
    const along = ((bx - ax) * (x - ax) + (by - ay) * (y - ay)) / length;
    if (off > NEAR_UNITS || along < -NEAR_UNITS || along > length + NEAR_UNITS) return null;
    gained += 1;
  }
  return at === given.length ? gained : null;
}
