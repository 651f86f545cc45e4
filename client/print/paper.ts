/** A map on paper: a round scale that shows a whole box in a frame of millimetres, and a scale bar that is true on paper. Pure. */
import type { Box, Point } from './plane.ts';

const STEPS = [1, 1.25, 1.5, 2, 2.5, 3, 4, 5, 6, 7.5];
/** Free on each side of the box, of the frame. */
const MARGIN = 0.06;
const BAR_MM = 50;

export interface Paper {
  readonly width: number;
  readonly height: number;
  /** 1 : this. */
  readonly scale: number;
  readonly bar: { readonly metres: number; readonly mm: number };
  /** Metres of the ground as millimetres from the upper left corner of the frame. */
  readonly mm: (point: Point) => Point;
  /** The same for shapes in metres, and for widths of their lines. */
  readonly transform: string;
}

function roundUp(value: number): number {
  for (let power = 100; ; power *= 10) for (const step of STEPS) if (step * power >= value) return step * power;
}

export function paperOf(box: Box, { width, height }: { width: number; height: number }): Paper {
  const room = 1 - 2 * MARGIN;
  const needed = Math.max((box.east - box.west) / (width * room), (box.south - box.north) / (height * room)) * 1000;
  const scale = roundUp(Math.max(needed, 100));
  const [x0, y0] = [(box.west + box.east) / 2, (box.north + box.south) / 2];
  const most = (BAR_MM * scale) / 1000;
  const power = 10 ** Math.floor(Math.log10(most));
  const metres = [5, 2, 1].map((step) => step * power).find((length) => length <= most) ?? power;
  const mm = ({ x, y }: Point): Point => ({
    x: width / 2 + ((x - x0) * 1000) / scale,
    y: height / 2 + ((y - y0) * 1000) / scale,
  });
  const corner = mm({ x: 0, y: 0 });
  const transform = `translate(${corner.x.toFixed(3)} ${corner.y.toFixed(3)}) scale(${1000 / scale})`;
  return { width, height, scale, bar: { metres, mm: (metres * 1000) / scale }, mm, transform };
}
