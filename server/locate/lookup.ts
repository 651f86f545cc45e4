/** Which grids of the maps in force cover a lattice point, by the border rule (geometry/border-rule.ts). Pure. */
import type { PathStep, Rule } from '../contract/locate.ts';
import { Hits } from '../geometry/hits.ts';
import type { CountyMap, PublishedGrid } from './county-map.ts';

export interface Match {
  readonly grid: PublishedGrid;
  readonly onBorder: boolean;
}

export interface Lookup {
  readonly map: CountyMap | null;
  readonly grid: PublishedGrid | null;
  readonly micro: PublishedGrid | null;
  /** Basic and dedicated grids first, then micro grids; inside before border, then lowest code. */
  readonly matches: readonly Match[];
  readonly onBorder: boolean;
  /** Metres to the nearest border of a basic or dedicated grid; Infinity from BORDER_CAP_M on. */
  readonly distanceM: number;
  readonly rule: Rule | null;
  /** Without a grid: county, town and community around the point, as far as their boundaries are loaded. */
  readonly areas: readonly PathStep[];
}

export const BORDER_CAP_M = 500;

/** Nearer to a border than this, an answer is called ambiguous, whatever the accuracy. */
export const AMBIGUOUS_M = 5;

const LEVELS = ['county', 'town', 'community'] as const;

const baseHits = new Hits();
const microHits = new Hits();

/** The first county that covers the point answers, counties in order of their code. */
export function lookUp(maps: readonly CountyMap[], x: number, y: number): Lookup {
  for (const map of maps) {
    if (map.index.locate(x, y, baseHits) === 0) continue;
    const microCount = map.microIndex.locate(x, y, microHits);
    const matches: Match[] = [];
    for (let i = 0; i < baseHits.count; i++) {
      matches.push({ grid: map.grids[baseHits.grids[i]!]!, onBorder: baseHits.onBorder[i] === 1 });
    }
    const first = matches[0]!;
    for (let i = 0; i < microCount; i++) {
      matches.push({ grid: map.micros[microHits.grids[i]!]!, onBorder: microHits.onBorder[i] === 1 });
    }
    const micro =
      microCount === 0
        ? null
        : (matches.find((m) => m.grid.kind === 'micro' && m.grid.parentCode === first.grid.code)?.grid ?? null);
    return {
      map,
      grid: first.grid,
      micro,
      matches,
      onBorder: first.onBorder,
      distanceM: first.onBorder ? 0 : map.index.distanceToBorder(x, y, BORDER_CAP_M),
      rule: first.onBorder ? 'border' : 'contains',
      areas: [],
    };
  }
  return {
    map: null,
    grid: null,
    micro: null,
    matches: [],
    onBorder: false,
    distanceM: Math.min(Number.POSITIVE_INFINITY, ...maps.map((map) => map.index.distanceToBorder(x, y, BORDER_CAP_M))),
    rule: null,
    areas: areasAt(maps, x, y),
  };
}

/** Outermost first; on a common border the lowest code of each level. */
function areasAt(maps: readonly CountyMap[], x: number, y: number): PathStep[] {
  for (const map of maps) {
    if (map.areaIndex.locate(x, y, baseHits) === 0) continue;
    const found = Array.from(baseHits.grids.subarray(0, baseHits.count), (number) => map.areas[number]!);
    return LEVELS.flatMap((level) => found.find((area) => area.level === level) ?? []);
  }
  return [];
}

/** The nearest grid within BORDER_CAP_M for a point that no grid covers, under the rule `nearest`. */
export function lookUpNearest(maps: readonly CountyMap[], x: number, y: number): Lookup {
  const found = lookUp(maps, x, y);
  if (found.grid) return found;
  let best: Lookup = found;
  for (const map of maps) {
    const near = map.index.nearest(x, y, BORDER_CAP_M);
    if (!near || near.distanceM >= (best.grid ? best.distanceM : Number.POSITIVE_INFINITY)) continue;
    best = { ...found, map, grid: map.grids[near.grid]!, distanceM: near.distanceM, rule: 'nearest' };
  }
  return best;
}

/** The county in whose box the point lies, null when outside every county served. */
export function servedAt(maps: readonly CountyMap[], x: number, y: number): CountyMap | null {
  return maps.find(({ index: { box } }) => x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3]) ?? null;
}
