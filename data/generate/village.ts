/** Country plots: hamlets of small houses along a lane, rows of terraced houses, a few blocks of flats, ponds and woods. */
import { type Building, building, entrances, withWing } from './building.ts';
import { blob } from './curve.ts';
import { Ground, type Side } from './ground.ts';
import { along, type OrientedBox } from './oriented-box.ts';
import {
  add,
  contains,
  direction,
  distance,
  distanceToRing,
  mix,
  nearestOnSegment,
  type Point,
  polar,
} from './plane.ts';
import type { Random } from './random.ts';

export interface Hamlet {
  readonly buildings: readonly Building[];
}

export interface Village {
  readonly hamlets: readonly Hamlet[];
  readonly lanes: readonly (readonly Point[])[];
  readonly ponds: readonly (readonly Point[])[];
  readonly woods: readonly (readonly Point[])[];
}

const ROADS = new Set(['main', 'secondary', 'street', 'lane']);

/** `total` is how many buildings there should be in all; `hasOffice` adds the village office. */
export function buildVillage(sides: readonly Side[], total: number, hasOffice: boolean, random: Random): Village {
  const ground = new Ground(sides);
  ground.keepSides();
  const lanes: Point[][] = [];
  const ponds: Point[][] = [];
  const hamlets: Hamlet[] = [];
  const _centres = hamletCentres(ground, random);
  const main = hamletCentres(ground, random)
    .map((centre) => hamletLane(ground, centre, random))
    .filter((lane) => lane.length > 1);
  for (const lane of main) lanes.push(lane, ...linkToRoad(ground, lane));
  for (const line of lanes)
    for (let k = 1; k < line.length; k++) ground.keep([along(line[k - 1] as Point, line[k] as Point, 4)], 0);
  let left = total;
  main.forEach((lane, i) => {
    const buildings: Building[] = [];
    if (i === 0) {
      if (hasOffice) buildings.push(...strip(ground, lane, random, 1, office));
      buildings.push(...strip(ground, lane, random, 3, flats));
    }
    buildings.push(...strip(ground, lane, random, Math.ceil(10 / main.length), terrace));
    const pond = villagePond(ground, lane, random);
    if (pond) ponds.push(pond);
    const here = Math.round(left / (main.length - i));
    const small = strip(ground, lane, random, here - buildings.length, house);
    left -= buildings.length + small.length;
    hamlets.push({ buildings: [...buildings, ...small] });
  });
  return { hamlets, lanes, ponds, woods: woods(ground, random) };
}

function hamletCentres(ground: Ground, random: Random): Point[] {
  const { x0, x1, y0, y1 } = ground.extent(0);
  const found: Point[] = [];
  for (let i = 0; i < 400 && found.length < 3; i++) {
    const p: Point = [random.between(x0, x1), random.between(y0, y1)];
    if (!contains(ground.ring, p) || distanceToRing(p, ground.ring) < 130) continue;
    if (distanceToRing(p, ground.ring) > 420 || found.some((q) => distance(p, q) < 420)) continue;
    found.push(p);
  }
  return found;
}

/** A bending lane through the hamlet, more or less east to west so that the houses on it face south. */
function hamletLane(ground: Ground, centre: Point, random: Random): Point[] {
  const angle = random.between(-0.45, 0.45);
  const half = (side: 1 | -1): Point[] => {
    const out: Point[] = [];
    let [p, a] = [centre, angle + (side === 1 ? 0 : Math.PI)];
    for (let i = 0; i < 4; i++) {
      a += random.between(-0.28, 0.28);
      p = add(p, polar(a, random.between(38, 62)));
      if (!contains(ground.ring, p) || distanceToRing(p, ground.ring) < 70) break;
      out.push(p);
    }
    return out;
  };
  return [...half(-1).reverse(), centre, ...half(1)];
}

