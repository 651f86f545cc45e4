/**
 * A layer of cells as bytes, for a browser and for keeping: columns of small differences, which also pack well. What comes
 * out is equal to what went in, to the last bit and with the same hash.
 */
import type { Arc, Cell, CellKind, CellLayer, CellReport } from '../cells/cell-layer.ts';
import { ByteReader, ByteWriter } from './byte-stream.ts';

/** Counts up when the form changes. */
const FORM = 1;
const NONE = new Uint8Array(0);
const KINDS: readonly CellKind[] = ['building', 'part', 'empty'];
const CELL_COLUMNS = ['households', 'areaCm2', 'doubledArea', 'x', 'y', 'today', 'compound'] as const;
const ARC_COLUMNS = ['from', 'to', 'left', 'right', 'lenCm', 'class', 'flags', 'firstLine', 'lastLine'] as const;

export function encodeLayer(layer: CellLayer): Uint8Array<ArrayBuffer> {
  const { cells, arcs } = layer;
  const out = new ByteWriter();
  const lists = (all: readonly (readonly number[])[]): void => {
    out.integer(all.length);
    for (const list of all) {
      out.integer(list.length);
      out.column(list);
    }
  };
  out.integer(FORM);
  out.text(layer.community);
  out.text(layer.hash);
  out.integer(cells.length);
  for (const { id, kind, places } of cells) {
    out.text(id);
    out.integer(KINDS.indexOf(kind));
    out.integer(places.length);
    // A cell is mostly named after its only place.
    for (const place of places) out.text(place === id ? '' : place);
  }
  for (const name of CELL_COLUMNS) out.column(cells.map((cell) => cell[name]));
  out.integer(layer.nodes.length);
  out.column(everyOther(layer.nodes, 0));
  out.column(everyOther(layer.nodes, 1));
  out.integer(arcs.length);
  for (const name of ARC_COLUMNS) out.column(arcs.map((arc) => arc[name]));
  for (const { points, added, connects } of arcs) {
    out.integer(2 * points.length + Number(connects));
    out.column(everyOther(points, 0));
    out.column(everyOther(points, 1));
    out.column(added);
  }
  out.integer(layer.todayCodes.length);
  layer.todayCodes.forEach((code) => {
    out.text(code);
  });
  lists(layer.compounds.map((compound) => compound.cells));
  for (const { id } of layer.compounds) out.text(id);
  lists(layer.ties);
  lists([[...layer.links]]);
  out.text(JSON.stringify(layer.report));
  return out.finish();
}

/** Throws a RangeError for bytes that are no layer of this form. */
export function decodeLayer(bytes: Uint8Array): CellLayer {
  const input = new ByteReader(bytes);
  const many = <T>(count: number, one: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => one(i));
  const lists = (): number[][] => many(input.count(), () => input.column(input.count()));
  if (input.integer() !== FORM) throw new RangeError('a layer of another form');
  const community = input.text();
  const hash = input.text();
  const cells = readCells(input);
  const nodeNumbers = input.count();
  const nodes = input.pairs(nodeNumbers / 2);
  const arcs = readArcs(input);
  const todayCodes = many(input.count(), () => input.text());
  const compounds = lists().map((list) => ({ id: input.text(), cells: list }));
  const ties = lists();
  const links = Int32Array.from(lists()[0] ?? []);
  const report = JSON.parse(input.text()) as CellReport;
  if (!input.isAtEnd) throw new RangeError('more bytes than a layer has');
  return { community, hash, cells, arcs, nodes, todayCodes, compounds, ties, links, report };
}

function readCells(input: ByteReader): Cell[] {
  const heads = Array.from({ length: input.count() }, () => {
    const id = input.text();
    const kind = KINDS[input.integer()];
    if (kind === undefined) throw new RangeError('a cell of no kind');
    return { id, kind, places: Array.from({ length: input.count() }, () => input.text() || id) };
  });
  const [households, areaCm2, doubledArea, x, y, today, compound] = columnsOf(input, CELL_COLUMNS, heads.length);
  return heads.map(({ id, kind, places }, i) => ({
    id,
    kind,
    places,
    households: households[i]!,
    areaCm2: areaCm2[i]!,
    doubledArea: doubledArea[i]!,
    x: x[i]!,
    y: y[i]!,
    today: today[i]!,
    compound: compound[i]!,
  }));
}

function readArcs(input: ByteReader): Arc[] {
  const count = input.count();
  const [from, to, left, right, lenCm, classes, flags, firstLine, lastLine] = columnsOf(input, ARC_COLUMNS, count);
  return Array.from({ length: count }, (_, i) => {
    const size = input.integer();
    const numbers = Math.floor(size / 2);
    if (numbers < 4) throw new RangeError('an arc without ends');
    const points = input.pairs(numbers / 2);
    // most arcs are one straight line
    const added = numbers === 4 ? NONE : Uint8Array.from(input.column(numbers / 2 - 2));
    return {
      from: from[i]!,
      to: to[i]!,
      left: left[i]!,
      right: right[i]!,
      lenCm: lenCm[i]!,
      class: classes[i]!,
      flags: flags[i]!,
      firstLine: firstLine[i]!,
      lastLine: lastLine[i]!,
      connects: size % 2 === 1,
      points,
      added,
    };
  });
}

/** One column for each name, in their order. */
function columnsOf<const Names extends readonly string[]>(
  input: ByteReader,
  names: Names,
  count: number,
): { readonly [I in keyof Names]: readonly number[] } {
  return names.map(() => input.column(count)) as { [I in keyof Names]: number[] };
}

function everyOther(values: Int32Array, from: number): number[] {
  const picked: number[] = [];
  for (let i = from; i < values.length; i += 2) picked.push(values[i]!);
  return picked;
}
