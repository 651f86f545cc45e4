/**
 * From the map in force and what a plan makes of it to everything that its publishing writes: rows of grids, the grids that
 * answer for places, links from grids to those they follow, and posts. Pure; a county takes a second.
 */

import { type ComingGrid, type GridChange, gridChanges, type StandingGrid } from '../exchange/grid-changes.ts';
import { GridFinder } from '../exchange/grid-finder.ts';
import { boxOf } from '../geometry/cell-frame.ts';
import { commonArea } from '../geometry/common-area.ts';
import { dissolve } from '../geometry/dissolve.ts';
import { metresPerUnitX, metresPerUnitY } from '../geometry/distance.ts';
import { innerPoint } from '../geometry/inner-point.ts';
import { boxesMeet, type MultiPolygon } from '../geometry/polygon.ts';
import { decodeMultiPolygon, encodeHex, encodeMultiPolygon } from '../geometry/wkb.ts';
import { editionHash, shapeKey } from '../grids/shape-key.ts';
import { type CountablePlace, dwellingsOf } from './dwellings.ts';
import type { PlanResult, StandingRow } from './plan-result.ts';
import { type CarriedPosts, carryPosts, type StandingPost } from './posts.ts';

export interface PublishedPlace extends CountablePlace {
  readonly id: number;
  /** Lattice units. */
  readonly x: number;
  readonly y: number;
  readonly gridOverride: string | null;
  readonly gridCode: string | null;
}

export interface PublishInput {
  readonly standing: readonly StandingRow[];
  readonly result: Pick<PlanResult, 'grids' | 'closed'>;
  readonly places: readonly PublishedPlace[];
  readonly posts: readonly StandingPost[];
  /** The county's boundary is the union of its grids. */
  readonly boundaryFromGrids: boolean;
}

/** Common ground of a grid that ends or changes and one that comes or changes. */
export interface Succession {
  readonly predecessor: string;
  readonly successor: string;
  readonly households: number;
  readonly areaM2: number;
}

export interface PublishMap {
  readonly changes: readonly GridChange[];
  /** Places by id whose answering grid is another one. */
  readonly moved: readonly (readonly [id: number, code: string | null])[];
  /** That answer to another grid than before, or to one instead of none. */
  readonly households: number;
  /** Of them those that are left in no grid. */
  readonly withoutGrid: number;
  readonly unchanged: number;
  readonly contentHash: string;
  readonly gridCount: number;
  /** Hex EWKB, when it follows the grids. */
  readonly boundary: string | null;
  readonly successions: readonly Succession[];
  readonly posts: CarriedPosts;
}

/** Smaller common ground is rounding along a border. */
const LEAST_COMMON_M2 = 1;

export function publishMap({ standing, result, places, posts, boundaryFromGrids }: PublishInput): PublishMap {
  const shaped = standing.map(({ wkb, ...grid }) => ({ ...grid, shape: decodeMultiPolygon(wkb, 'lattice') }));
  const before = shaped.map((grid): StandingGrid => ({ ...grid, key: shapeKey(grid.shape) }));
  const coming = comingGrids(shaped, before, result);
  const { changes, unchanged } = gridChanges(coming, before, ({ name }) => name);
  const finder = new GridFinder(coming);
  const answers = (place: PublishedPlace): string | null => {
    const named = place.gridOverride === null ? null : finder.answering(place.gridOverride);
    return named ?? finder.at(place.x, place.y);
  };
  const moved: (readonly [number, string | null])[] = [];
  for (const place of places) {
    const code = answers(place);
    if (code !== place.gridCode) moved.push([place.id, code]);
  }
  const flows = new Map<string, number>();
  let households = 0;
  let withoutGrid = 0;
  for (const { place, households: count } of dwellingsOf(places)) {
    const after = answers(place);
    const was = place.gridCode;
    if (count === null) continue;
    if (after !== was) households += count;
    if (after === null && was !== null) withoutGrid += count;
    if (after === null || was === null) continue;
    const key = `${was} ${after}`;
    flows.set(key, (flows.get(key) ?? 0) + count);
  }
  const successions = successionsOf(shaped, coming, changes, flows);
  const layer = coming.filter(({ kind }) => kind !== 'micro');
  const boundary = boundaryFromGrids && changes.length > 0 ? dissolve(layer.map(({ shape }) => shape)) : null;
  return {
    changes,
    moved,
    households,
    withoutGrid,
    unchanged,
    contentHash: editionHash(coming),
    gridCount: coming.length,
    boundary: boundary === null ? null : encodeHex(encodeMultiPolygon(boundary)),
    successions,
    posts: carryPosts(posts, new Set(coming.map(({ code }) => code)), newLayerCodes(layer, before), successions),
  };
}

type NamedGrid = ComingGrid & { readonly name: string };

function comingGrids(
  shaped: readonly (Omit<StandingRow, 'wkb'> & { readonly shape: MultiPolygon })[],
  before: readonly StandingGrid[],
  { grids, closed }: PublishInput['result'],
): NamedGrid[] {
  const gone = new Set([...closed, ...grids.map(({ code }) => code)]);
  const kept = shaped.flatMap((grid, i) => (gone.has(grid.code) ? [] : [{ ...grid, key: before[i]!.key, x: 0, y: 0 }]));
  const fresh = grids.map((grid) => {
    const shape = decodeMultiPolygon(grid.wkb, 'lattice');
    const [x, y] = innerPoint(shape);
    return { ...grid, shape, key: shapeKey(shape), x, y };
  });
  return [...kept, ...fresh].sort((a, b) => (a.code < b.code ? -1 : 1));
}

function newLayerCodes(layer: readonly ComingGrid[], before: readonly StandingGrid[]): string[] {
  const known = new Set(before.map(({ code }) => code));
  return layer.map(({ code }) => code).filter((code) => !known.has(code));
}

/** Between what ends or changes and what comes or changes, of the same layer. */
function successionsOf(
  before: readonly {
    readonly id: number;
    readonly code: string;
    readonly kind: string;
    readonly shape: MultiPolygon;
  }[],
  coming: readonly NamedGrid[],
  changes: readonly GridChange[],
  flows: ReadonlyMap<string, number>,
): Succession[] {
  const written = new Set(changes.flatMap((change) => (change.op === 'grid' ? [change.code] : [])));
  const ids = new Set(changes.flatMap((change) => (change.op === 'close-grid' ? [change.id] : [])));
  const ended = before.filter(({ id }) => ids.has(id));
  const came = coming.filter(({ code }) => written.has(code));
  const boxes = came.map(({ shape }) => boxOf(shape));
  const successions: Succession[] = [];
  for (const old of ended) {
    const box = boxOf(old.shape);
    came.forEach((grid, i) => {
      if ((old.kind === 'micro') !== (grid.kind === 'micro') || !boxesMeet(box, boxes[i]!)) return;
      const households = old.kind === 'micro' ? 0 : (flows.get(`${old.code} ${grid.code}`) ?? 0);
      const areaM2 = commonM2(old.shape, grid.shape);
      if (households === 0 && areaM2 < LEAST_COMMON_M2) return;
      successions.push({ predecessor: old.code, successor: grid.code, households, areaM2: Math.round(areaM2) });
    });
  }
  return successions;
}

function commonM2(one: MultiPolygon, other: MultiPolygon): number {
  const y = one[0]![0]![1]!;
  return (commonArea(one, other).both / 2) * metresPerUnitX(y) * metresPerUnitY(y);
}
