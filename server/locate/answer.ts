/**
 * The body of a locate answer. What does not depend on the point (grid, path, people) is written once per grid and kept
 * with the map; a request only adds its own numbers. Answers and the contract's LocateAnswer are compared in tests.
 */
import type { LocateAnswer, LocatedGrid } from '../contract/locate.ts';
import { degreesText } from '../geometry/lattice.ts';
import type { PublishedGrid } from './county-map.ts';
import { AMBIGUOUS_M, type Lookup } from './lookup.ts';

export type Resolved = NonNullable<LocateAnswer['resolved']>;

type Point = readonly [x: number, y: number] | null;

interface Written {
  /** `"grid":{…},"path":[…],"matches":[…]` of a grid that is the only match, the point well inside. */
  alone: string;
  /** The same as a byte string. */
  bytes: ByteString;
}

/**
 * UTF-8 with one character a byte. Joined to the head of an answer it is one string that the socket copies as it is; a Buffer
 * would be a second write, and text would be encoded anew for every request.
 */
export type ByteString = string;

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

/** The same as a byte string: where the grid is alone, its part is ready and only the numbers, all ASCII, are written anew. */
export function encodeAnswer(point: Point, found: Lookup, accuracyM: number, edition: number | null): ByteString {
  if (!isAlone(found)) return byteString(writeAnswer(point, found, accuracyM, edition));
  return `${headOf(point)}${write(found.grid).bytes}${tailOf(found, accuracyM, edition)}}`;
}

function byteString(text: string): ByteString {
  return Buffer.from(text).toString('latin1');
}

/** One grid, the answer itself, covers the point, which is off its border and in no micro grid. */
function isAlone(found: Lookup): found is Lookup & { grid: PublishedGrid } {
  const { grid, matches } = found;
  return grid !== null && found.micro === null && matches.length === 1 && matches[0]!.grid === grid && !found.onBorder;
}

function headOf(point: Point): string {
  return point === null ? '{"point":null,' : `{"point":[${degreesText(point[0])},${degreesText(point[1])}],`;
}

function tailOf(found: Lookup, accuracyM: number, edition: number | null): string {
  const distance = Number.isFinite(found.distanceM) ? hundredths(Math.round(found.distanceM * 100)) : 'null';
  const ambiguous = found.rule !== 'override' && found.distanceM < Math.max(accuracyM, AMBIGUOUS_M);
  const rule = found.rule === null ? 'null' : `"${found.rule}"`;
  return `,"onBorder":${found.onBorder},"distanceToBorderM":${distance},"ambiguous":${ambiguous},"rule":${rule},"edition":${edition}`;
}

/** A number given in hundredths, as its shortest decimal: whole numbers are written faster than fractions. */
function hundredths(value: number): string {
  const rest = value % 100;
  const whole = (value - rest) / 100;
  if (rest === 0) return String(whole);
  return rest % 10 === 0 ? `${whole}.${rest / 10}` : `${whole}.${rest < 10 ? '0' : ''}${rest}`;
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
    text = { alone, bytes: byteString(alone) };
    written.set(grid, text);
  }
  return text;
}

function writeSubject(grid: PublishedGrid, micro: PublishedGrid | null): string {
  const { code, name, kind, households, leader, worker } = grid;
  const view: LocatedGrid = { code, name, kind, households, leader, worker };
  return `"grid":${JSON.stringify(view)},"path":${JSON.stringify((micro ?? grid).path)}`;
}
