/** Lines between neighbours in a tile: its arcs gathered by border. */
import { ClippedLines } from '../geometry/tiles/clipped-lines.ts';
import type { TileFrame } from '../geometry/tiles/mercator.ts';
import type { Topology } from '../geometry/tiles/topology.ts';
import type { Borders } from './borders.ts';
import { type LayerWriter, LINE } from './mvt/layer-writer.ts';

/** `arcs`: those near the tile. `rows`: left, right and sort of each border as numbers of values. */
export function drawBorders(
  layer: LayerWriter,
  topology: Topology,
  zoom: number,
  frame: TileFrame,
  arcs: readonly number[],
  borders: Borders,
  rows: Int32Array,
  isShown: (border: number) => boolean,
): void {
  const { starts, xy } = topology.zooms[zoom - topology.minZoom]!;
  const { ofArc } = borders;
  const order = new Float64Array(arcs.length);
  let count = 0;
  for (const arc of arcs) if (ofArc[arc]! >= 0) order[count++] = ofArc[arc]! * topology.arcs + arc;
  const lines = new ClippedLines(frame);
  const used = order.subarray(0, count).sort();
  for (let i = 0; i < count; ) {
    const border = Math.floor(used[i]! / topology.arcs) >> 1;
    const backwards: boolean[] = [];
    lines.clear();
    for (; i < count; i++) {
      const use = Math.floor(used[i]! / topology.arcs);
      if (use >> 1 !== border) break;
      const arc = used[i]! - use * topology.arcs;
      lines.add(xy, starts[arc]!, starts[arc + 1]! - 1);
      while (backwards.length < lines.count) backwards.push((use & 1) === 1);
    }
    if (lines.count === 0 || !isShown(border)) continue;
    layer.path.begin();
    if (lines.count === 1) layer.path.line(lines.xy, 0, lines.starts[1]!, backwards[0]!);
    else {
      const stretches = backwards.map((_, n) => n).sort((a, b) => lines.compare(a, b));
      for (const n of stretches) layer.path.line(lines.xy, lines.starts[n]!, lines.starts[n + 1]!, backwards[n]!);
    }
    layer.add(null, LINE, rows, 3 * border);
  }
}
