/** Two maps of a county side by side: who changes grid, which grids change, how their borders run, and their numbers. Pure. */
import type { MapMetrics, PlanComparison } from '../contract/plan-compare.ts';
import type { CheckedGrid } from '../coverage/subject.ts';
import { GridFinder } from '../exchange/grid-finder.ts';
import { perimeterM, totalAreaM2 } from '../geometry/area.ts';
import { toGeoJson } from '../geometry/geojson.ts';
import { toDegrees } from '../geometry/lattice.ts';
import type { MultiPolygon } from '../geometry/polygon.ts';
import { decodeMultiPolygon } from '../geometry/wkb.ts';
import { type BandRow, bandFor } from '../grids/band.ts';
import { shapeKey } from '../grids/shape-key.ts';
import { borderChange } from './border-change.ts';
import { type CountablePlace, dwellingsOf } from './dwellings.ts';

export interface ComparedPlace extends CountablePlace {
  readonly name: string | null;
  readonly address: string | null;
  /** Lattice units. */
  readonly x: number;
  readonly y: number;
  readonly gridOverride: string | null;
}

export interface CompareInput {
  /** Of which basic, dedicated and micro grids are looked at; places are those of the county. */
  readonly area: string;
  readonly from: readonly CheckedGrid[];
  readonly to: readonly CheckedGrid[];
  readonly places: readonly ComparedPlace[];
  readonly bands: readonly BandRow[];
  /** Whether the shapes of changed grids are wanted. */
  readonly shapes?: boolean;
}

export type Compared = Omit<PlanComparison, 'from' | 'to' | 'area'>;

type Shaped = CheckedGrid & { readonly shape: MultiPolygon; readonly key: string };

export function compareMaps({ area, from, to, places, bands, shapes = false }: CompareInput): Compared {
  const sides = [from, to].map((grids) => new Side(grids, area)) as [Side, Side];
  const [before, after] = sides;
  const pairs = new Map<string, { from: string | null; to: string | null; buildings: number; households: number }>();
  const buildings: PlanComparison['buildings'] = [];
  const moved = { buildings: 0, households: 0, uncounted: 0 };
  for (const { place, households } of dwellingsOf(places)) {
    const [was, is] = [before.answers(place), after.answers(place)];
    if (was === null && is === null) continue;
    before.count(was, households);
    after.count(is, households);
    const pair = pairs.get(`${was} ${is}`) ?? { from: was, to: is, buildings: 0, households: 0 };
    pairs.set(`${was} ${is}`, pair);
    pair.buildings += 1;
    pair.households += households ?? 0;
    if (was === is) continue;
    moved.buildings += 1;
    moved.households += households ?? 0;
    if (households === null) moved.uncounted += 1;
    const { code, kind, parentCode, name, address, x, y } = place;
    const building = kind === 'unit' ? parentCode : null;
    const at: [number, number] = [toDegrees(x), toDegrees(y)];
    buildings.push({ place: code, building, name, address, households, at, from: was, to: is });
  }
  const concerned = new Set([...pairs.values()].flatMap((pair) => (pair.from === pair.to ? [] : [pair.from, pair.to])));
  const matrix = [...pairs.values()].filter((pair) => concerned.has(pair.from) || concerned.has(pair.to));
  const grids = changedGrids(before, after, shapes);
  const redrawn = new Set(grids.filter(({ change }) => change !== 'renamed').map(({ code }) => code));
  const layer = (side: Side): MultiPolygon[] =>
    side.grids.filter(({ kind, code }) => kind !== 'micro' && redrawn.has(code)).map(({ shape }) => shape);
  const borders = borderChange(layer(before), layer(after));
  const lines = (chains: [number, number][][]): PlanComparison['borders']['old'] =>
    chains.length === 0 ? null : { type: 'MultiLineString', coordinates: chains };
  return {
    metrics: { from: before.metrics(bands), to: after.metrics(bands) },
    moved,
    matrix: matrix.sort((a, b) => compare(a.from, b.from) || compare(a.to, b.to)),
    buildings: buildings.sort((a, b) => compare(a.from, b.from) || compare(a.to, b.to) || compare(a.place, b.place)),
    grids,
    borders: { old: lines(borders.old), new: lines(borders.new) },
  };
}

