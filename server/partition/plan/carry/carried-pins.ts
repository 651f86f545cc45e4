/** Pins of a plan on other cells. */
import type { PlanPin } from '../../../contract/plan-state.ts';
import type { CellLayer } from '../../cells/cell-layer.ts';
import { pinText } from '../canonical.ts';
import { cellsOf, rangesOf } from '../cell-ranges.ts';
import type { CarriedLines } from './carried-lines.ts';

/** `lost`: those that hold no longer, or not all along. */
export function carriedPins(
  pins: readonly PlanPin[],
  old: CellLayer,
  fresh: CellLayer,
  oldOf: Int32Array,
  { sourceOf }: CarriedLines,
): { pins: PlanPin[]; lost: PlanPin[] } {
  const carried = new Map<string, PlanPin>();
  const lost: PlanPin[] = [];
  const put = (pin: PlanPin): void => {
    carried.set(pinText(pin), pin);
  };
  for (const pin of pins) {
    if (pin.pin === 'together') {
      const own = new Set(cellsOf(pin.cells));
      const cells = [...sourceOf.keys()].filter((cell) => own.has(sourceOf[cell]!));
      // One cell is together with itself.
      if (cells.length > 1) put({ pin: pin.pin, cells: rangesOf(cells) });
      else if (cells.length === 0) lost.push(pin);
    } else if (pin.pin === 'never-cross') {
      const { arcs, isWhole } = arcsOn(pin.arcs, old, fresh, oldOf);
      if (arcs.length > 0) put({ pin: pin.pin, arcs });
      if (!isWhole) lost.push(pin);
    } else if (fresh.compounds.some(({ id }) => id === pin.compound)) put(pin);
    else lost.push(pin);
  }
  const texts = [...carried.keys()].sort();
  return { pins: texts.map((text) => carried.get(text)!), lost };
}

/** Every arc between two cells when all of them were pinned, else the one with the same ends. */
function arcsOn(
  pinned: readonly number[],
  old: CellLayer,
  fresh: CellLayer,
  oldOf: Int32Array,
): { arcs: number[]; isWhole: boolean } {
  const before = arcsByPair(old, (cell) => cell);
  const after = arcsByPair(fresh, (cell) => oldOf[cell]!);
  const found = new Set<number>();
  let isWhole = true;
  for (const arc of pinned) {
    const { left, right } = old.arcs[arc]!;
    const pair = pairOf(left, right);
    const isAll = before.get(pair)!.every((one) => pinned.includes(one));
    const ends = endsOf(old, arc);
    const own = (after.get(pair) ?? []).filter((one) => isAll || endsOf(fresh, one) === ends);
    for (const one of own) found.add(one);
    isWhole &&= own.length > 0;
  }
  return { arcs: [...found].sort((a, b) => a - b), isWhole };
}

function arcsByPair({ arcs }: CellLayer, cellOf: (cell: number) => number): Map<string, number[]> {
  const byPair = new Map<string, number[]>();
  arcs.forEach(({ left, right }, arc) => {
    if (left < 0 || right < 0) return;
    const pair = pairOf(cellOf(left), cellOf(right));
    byPair.set(pair, [...(byPair.get(pair) ?? []), arc]);
  });
  return byPair;
}

function pairOf(one: number, other: number): string {
  return one < other ? `${one} ${other}` : `${other} ${one}`;
}

function endsOf({ arcs, nodes }: CellLayer, arc: number): string {
  const { from, to } = arcs[arc]!;
  return [from, to]
    .map((node) => `${nodes[2 * node]} ${nodes[2 * node + 1]}`)
    .sort()
    .join(' ');
}