/** The lane from the hamlet to the nearest road on the border of the plot; none where there is no way. */
function linkToRoad(ground: Ground, lane: readonly Point[]): Point[][] {
  let best: [Point, Point] | null = null;
  for (const from of [lane[0] as Point, lane[lane.length - 1] as Point]) {
    ground.sides.forEach((side, i) => {
      if (!ROADS.has(side.kind)) return;
      const to = nearestOnSegment(from, side.point, (ground.sides[(i + 1) % ground.sides.length] as Side).point);
      if (!best || distance(from, to) < distance(...best)) best = [from, to];
    });
  }
  if (!best) return [];
  const [from, to] = best as [Point, Point];
  const bow = polar(direction(from, to) + Math.PI / 2, distance(from, to) * 0.08);
  const path = [from, add(mix(from, to, 0.5), bow), to];
  return path.slice(0, 2).every((p) => contains(ground.ring, p)) ? [path] : [];
}

type Make = (box: (length: number, depth: number) => OrientedBox, random: Random) => Building;

const house: Make = (box, random) => {
  const body = box(random.between(9.5, 13), random.between(8.5, 10.5));
  const boxes = random.chance(0.25)
    ? withWing({ ...body, half: [body.half[0], body.half[1] * 0.72] }, 4.5, random.chance(0.5))
    : [body];
  return building({ use: 'house', boxes, storeys: random.whole(1, 3), capacity: random.chance(0.3) ? 3 : 2 });
};

const terrace: Make = (box, random) => {
  const homes = random.whole(4, 7);
  return building({ use: 'house', boxes: [box(homes * 7.2, 11)], storeys: 3, capacity: homes + 1 });
};

const flats: Make = (box, random) => {
  const units = random.whole(2, 3);
  const body = box(units * 16, 11.6);
  return building({ use: 'residence', boxes: [body], storeys: 5, units: entrances(body, units, 10) });
};

const office: Make = (box) => building({ use: 'institution', boxes: [box(26, 11)], storeys: 2, name: '村部' });

/** Puts buildings beside the lane, nearest rows first, facing south as far as the lane allows. */
function strip(ground: Ground, lane: readonly Point[], random: Random, most: number, make: Make): Building[] {
  const made: Building[] = [];
  const limit = 90 + most * 40;
  for (let tries = 0; made.length < most && tries < limit; tries++) {
    const reach = 10 + (tries / limit) * 110;
    const k = random.whole(1, lane.length - 1);
    const [a, b] = [lane[k - 1] as Point, lane[k] as Point];
    const heading = direction(a, b);
    const side = random.chance(0.5) ? 1 : -1;
    const centre = add(mix(a, b, random.next()), polar(heading + (side * Math.PI) / 2, random.between(10, reach)));
    const turn = random.between(-0.05, 0.05);
    const made1 = make((length, depth) => ({ centre, half: [length / 2, depth / 2], angle: heading + turn }), random);
    if (!ground.isFree(made1.boxes)) continue;
    ground.keep(made1.boxes, made1.use === 'house' && made1.capacity < 4 ? 1.8 : 3.5);
    made.push(made1);
  }
  return made;
}

function villagePond(ground: Ground, lane: readonly Point[], random: Random): Point[] | null {
  const middle = lane[Math.floor(lane.length / 2)] as Point;
  for (let i = 0; i < 30; i++) {
    const centre = add(middle, polar(random.between(0, 6.28), random.between(35, 90)));
    const size = random.between(13, 26);
    const box: OrientedBox = { centre, half: [size * 1.3, size * 1.3], angle: 0 };
    if (!ground.isFree([box])) continue;
    ground.keep([box], 3);
    return blob(random, centre, size * 1.15, size * 0.75, random.between(0, 3), 14);
  }
  return null;
}

function woods(ground: Ground, random: Random): Point[][] {
  const { x0, x1, y0, y1 } = ground.extent(0);
  const found: Point[][] = [];
  for (let i = 0; i < 60 && found.length < 4; i++) {
    const centre: Point = [random.between(x0, x1), random.between(y0, y1)];
    const size = random.between(45, 150);
    const box: OrientedBox = { centre, half: [size * 1.25, size * 1.25], angle: 0 };
    if (!ground.isFree([box])) continue;
    ground.keep([box], 10);
    found.push(blob(random, centre, size * 1.1, size * 0.75, random.between(0, 3), 16));
  }
  return found;
}
