/** Names on a map of paper, in millimetres: the wanted ones first, none over another, none beyond the frame. Pure. */
import type { BaseFeature } from '../api/atlas.ts';
import type { Paper } from './paper.ts';
import type { Point, PointOf } from './plane.ts';
import { type Reserved, type Room, roomOn } from './room.ts';

export interface Label extends Point {
  readonly text: string;
  /** Degrees; streets are written along themselves, and never upside down. */
  readonly turn: number;
  /** Character below character, as streets that run north and south are written in Chinese. */
  readonly isUpright: boolean;
  readonly size: number;
  readonly kind: 'street' | 'building' | 'service-point';
}

/** Half of what a label covers, each way. */
function reachOf({ text, turn, isUpright, size }: Label): Point {
  const half = (text.length * size) / 2;
  const angle = ((isUpright ? turn + 90 : turn) * Math.PI) / 180;
  return {
    x: Math.abs(Math.cos(angle)) * half + (Math.abs(Math.sin(angle)) * size) / 2,
    y: Math.abs(Math.sin(angle)) * half + (Math.abs(Math.cos(angle)) * size) / 2,
  };
}

/** Those for which there is room, in the order in which they are wanted. */
export const placedIn = (wanted: readonly Label[], room: Room): readonly Label[] =>
  wanted.filter((label) => room.take({ x: label.x, y: label.y, reach: reachOf(label) }));

export const placed = (
  wanted: readonly Label[],
  paper: Pick<Paper, 'width' | 'height'>,
  reserved: readonly Reserved[] = [],
): readonly Label[] => placedIn(wanted, roomOn(paper, reserved));

/** On a smaller scale the names of streets clutter the map, and lanes are not drawn. */
export const STREET_NAMES_UNTIL = 20_000;

/** On the longest straight piece of each street that is seen. */
export function streetLabels(
  base: readonly BaseFeature[],
  { pointOf }: { readonly pointOf: PointOf },
  paper: Paper,
  size: number,
): readonly Label[] {
  const best = new Map<string, { length: number; label: Label }>();
  for (const { properties, geometry } of base) {
    const { kind, name } = properties;
    if (kind !== 'road' || name === null || (geometry.type !== 'LineString' && geometry.type !== 'MultiLineString'))
      continue;
    const lines = geometry.type === 'LineString' ? [geometry.coordinates] : geometry.coordinates;
    for (const line of lines) {
      const points = line.map(([lon = 0, lat = 0]) => paper.mm(pointOf(lon, lat)));
      for (let i = 1; i < points.length; i++) {
        const found = pieceOf(points[i - 1]!, points[i]!, paper);
        if (found === null || found.length < name.length * size * 1.1) continue;
        if (found.length <= (best.get(name)?.length ?? 0)) continue;
        const label = {
          text: name,
          x: found.x,
          y: found.y,
          turn: found.turn,
          isUpright: found.isUpright,
          size,
          kind: 'street' as const,
        };
        best.set(name, { length: found.length, label });
      }
    }
  }
  return [...best.values()].sort((a, b) => b.length - a.length).map(({ label }) => label);
}

/** Degrees from which a street is written character below character. */
const UPRIGHT_FROM = 50;

/** The part of a straight piece that lies in the frame, roughly: halved until its ends are inside. */
function pieceOf(a: Point, b: Point, { width, height }: Paper) {
  const seen = ({ x, y }: Point) => x > 2 && x < width - 2 && y > 2 && y < height - 2;
  const steps = Array.from({ length: 33 }, (_, i) => ({
    x: a.x + ((b.x - a.x) * i) / 32,
    y: a.y + ((b.y - a.y) * i) / 32,
  }));
  const inside = steps.filter(seen);
  const [first, last] = [inside[0], inside.at(-1)];
  if (first === undefined || last === undefined) return null;
  const turn = (Math.atan2(last.y - first.y, last.x - first.x) * 180) / Math.PI;
  const level = turn > 90 ? turn - 180 : turn < -90 ? turn + 180 : turn;
  const isUpright = Math.abs(level) > UPRIGHT_FROM;
  return {
    length: Math.hypot(last.x - first.x, last.y - first.y),
    ...{ x: (first.x + last.x) / 2, y: (first.y + last.y) / 2, isUpright },
    turn: isUpright ? level - 90 * Math.sign(level) : level,
  };
}
