/**
 * The body of a locate answer. What does not depend on the point (grid, path, people) is written once per grid and kept
 * with the map; a request only adds its own numbers. `writeAnswer` and the contract's LocateAnswer are compared in tests.
 */
import type { LocateAnswer, LocatedGrid } from '../contract/locate.ts';
import { toDegrees } from '../geometry/lattice.ts';
import type { PublishedGrid } from './county-map.ts';
import { AMBIGUOUS_M, type Lookup } from './lookup.ts';

export type Resolved = NonNullable<LocateAnswer['resolved']>;

interface Written {
  /** `"grid":{…},"path":[…]` */
  subject: string;
  /** `,"matches":[…]` when the grid is the only match, well inside. */
  alone: string;
}

const written = new WeakMap<PublishedGrid, Written>();

/** The answer as JSON text. `x`, `y` null when no point was asked about; `accuracyM` widens what counts as ambiguous. */
export function writeAnswer(
  point: readonly [x: number, y: number] | null,
  found: Lookup,
  accuracyM: number,
  edition: number | null,
  resolved?: Resolved,
): string {
  const { grid, micro, matches } = found;
  const lone = grid !== null && micro === null && matches.length === 1 && matches[0]!.grid === grid && !found.onBorder;
  const head = point === null ? '{"point":null,' : `{"point":[${toDegrees(point[0])},${toDegrees(point[1])}],`;
  const subject =
    grid === null
      ? `"grid":null,"path":${JSON.stringify(found.areas)}`
      : micro === null
        ? write(grid).subject
        : writeSubject(grid, micro);
  const matched = lone
    ? write(grid).alone
    : `,"matches":${JSON.stringify(matches.map(({ grid: { code, kind }, onBorder }) => ({ code, kind, onBorder })))}`;
  const distance = Number.isFinite(found.distanceM) ? Math.round(found.distanceM * 100) / 100 : null;
  const ambiguous = found.rule !== 'override' && found.distanceM < Math.max(accuracyM, AMBIGUOUS_M);
  const rule = found.rule === null ? 'null' : `"${found.rule}"`;
  const tail = resolved === undefined ? '}' : `,"resolved":${JSON.stringify(resolved)}}`;
  return `${head}${subject}${matched},"onBorder":${found.onBorder},"distanceToBorderM":${distance},"ambiguous":${ambiguous},"rule":${rule},"edition":${edition}${tail}`;
}

function write(grid: PublishedGrid): Written {
  let text = written.get(grid);
  if (text === undefined) {
    const match = { code: grid.code, kind: grid.kind, onBorder: false };
    text = { subject: writeSubject(grid, null), alone: `,"matches":${JSON.stringify([match])}` };
    written.set(grid, text);
  }
  return text;
}

function writeSubject(grid: PublishedGrid, micro: PublishedGrid | null): string {
  const { code, name, kind, households, leader, worker } = grid;
  const view: LocatedGrid = { code, name, kind, households, leader, worker };
  return `"grid":${JSON.stringify(view)},"path":${JSON.stringify((micro ?? grid).path)}`;
}
