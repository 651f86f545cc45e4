/** Rows of buildings that face south: rectangles of wanted sizes packed row by row into free ground. */
import type { Ground } from './ground.ts';
import type { OrientedBox } from './oriented-box.ts';
import { type Point, rotate } from './plane.ts';

export interface RowSpec {
  readonly angle: number;
  /** Metres from the back of a row to the front of the next. */
  readonly rowGap: number;
  /** Metres between neighbours of a row. */
  readonly gap: number;
  /** Length and depth of the next building, metres. */
  readonly size: () => readonly [number, number];
  /** Boxes of the building from its main box: an L adds a wing. */
  readonly shape?: (box: OrientedBox) => readonly OrientedBox[];
  /** Sideways and turning disorder, metres and radians. */
  readonly loose?: () => readonly [number, number, number];
  readonly most: number;
  readonly clear: number;
}

/** Places buildings from the south-west of the ground, seen along the angle, and keeps their ground. */
export function fillRows(ground: Ground, spec: RowSpec): (readonly OrientedBox[])[] {
  const { x0, x1, y0, y1 } = ground.extent(spec.angle);
  const placed: (readonly OrientedBox[])[] = [];
  let y = y0;
  while (y < y1 && placed.length < spec.most) {
    let deepest = 0;
    for (let x = x0; x < x1 && placed.length < spec.most; ) {
      const [length, depth] = spec.size();
      const [dx, dy, turn] = spec.loose?.() ?? [0, 0, 0];
      const local: Point = [x + length / 2 + dx, y + depth / 2 + dy];
      const box = {
        centre: rotate(local, spec.angle),
        half: [length / 2, depth / 2] as const,
        angle: spec.angle + turn,
      };
      const boxes = spec.shape?.(box) ?? [box];
      if (ground.isFree(boxes)) {
        ground.keep(boxes, spec.clear);
        placed.push(boxes);
        deepest = Math.max(deepest, depth);
        x += length + spec.gap;
      } else x += 4;
    }
    y += deepest > 0 ? deepest + spec.rowGap : 4;
  }
  return placed;
}
