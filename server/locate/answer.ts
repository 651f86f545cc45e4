/**
 * The body of a locate answer. What does not depend on the point (grid, path, people) is written once per grid and kept
 * with the map; a request only adds its own numbers. Answers and the contract's LocateAnswer are compared in tests.
 */
import type { LocateAnswer, LocatedGrid } from '../contract/locate.ts';
import { toDegrees } from '../geometry/lattice.ts';
import type { PublishedGrid } from './county-map.ts';
import { AMBIGUOUS_M, type Lookup } from './lookup.ts';

export type Resolved = NonNullable<LocateAnswer['resolved']>;

type Point = readonly [x: number, y: number] | null;

interface Written {
  /** `"grid":{…},"path":[…],"matches":[…]` of a grid that is the only match, the point well inside. */
  alone: string;
  /** The same in UTF-8. */
  bytes: Buffer;
}

const written = new WeakMap<PublishedGrid, Written>();

/** The answer as JSON text. `point` null when none was asked about; `accuracyM` widens what counts as ambiguous. */
export function writeAnswer(
  point: Point,
  found: Lookup,
  accuracyM: number,
  edition: number | null,
  resolved?: Resolved,
): string {
  const middle = isAlone(found) ? write(found.grid).alone : writeMiddle(found);
  const end = resolved === undefined ? '}' : `,"resolved":${JSON.stringify(resolved)}}`;
  return headOf(point) + middle + tailOf(found, accuracyM, edition) + end;
}

/** The same as bytes: where the grid is alone, its part is copied and only the numbers are written anew. */
export function encodeAnswer(point: Point, found: Lookup, accuracyM: number, edition: number | null): Buffer {
  if (!isAlone(found)) return Buffer.from(writeAnswer(point, found, accuracyM, edition));
  const { bytes } = write(found.grid);
  const head = headOf(point);
  const tail = `${tailOf(found, accuracyM, edition)}}`;
  // Head and tail are digits and names of ours: ASCII, one byte a character.
  const body = Buffer.allocUnsafe(head.length + bytes.length + tail.length);
  body.write(head, 0, 'latin1');
  body.set(bytes, head.length);
  body.write(tail, head.length + bytes.length, 'latin1');
  return body;
}

/** One grid, the answer itself, covers the point, which is off its border and in no micro grid. */
function isAlone(found: Lookup): found is Lookup & { grid: PublishedGrid } {
  const { grid, matches } = found;
  return grid !== null && found.micro === null && matches.length === 1 && matches[0]!.grid === grid && !found.onBorder;
}

function headOf(point: Point): string {
  return point === null ? '{"point":null,' : `{"point":[${toDegrees(point[0])},${toDegrees(point[1])}],`;
}

function tailOf(found: Lookup, accuracyM: number, edition: number | null): string {
  const distance = Number.isFinite(found.distanceM) ? Math.round(found.distanceM * 100) / 100 : null;
  const ambiguous = found.rule !== 'override' && found.distanceM < Math.max(accuracyM, AMBIGUOUS_M);
  const rule = found.rule === null ? 'null' : `"${found.rule}"`;
  return `,"onBorder":${found.onBorder},"distanceToBorderM":${distance},"ambiguous":${ambiguous},"rule":${rule},"edition":${edition}`;
}

function writeMiddle({ grid, micro, matches, areas }: Lookup): string {
  const subject = grid === null ? `"grid":null,"path":${JSON.stringify(areas)}` : writeSubject(grid, micro);
  const views = matches.map(({ grid: { code, kind }, onBorder }) => ({ code, kind, onBorder }));
  return `${subject},"matches":${JSON.stringify(views)}`;
}

function write(grid: PublishedGrid): Written {
  let text = written.get(grid);
  if (text === undefined) {
    const match = { code: grid.code, kind: grid.kind, onBorder: false };
    const alone = `${writeSubject(grid, null)},"matches":${JSON.stringify([match])}`;
    text = { alone, bytes: Buffer.from(alone) };
    written.set(grid, text);
  }
  return text;
}

function writeSubject(grid: PublishedGrid, micro: PublishedGrid | null): string {
  const { code, name, kind, households, leader, worker } = grid;
  const view: LocatedGrid = { code, name, kind, households, leader, worker };
  return `"grid":${JSON.stringify(view)},"path":${JSON.stringify((micro ?? grid).path)}`;
}
