/**
 * Which grid answers for every place of a check, and what each grid holds: the rules of grid_tally (places/register-repository),
 * said once more in code so that a draft and a past day can be counted too. Override before position, then the border rule.
 */
import { GridIndex } from '../geometry/grid-index.ts';
import { toUnits } from '../geometry/lattice.ts';
import type { GridShape } from './shapes.ts';
import type { CheckedPlace } from './subject.ts';

export interface Tally {
  households: number;
  shops: number;
  buildings: number;
  /** Those a household count is expected of, and those of them without one. */
  places: number;
  uncounted: number;
}

export interface HeldPlaces {
  /** Lattice units, x0, y0, x1, y1, … */
  readonly xy: Int32Array;
  /** Number of the basic or dedicated grid of the area that answers, −1 for none. */
  readonly answering: Int32Array;
  /** 1 where a grid was named by hand that is there, be it another area's. */
  readonly byHand: Uint8Array;
  /** By grid code, micro grids too. */
  readonly tallies: ReadonlyMap<string, Tally>;
}

export function holdPlaces(
  places: readonly CheckedPlace[],
  grids: readonly GridShape[],
  micros: readonly GridShape[],
): HeldPlaces {
  const index = GridIndex.build(grids.map(({ shape }) => shape));
  const microIndex = GridIndex.build(micros.map(({ shape }) => shape));
  const numberOf = new Map(grids.map(({ grid }, i) => [grid.code, i]));
  const parentOf = new Map(micros.map(({ grid }) => [grid.code, numberOf.get(grid.parentCode) ?? -1]));
  const tallies = new Map([...grids, ...micros].map(({ grid }) => [grid.code, emptyTally()]));
  const xy = new Int32Array(places.length * 2);
  const answering = new Int32Array(places.length);
  const byHand = new Uint8Array(places.length);
  const countOf = counting(places);
  places.forEach((place, i) => {
    const x = toUnits(place.lon);
    const y = toUnits(place.lat);
    xy[2 * i] = x;
    xy[2 * i + 1] = y;
    const named = place.overrideInForce ? place.gridOverride! : null;
    if (named === null) answering[i] = index.locateFirst(x, y);
    else answering[i] = numberOf.get(named) ?? parentOf.get(named) ?? -1;
    byHand[i] = named === null ? 0 : 1;
    const micro = place.gridOverride ?? micros[microIndex.locateFirst(x, y)]?.grid.code;
    const count = countOf(place);
    if (answering[i]! >= 0) add(tallies.get(grids[answering[i]!]!.grid.code)!, count);
    if (micro !== undefined && parentOf.has(micro)) add(tallies.get(micro)!, count);
  });
  return { xy, answering, byHand, tallies };
}

interface PlaceCount {
  building: boolean;
  dwelling: boolean;
  households: number | null;
  shops: number;
}

/** A building whose units carry counts is counted by its units; a shop whose building counts its shops is in that count. */
function counting(places: readonly CheckedPlace[]): (place: CheckedPlace) => PlaceCount {
  const known = new Set(places.map(({ code }) => code));
  const byUnits = new Set<string>();
  const withShops = new Set<string>();
  for (const { kind, code, parentCode, households, shops } of places) {
    if (kind === 'unit' && parentCode !== null && households !== null) byUnits.add(parentCode);
    if ((kind === 'building' || kind === 'unit') && shops !== null) withShops.add(code);
  }
  return ({ kind, code, parentCode, households, shops }) => {
    const inParent = parentCode !== null && withShops.has(parentCode);
    return {
      building: kind === 'building',
      dwelling:
        kind === 'unit'
          ? parentCode === null || byUnits.has(parentCode) || !known.has(parentCode)
          : kind === 'building'
            ? !byUnits.has(code)
            : households !== null,
      households,
      shops: kind === 'shop' ? (inParent ? 0 : (shops ?? 1)) : kind === 'unit' && inParent ? 0 : (shops ?? 0),
    };
  };
}

function emptyTally(): Tally {
  return { households: 0, shops: 0, buildings: 0, places: 0, uncounted: 0 };
}

function add(tally: Tally, { building, dwelling, households, shops }: PlaceCount): void {
  tally.shops += shops;
  if (building) tally.buildings += 1;
  if (!dwelling) return;
  tally.places += 1;
  if (households === null) tally.uncounted += 1;
  else tally.households += households;
}
