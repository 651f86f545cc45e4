/** Layers of deck for density and for the open events of the past, made from arrays as they are; no object for an event. */
import { HeatmapLayer } from '@deck.gl/aggregation-layers';
import type { Layer } from '@deck.gl/core';
import { ColumnLayer, ScatterplotLayer } from '@deck.gl/layers';
import { classOf } from '../../state/command/density/classes.ts';
import type { Hexagons, Sums } from '../../state/command/density/hexagons.ts';
import { FEWEST } from '../../state/command/density/rates.ts';
import type { Past } from '../../state/command/time/past.ts';
import { NOWHERE } from '../../state/command/time/played.ts';
import type { Anchor } from '../layer-order.ts';
import type { MapView } from '../view.ts';
import { PAST_COLOURS, ramp } from './events-ramp.ts';

type Theme = MapView['theme'];

/** Known to the overlay, not to deck's own types of layers. */
const below = (anchor: Anchor): object => ({ beforeId: anchor });

export interface HeatInput {
  readonly count: number;
  readonly positions: Float32Array;
  readonly weights: Float32Array;
  readonly reachM: number;
  /** Weight per square kilometre that has the strongest colour. */
  readonly top: number;
  readonly zoom: number;
  readonly latitude: number;
  readonly theme: Theme;
}

const EARTH_M = 40_075_016.686;
/** Of the map library, whose world is 512 pixels wide at zoom 0. */
export const metresPerPixel = (zoom: number, latitude: number): number =>
  (EARTH_M * Math.cos((latitude * Math.PI) / 180)) / (512 * 2 ** zoom);

/**
 * What the layer sums up for a point of even density 1 per m² with a reach of 1 m: the integral of its kernel
 * 3.385·exp(−u²/0.05555) over the unit disc.
 */
const KERNEL_SUM = 0.5908;
/** The layer draws into a texture of half as many pixels, and takes its domain times the metres of one of them. */
const TEXEL_PX = 2;
const LARGEST_PX = 100;
const FADE = 0.06;

/**
 * The layer looks for its highest texel by drawing a million points, each time it sums up; with colours of a fixed scale it never
 * reads what it finds. Without a GPU that is half a second.
 */
class FixedScaleHeat extends HeatmapLayer {
  static override layerName = 'FixedScaleHeat';
  override _updateMaxWeightValue(): void {}
}

/** With a reach in metres the same colour means the same density near and far. */
export function heatLayer(input: HeatInput): Layer {
  const metres = metresPerPixel(input.zoom, input.latitude);
  const radius = Math.max(3, Math.min(LARGEST_PX, input.reachM / metres));
  const reached = radius * metres;
  const top = ((input.top / 1e6) * KERNEL_SUM * reached * reached) / (metres * TEXEL_PX);
  return new FixedScaleHeat({
    ...below('a-heat'),
    id: 'density-heat',
    data: {
      length: input.count,
      attributes: {
        getPosition: { value: input.positions.subarray(0, input.count * 2), size: 2 },
        getWeight: { value: input.weights.subarray(0, input.count), size: 1 },
      },
    } as never,
    aggregation: 'SUM',
    radiusPixels: radius,
    colorDomain: [top * FADE, top],
    colorRange: heatRange(input.theme),
    debounceTimeout: 120,
    weightsTextureSize: 1024,
    opacity: 0.85,
  });
}

/** One array for a theme: another one, even of the same colours, makes the layer begin anew. */
const RANGES = { light: ramp('light').map(([...c]) => c), dark: ramp('dark').map(([...c]) => c) };
const heatRange = (theme: Theme) => RANGES[theme] as [number, number, number][];

/** Arrays that hexagons are drawn from, kept from tick to tick. */
export interface HexagonRoom {
  readonly positions: Float32Array;
  readonly colours: Uint8Array;
}
export const hexagonRoom = ({ count }: Hexagons): HexagonRoom => ({
  positions: new Float32Array(count * 2),
  colours: new Uint8Array(count * 4),
});

const OPACITY = 205;

