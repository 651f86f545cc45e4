/** Puts shapes of a topology into a tile: their rings from the simplified arcs, cut to what the tile draws. */
import { ClippedRing } from '../geometry/tiles/clipped-ring.ts';
import { type TileFrame, worldUnits } from '../geometry/tiles/mercator.ts';
import type { Topology } from '../geometry/tiles/topology.ts';
import type { ZoomLines } from '../geometry/tiles/zoom-lines.ts';
import type { PathWriter } from './mvt/path-writer.ts';

export class DrawnShapes {
  readonly #topology: Topology;
  readonly #lines: ZoomLines;
  readonly #units: number;
  readonly #frame: TileFrame;
  readonly #ring: ClippedRing;
  /** Whether all of the shape is inside the tile's square, so that none of its arcs has to be looked at. */
  #isWhole = false;

  constructor(topology: Topology, zoom: number, frame: TileFrame) {
    this.#topology = topology;
    this.#lines = topology.zooms[zoom - topology.minZoom]!;
    this.#units = worldUnits(zoom);
    this.#frame = frame;
    this.#ring = new ClippedRing(frame);
  }

  /**
   * Adds the parts of a shape. Outsides run clockwise as seen and holes the other way. A part that rounding has turned over
   * comes last and keeps its sense: so the sides of all shapes in a tile cancel, and no reader takes it for a hole.
   */
  draw(shape: number, path: PathWriter): void {
    const { shapeRings, isShell, shapeBoxes } = this.#topology;
    this.#isWhole = this.#placeOf(shapeBoxes, shape) === 'inside';
    let turned: Int32Array[] | null = null;
    for (let ring = shapeRings[shape]!; ring < shapeRings[shape + 1]!; ring++) {
      const clipped = this.#clip(ring);
      if (clipped.length < 6 || (clipped.area2 === 0 && clipped.cancels())) continue;
      if (isShell[ring] === 1 && clipped.area2 >= 0) {
        turned ??= [];
        turned.push(clipped.xy.slice(0, clipped.length));
      } else path.ring(clipped.xy, clipped.length, true);
    }
    if (turned !== null) for (const xy of turned) path.ring(xy, xy.length, true);
  }

  /** Width and height of the shape in units, whichever is more. */
  sizeOf(shape: number): number {
    const { shapeBoxes } = this.#topology;
    const at = 4 * shape;
    const width = Math.round(shapeBoxes[at + 2]! * this.#units) - Math.round(shapeBoxes[at]! * this.#units);
    const height = Math.round(shapeBoxes[at + 3]! * this.#units) - Math.round(shapeBoxes[at + 1]! * this.#units);
    return Math.max(width, height);
  }

  #clip(ring: number): ClippedRing {
    const { ringStarts, ringArcs, arcBoxes } = this.#topology;
    const { starts, xy } = this.#lines;
    const clipped = this.#ring;
    clipped.begin(this.#frame);
    for (let i = ringStarts[ring]!; i < ringStarts[ring + 1]!; i++) {
      const arc = ringArcs[i]! >> 1;
      const place = this.#isWhole ? 'inside' : this.#placeOf(arcBoxes, arc);
      clipped.arc(xy, starts[arc]!, starts[arc + 1]! - 1, (ringArcs[i]! & 1) === 1, place);
    }
    clipped.end();
    return clipped;
  }

  #placeOf(boxes: Float64Array, number: number): 'inside' | 'beyond' | 'cut' {
    const frame = this.#frame;
    const left = Math.round(boxes[4 * number]! * this.#units);
    const top = Math.round(boxes[4 * number + 1]! * this.#units);
    const right = Math.round(boxes[4 * number + 2]! * this.#units);
    const bottom = Math.round(boxes[4 * number + 3]! * this.#units);
    if (left >= frame.west && right <= frame.east && top >= frame.north && bottom <= frame.south) return 'inside';
    if (left >= frame.maxX || right <= frame.minX || top >= frame.maxY || bottom <= frame.minY) return 'beyond';
    return 'cut';
  }
}
