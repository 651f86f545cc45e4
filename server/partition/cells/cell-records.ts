/** The records of cells from their seeds and faces, in order of their ids. */
import type { Arc, Cell, CellCompound } from './cell-layer.ts';
import type { CellsInput } from './cells-input.ts';
import type { CleanCells } from './clean-cells.ts';
import type { FaceMap } from './face-map.ts';
import { type LocalMetres, squareMetres } from './local-metres.ts';
import { isStrictlyInside } from './parity.ts';
import { scanSides } from './scan-point.ts';
import { sumHouseholds } from './seed-list.ts';
import type { Seed } from './seeds.ts';

/** Empty cells are named by their place, rounded to this many units: about a metre. */
const NAME_UNITS = 100;

export interface CellRecords {
  readonly cells: readonly Cell[];
  /** From the numbers of `CleanCells` to places in `cells`. */
  readonly placeOf: Int32Array;
  readonly compounds: readonly CellCompound[];
  readonly ties: readonly (readonly number[])[];
}

/** `arcs`: with sides by the numbers of `clean`. */
export function cellRecords(
  { community, compounds }: Pick<CellsInput, 'community' | 'compounds'>,
  clean: CleanCells,
  map: FaceMap,
  seeds: readonly Seed[],
  arcs: readonly Arc[],
  metres: LocalMetres,
): CellRecords {
  const sides = sidesOfCells(clean.count, arcs);
  const guests = new Map<number, Seed[]>();
  for (const [seed, cell] of clean.homeless) guests.set(cell, [...(guests.get(cell) ?? []), seeds[seed]!]);
  const drafts = Array.from({ length: clean.count }, (_, cell) => draft(cell));
  const names = new Set<string>();
  // Two empty cells within a metre: the later one gets another number.
  drafts.sort((a, b) => compare(a.record.id, b.record.id) || a.record.x - b.record.x || a.record.y - b.record.y);
  const named = drafts.map(({ cell, record }) => {
    let id = record.id;
    for (let n = 2; names.has(id); n++) id = `${record.id}.${n}`;
    names.add(id);
    return { cell, record: { ...record, id } };
  });
  named.sort((a, b) => compare(a.record.id, b.record.id));
  const placeOf = new Int32Array(clean.count);
  named.forEach(({ cell }, place) => {
    placeOf[cell] = place;
  });
  return { cells: named.map(({ record }) => record), placeOf, compounds: compoundLists(), ties: tieLists() };

  function draft(cell: number): { cell: number; record: Cell } {
    const own = clean.seed[cell]! < 0 ? [] : [seeds[clean.seed[cell]!]!];
    const all = [...own, ...(guests.get(cell) ?? [])];
    const wanted = own[0]?.kind === 'part' ? undefined : all[0]?.point;
    const isInside = wanted !== undefined && isStrictlyInside(sides[cell]!, ...wanted);
    const [x, y] = isInside ? wanted : scanSides(sides[cell]!);
    const places = all.flatMap((seed) => seed.places).sort(compare);
    const kind = places.length > 0 ? 'building' : (own[0]?.kind ?? 'empty');
    const doubledArea = clean.doubled[cell]!;
    return {
      cell,
      record: {
        id: all[0]?.id ?? `${community}@${Math.round(x / NAME_UNITS)}_${Math.round(y / NAME_UNITS)}`,
        kind,
        places,
        households: all.length === 0 ? 0 : sumHouseholds(all.map((seed) => seed.households)),
        areaCm2: Math.max(1, Math.round(squareMetres(metres, doubledArea) * 1e4)),
        doubledArea,
        x,
        y,
        today: map.today[clean.face[cell]!]!,
        compound: map.compound[clean.face[cell]!]!,
      },
    };
  }

  /** Inside an outline, or said to belong by its building. */
  function compoundLists(): CellCompound[] {
    const lists = new Map<string, Set<number>>(compounds.map(({ id }) => [id, new Set()]));
    named.forEach(({ cell, record }, place) => {
      const said = clean.seed[cell]! < 0 ? [] : seeds[clean.seed[cell]!]!.compounds;
      const outline = record.compound < 0 ? [] : [compounds[record.compound]!.id];
      for (const id of outline.length > 0 ? outline : said) lists.set(id, (lists.get(id) ?? new Set()).add(place));
    });
    const ids = [...lists.keys()].filter((id) => lists.get(id)!.size > 0 || compounds.some((one) => one.id === id));
    return ids.sort(compare).map((id) => ({ id, cells: [...lists.get(id)!] }));
  }

  function tieLists(): number[][] {
    const byGroup = new Map<number, number[]>();
    named.forEach(({ cell }, place) => {
      const seed = seeds[clean.seed[cell]!];
      if (seed === undefined || seed.slice !== null) return;
      byGroup.set(seed.group, [...(byGroup.get(seed.group) ?? []), place]);
    });
    return [...byGroup.values()].filter((list) => list.length > 1).sort((a, b) => a[0]! - b[0]!);
  }
}

function sidesOfCells(count: number, arcs: readonly Arc[]): number[][] {
  const sides: number[][] = Array.from({ length: count }, () => []);
  for (const { left, right, points } of arcs) {
    for (const cell of [left, right]) {
      if (cell < 0) continue;
      for (let i = 2; i < points.length; i += 2) {
        sides[cell]!.push(points[i - 2]!, points[i - 1]!, points[i]!, points[i + 1]!);
      }
    }
  }
  return sides;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