class Side {
  readonly grids: readonly Shaped[];
  readonly byCode: ReadonlyMap<string, Shaped>;
  readonly households = new Map<string, number>();
  readonly #finder: GridFinder;

  constructor(grids: readonly CheckedGrid[], area: string) {
    const own = new Set(
      grids.filter(({ kind, parentCode }) => kind !== 'micro' && parentCode.startsWith(area)).map(({ code }) => code),
    );
    const inside = grids.filter(({ kind, code, parentCode }) => own.has(kind === 'micro' ? parentCode : code));
    this.grids = inside.map((grid) => {
      const shape = decodeMultiPolygon(grid.wkb, 'lattice');
      return { ...grid, shape, key: shapeKey(shape) };
    });
    this.byCode = new Map(this.grids.map((grid) => [grid.code, grid]));
    this.#finder = new GridFinder(this.grids);
  }

  answers({ gridOverride, x, y }: ComparedPlace): string | null {
    const named = gridOverride === null ? null : this.#finder.answering(gridOverride);
    return named ?? this.#finder.at(x, y);
  }

  count(grid: string | null, households: number | null): void {
    if (grid !== null) this.households.set(grid, (this.households.get(grid) ?? 0) + (households ?? 0));
  }

  metrics(bands: readonly BandRow[]): MapMetrics {
    const basic = this.grids.filter(({ kind }) => kind === 'basic');
    const counts = basic.map(({ code }) => this.households.get(code) ?? 0);
    let [inBand, underBand, overBand] = [0, 0, 0];
    basic.forEach(({ parentCode, bandMin, bandMax }, i) => {
      const band = bandFor(bands, parentCode, 'basic');
      const [min, max] = [bandMin ?? band?.min ?? 0, bandMax ?? band?.max ?? Infinity];
      if (counts[i]! < min) underBand += 1;
      else if (counts[i]! > max) overBand += 1;
      else inBand += 1;
    });
    const outlines = basic.map(({ shape }) => perimeterM(shape));
    const round = basic.map(({ shape }, i) => (4 * Math.PI * totalAreaM2(shape)) / outlines[i]! ** 2);
    const average = mean(counts);
    return {
      grids: this.grids.filter(({ kind }) => kind !== 'micro').length,
      dedicated: this.grids.filter(({ kind }) => kind === 'dedicated').length,
      micros: this.grids.filter(({ kind }) => kind === 'micro').length,
      inBand,
      underBand,
      overBand,
      households: [...this.households.values()].reduce((sum, count) => sum + count, 0),
      least: counts.length === 0 ? 0 : Math.min(...counts),
      most: counts.length === 0 ? 0 : Math.max(...counts),
      mean: rounded(average),
      spread: rounded(Math.sqrt(mean(counts.map((count) => (count - average) ** 2)))),
      compactness: Math.round(mean(round) * 1e4) / 1e4,
      outlineKm: rounded(outlines.reduce((sum, length) => sum + length, 0) / 1000),
    };
  }
}

function changedGrids(before: Side, after: Side, withShapes: boolean): PlanComparison['grids'] {
  const codes = [...new Set([...before.byCode.keys(), ...after.byCode.keys()])].sort();
  return codes.flatMap((code): PlanComparison['grids'] => {
    const [was, is] = [before.byCode.get(code), after.byCode.get(code)];
    const change =
      was === undefined
        ? 'created'
        : is === undefined
          ? 'closed'
          : was.key !== is.key
            ? 'redrawn'
            : was.name !== is.name || was.kind !== is.kind
              ? 'renamed'
              : null;
    if (change === null) return [];
    const { name, kind, parentCode } = is ?? was!;
    const count = (grid: Shaped | undefined, side: Side): number | null =>
      grid === undefined || kind === 'micro' ? null : (side.households.get(code) ?? 0);
    const shapes = [was, is].map((grid) => (grid === undefined ? null : toGeoJson(grid.shape)));
    return [
      {
        code,
        name,
        kind,
        parentCode,
        change,
        households: [count(was, before), count(is, after)],
        ...(withShapes ? { shapes } : {}),
      },
    ];
  });
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

function compare(a: string | null, b: string | null): number {
  return (a ?? '') < (b ?? '') ? -1 : (a ?? '') > (b ?? '') ? 1 : 0;
}