/** Answers how many are drawn: those with something in them, and not too few of it. */
export function fillHexagons(room: HexagonRoom, { hexagons, sums, breaks, seesFew, theme }: HexagonInput): number {
  const colours = ramp(theme);
  let drawn = 0;
  for (let cell = 0; cell < hexagons.count; cell++) {
    const found = classOf(sums.weights[cell]!, breaks);
    if (found < 0 || (!seesFew && sums.counts[cell]! < FEWEST)) continue;
    room.positions[drawn * 2] = hexagons.centres[cell * 2]!;
    room.positions[drawn * 2 + 1] = hexagons.centres[cell * 2 + 1]!;
    const colour = colours[found]!;
    room.colours[drawn * 4] = colour[0];
    room.colours[drawn * 4 + 1] = colour[1];
    room.colours[drawn * 4 + 2] = colour[2];
    room.colours[drawn * 4 + 3] = OPACITY;
    drawn++;
  }
  return drawn;
}

export interface HexagonInput {
  readonly hexagons: Hexagons;
  readonly sums: Sums;
  readonly breaks: readonly number[];
  readonly seesFew: boolean;
  readonly theme: Theme;
}

/** Six corners, the first above. */
export function hexagonLayer(room: HexagonRoom, drawn: number, radiusM: number): Layer {
  return new ColumnLayer({
    ...below('a-heat'),
    id: 'density-hexagons',
    data: {
      length: drawn,
      attributes: {
        getPosition: { value: room.positions.subarray(0, drawn * 2), size: 2 },
        getFillColor: { value: room.colours.subarray(0, drawn * 4), size: 4, normalized: true },
      },
    } as never,
    diskResolution: 6,
    angle: 30,
    extruded: false,
    radius: radiusM,
    coverage: 0.94,
    filled: true,
    stroked: false,
  });
}

export interface PastRoom {
  readonly positions: Float32Array;
  readonly colours: Uint8Array;
  readonly radii: Float32Array;
  /** Of each drawn one, its index in the columns: what is picked. */
  readonly index: Uint32Array;
}
export const pastRoom = (count: number): PastRoom => ({
  positions: new Float32Array(count * 2),
  colours: new Uint8Array(count * 4),
  radii: new Float32Array(count),
  index: new Uint32Array(count),
});

/** Radius in pixels by grade: told apart by size besides the colour. */
const RADII = [4, 5, 6.5, 8] as const;

export function fillPast(room: PastRoom, past: Past, theme: Theme): number {
  const { lon, lat, grade } = past.played;
  const colours = PAST_COLOURS[theme];
  let drawn = 0;
  for (let n = 0; n < past.count; n++) {
    const i = past.open[n]!;
    if (lon[i] === NOWHERE) continue;
    const colour = colours[grade[i]!]!;
    room.positions[drawn * 2] = lon[i]! / 1e7;
    room.positions[drawn * 2 + 1] = lat[i]! / 1e7;
    room.colours[drawn * 4] = colour[0];
    room.colours[drawn * 4 + 1] = colour[1];
    room.colours[drawn * 4 + 2] = colour[2];
    room.colours[drawn * 4 + 3] = 235;
    room.radii[drawn] = RADII[grade[i]!]!;
    room.index[drawn++] = i;
  }
  return drawn;
}

export function pastLayer(room: PastRoom, drawn: number, { theme, scale }: Pick<MapView, 'theme' | 'scale'>): Layer {
  return new ScatterplotLayer({
    ...below('a-select'),
    id: 'past-events',
    data: {
      length: drawn,
      attributes: {
        getPosition: { value: room.positions.subarray(0, drawn * 2), size: 2 },
        getFillColor: { value: room.colours.subarray(0, drawn * 4), size: 4, normalized: true },
        getRadius: { value: room.radii.subarray(0, drawn), size: 1 },
      },
    } as never,
    radiusUnits: 'pixels',
    radiusScale: scale,
    stroked: true,
    lineWidthUnits: 'pixels',
    getLineWidth: 1,
    getLineColor: theme === 'dark' ? [16, 22, 30, 255] : [255, 253, 248, 255],
    pickable: true,
  });
}
