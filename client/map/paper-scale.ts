/** The scale of a map on paper: a round one that shows a box in a frame, and the zoom that draws it. Pure. */
import type { Bounds } from '../state/viewport.ts';

const MM_PER_CSS_PX = 25.4 / 96;
/** Metres on the ground for a pixel of 512 px tiles at zoom 0 on the equator. */
const EQUATOR_M_PER_PX = 40_075_016.686 / 512;
const METRES_PER_DEGREE = 111_320;
const STEPS = [1, 1.2, 1.5, 1.8, 2, 2.5, 3, 3.5, 4, 4.5, 5, 6, 7, 8, 9];

export interface PaperScale {
  /** 1 : this. */
  readonly scale: number;
  readonly zoom: number;
  readonly center: readonly [lon: number, lat: number];
  /** Of the scale bar: metres on the ground, millimetres on paper. */
  readonly bar: { readonly metres: number; readonly mm: number };
}

const cosOf = (lat: number): number => Math.cos((lat * Math.PI) / 180);

function roundUp(value: number): number {
  for (let power = 100; ; power *= 10) for (const step of STEPS) if (step * power >= value) return step * power;
}

/** `frame` in millimetres; a twentieth of it stays free on each side. */
export function paperScale([west, south, east, north]: Bounds, frame: { width: number; height: number }): PaperScale {
  const center = [(west + east) / 2, (south + north) / 2] as const;
  const lat = center[1];
  const wideM = (east - west) * METRES_PER_DEGREE * cosOf(lat);
  const highM = (north - south) * METRES_PER_DEGREE;
  const needed = Math.max((wideM * 1000) / (frame.width * 0.9), (highM * 1000) / (frame.height * 0.9));
  const scale = roundUp(needed);
  const metresPerPx = (scale * MM_PER_CSS_PX) / 1000;
  return { scale, zoom: Math.log2((EQUATOR_M_PER_PX * cosOf(lat)) / metresPerPx), center, bar: barOf(scale) };
}

/** A round length that is between 25 and 60 mm long. */
function barOf(scale: number): PaperScale['bar'] {
  const most = (60 * scale) / 1000;
  const power = 10 ** Math.floor(Math.log10(most));
  const metres = [5, 2, 1].map((step) => step * power).find((length) => length <= most) ?? power;
  return { metres, mm: (metres * 1000) / scale };
}
