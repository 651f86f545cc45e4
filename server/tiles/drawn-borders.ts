/** Lines between neighbours, each once: the arcs of a tile gathered by who is on either side. */
import { clipLine } from '../geometry/tiles/clipped-line.ts';
import type { TileFrame } from '../geometry/tiles/mercator.ts';
import type { Topology } from '../geometry/tiles/topology.ts';
import { NO_BORDER, NOBODY } from './ground-map.ts';
import { type LayerWriter, LINE } from './mvt/layer-writer.ts';
import { ABSENT } from './mvt/value-table.ts';

export interface BorderKind {
  /** For each arc who is left and right, as in GroundMap. */
  readonly sides: Int32Array;
  /** Number of the value of a shape's code. */
  code(shape: number): number;
  /** Number of the value of what sort of border it is; null for one that is not drawn. */
  sort(left: number, right: number): number | null;
}

/** `arcs`: those near the tile. Rows are left, right, sort; the lower number is on the left where there are two. */
export function drawBorders(
  layer: LayerWriter,
  topology: Topology,
  zoom: number,
  frame: TileFrame,
  arcs: readonly number[],
  { sides, code, sort }: BorderKind,
): void {
  const { starts, xy } = topology.zooms[zoom - topology.minZoom]!;
  const borders = new Map<number, { left: number; right: number; parts: number[][] }>();
  for (const arc of arcs) {
    const onLeft = sides[2 * arc]!;
    const onRight = sides[2 * arc + 1]!;
    if (onLeft === NO_BORDER) continue;
    const turn = onLeft === NOBODY || (onRight !== NOBODY && onRight < onLeft);
    const left = turn ? onRight : onLeft;
    const right = turn ? onLeft : onRight;
    if (sort(left, right) === null) continue;
    const parts: number[][] = [];
    clipLine(xy, starts[arc]!, starts[arc + 1]! - 1, frame, parts);
    if (parts.length === 0) continue;
    if (turn) for (const part of parts) reverse(part);
    const key = left * 0x4000000 + (right + 3);
    const known = borders.get(key);
    if (known === undefined) borders.set(key, { left, right, parts });
    else known.parts.push(...parts);
  }
  for (const key of [...borders.keys()].sort((a, b) => a - b)) {
    const { left, right, parts } = borders.get(key)!;
    parts.sort(compareLines);
    layer.path.begin();
    for (const part of parts) layer.path.line(part);
    layer.add(null, LINE, [code(left), right === NOBODY ? ABSENT : code(right), sort(left, right)!]);
  }
}

function compareLines(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < a.length && i < b.length; i++) if (a[i] !== b[i]) return a[i]! - b[i]!;
  return a.length - b.length;
}

function reverse(line: number[]): void {
  for (let i = 0, k = line.length - 2; i < k; i += 2, k -= 2) {
    [line[i], line[k]] = [line[k]!, line[i]!];
    [line[i + 1], line[k + 1]] = [line[k + 1]!, line[i + 1]!];
  }
}
