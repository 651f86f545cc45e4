/** Names on a map of paper, in millimetres: the wanted ones first, none over another, none beyond the frame. Pure. */
import type { BaseFeature } from '../../api/atlas.ts';
import type { Ground, GroundPlace, Point } from '../ground.ts';
import type { Paper } from './paper.ts';

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

/** A box where no name may go, by its middle. */
export interface Reserved extends Point {
  readonly reach: Point;
}

/** North and the scale bar. */
export const boxesOfMarks = ({ width, height, bar }: Paper): readonly Reserved[] => [
  { x: width - 9, y: 11, reach: { x: 6, y: 9 } },
  { x: bar.mm / 2 + 17, y: height - 7, reach: { x: bar.mm / 2 + 17, y: 6 } },
];

/** What is left of a map for names: takes a box where nothing lies yet, and says whether it could. */
export interface Room {
  take(box: Reserved): boolean;
}

/** Millimetres; only boxes that reach into the same cell of a lattice can touch. */
const CELL = 12;

function* cellsOf({ x, y, reach }: Reserved): Generator<string> {
  const first = (middle: number, half: number) => Math.floor((middle - half - 0.5) / CELL);
  const last = (middle: number, half: number) => Math.floor((middle + half + 0.5) / CELL);
  for (let column = first(x, reach.x); column <= last(x, reach.x); column++)
    for (let row = first(y, reach.y); row <= last(y, reach.y); row++) yield `${column} ${row}`;
}

const touch = (a: Reserved, b: Reserved): boolean =>
  Math.abs(a.x - b.x) <= a.reach.x + b.reach.x + 0.4 && Math.abs(a.y - b.y) <= a.reach.y + b.reach.y + 0.3;

export function roomOn({ width, height }: Pick<Paper, 'width' | 'height'>, reserved: readonly Reserved[] = []): Room {
  const taken = new Map<string, Reserved[]>();
  const put = (box: Reserved) => {
    for (const cell of cellsOf(box)) {
      const known = taken.get(cell);
      if (known === undefined) taken.set(cell, [box]);
      else known.push(box);
    }
  };
  const isFree = (box: Reserved): boolean => {
    for (const cell of cellsOf(box)) if (taken.get(cell)?.some((other) => touch(box, other))) return false;
    return true;
  };
  for (const box of reserved) put(box);
  return {
    take(box) {
      const { x, y, reach } = box;
      const isInside = x - reach.x > 1 && x + reach.x < width - 1 && y - reach.y > 1 && y + reach.y < height - 1;
      if (!isInside || !isFree(box)) return false;
      put(box);
      return true;
    },
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

/** On the longest straight piece of each street that is seen. */
export function streetLabels(
  base: readonly BaseFeature[],
  ground: Ground,
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
      const points = line.map(([lon = 0, lat = 0]) => paper.mm(ground.pointOf(lon, lat)));
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

/** Buildings of the grid by their short name, service points by their whole one, below what they name. */
export function placeLabels(places: readonly GroundPlace[], paper: Paper, size: number): readonly Label[] {
  return places
    .filter(({ place }) => place.kind !== 'organization')
    .map(({ place, x, y }): Label => {
      const at = paper.mm({ x, y });
      const kind = place.kind === 'service-point' ? 'service-point' : 'building';
      return {
        text: place.name,
        x: at.x,
        y: at.y + (kind === 'building' ? 0 : size * 1.7),
        turn: 0,
        isUpright: false,
        size,
        kind,
      };
    })
    .sort((a, b) => Number(b.kind === 'service-point') - Number(a.kind === 'service-point'));
}
