/** A town plot built up: compounds of flats, old houses, shop fronts, and an office or kindergarten where there is room. */
import type { Building } from './building.ts';
import { campus } from './campus.ts';
import type { Style } from './districts.ts';
import { Ground, inset, type Side } from './ground.ts';
import type { LineKind } from './mesh.ts';
import { oldHouses } from './old-quarter.ts';
import { divide, type Lane } from './parcels.ts';
import { area, type Point } from './plane.ts';
import type { Random } from './random.ts';
import { OCCUPIED, residences } from './residences.ts';
import { shopFronts } from './shop-fronts.ts';

/** A part of a plot with one use, and its wall. */
export interface Parcel {
  readonly use: 'flats' | 'old' | 'office-yard' | 'kindergarten';
  readonly sides: readonly Side[];
  readonly wall: readonly Point[] | null;
  readonly buildings: readonly Building[];
}

export interface Quarter {
  readonly parcels: readonly Parcel[];
  readonly lanes: readonly Lane[];
}

/** Metres between the middle of a line and a compound wall. */
const WALL_M: Record<LineKind, number> = {
  main: 19,
  secondary: 13,
  street: 9,
  lane: 4.5,
  wall: 0,
  ridge: 0,
  river: 60,
  outline: 0,
};

const HECTARE = 10_000;

/** `laneName` gives the names of old lanes. */
export function buildQuarter(
  sides: readonly Side[],
  style: Style,
  wanted: number,
  random: Random,
  laneName: () => string | null,
): Quarter {
  const lanes: Lane[] = [];
  const most = style === 'old-town' ? 1.9 : 2.9;
  const grounds = divide(sides, most * HECTARE, random, lanes, style === 'old-town' ? laneName : () => null);
  const order = grounds.map((g) => ({ g, size: area(g.map((s) => s.point)) })).sort((a, b) => b.size - a.size);
  const total = order.reduce((sum, o) => sum + o.size, 0);
  const spare =
    order.length > 1 && total / wanted > 150 && random.chance(0.75) ? (order.pop() as (typeof order)[0]) : null;
  const living = order.reduce((sum, o) => sum + o.size, 0);
  let open = wanted;
  const parcels = order.map((o, i): Parcel => {
    const share = i === order.length - 1 ? open : Math.round((wanted * o.size) / living);
    const isOld = style === 'old-town' && i > 0;
    const parcel = isOld ? oldParcel(o.g, share, random) : flatsParcel(o.g, style, share, random);
    open -= Math.min(share, Math.floor(parcel.buildings.reduce((sum, b) => sum + b.capacity, 0) * OCCUPIED));
    return parcel;
  });
  if (spare) parcels.push(yardParcel(spare.g, random));
  return { parcels, lanes };
}

function flatsParcel(sides: readonly Side[], style: Style, wanted: number, random: Random): Parcel {
  const ground = new Ground(sides);
  const fronts = shopFronts(ground, random, style === 'tower' ? 0.7 : 1);
  ground.keepSides();
  const blocks = residences(ground, style, wanted, random);
  return { use: 'flats', sides, wall: inset(sides, (kind) => WALL_M[kind]), buildings: [...fronts, ...blocks] };
}

function oldParcel(sides: readonly Side[], wanted: number, random: Random): Parcel {
  const ground = new Ground(sides);
  const fronts = shopFronts(ground, random, 1.5);
  ground.keepSides();
  return { use: 'old', sides, wall: null, buildings: [...fronts, ...oldHouses(ground, wanted, random)] };
}

function yardParcel(sides: readonly Side[], random: Random): Parcel {
  const use = random.chance(0.3) ? 'kindergarten' : 'office-yard';
  const ground = new Ground(sides);
  const fronts = shopFronts(ground, random, 0.5);
  ground.keepSides();
  const wall = inset(sides, (kind) => WALL_M[kind]);
  return { use, sides, wall, buildings: [...fronts, ...campus(ground, use, random).buildings] };
}
