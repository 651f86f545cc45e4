/**
 * What must hold of every layer of cells. Looked at from the finished arcs alone, not from the steps that made them; fails
 * with the step and the place. Tells what is allowed but should be known: components, vertices that grids gain.
 */

import { doubledArea } from '../../geometry/area.ts';
import { crossings } from '../../geometry/crossings.ts';
import { UnionFind } from '../../geometry/union-find.ts';
import { LEAST_CONTACT_CM, UNKNOWN_HOUSEHOLDS } from '../cell-graph.ts';
import { type ArcTurns, arcTurns, leftOf } from './arc-turns.ts';
import type { CellFindings } from './cell-findings.ts';
import type { CellLayer } from './cell-layer.ts';
import type { CellsInput } from './cells-input.ts';
import { outlines } from './outlines.ts';
import type { PlacedBuilding } from './placed-buildings.ts';
import { expectPlansWhole } from './plans-whole.ts';
import { expectTodayExact } from './today-exact.ts';
import { vertexChanges } from './vertex-changes.ts';

type Content = Omit<CellLayer, 'hash' | 'report'>;

/**
 * `input`: as it was built from, parent sound. `placed`: the buildings in the community. `inexact`: grids of today that gaps,
 * overlaps, slivers or the community's border have changed.
 */
export function assertCells(
  layer: Content,
  input: CellsInput,
  placed: readonly PlacedBuilding[],
  inexact: ReadonlySet<number>,
  findings: CellFindings,
): void {
  const turns = arcTurns(layer);
  expectArcsNoded(layer);
  expectWholeArea(layer, turns, input, findings);
  expectFaces(layer, turns);
  expectHouseholds(layer, input, placed);
  expectPlansWhole(layer, placed, findings);
  const derived = outlines(
    layer,
    turns,
    Int32Array.from(layer.cells, ({ today }) => today),
  );
  expectTodayExact(input.today, derived, inexact, findings);
  tellComponents(layer, findings);
}

function fail(step: string, what: string, x: number, y: number): never {
  throw new Error(`cells, step ${step}: ${what} near ${x} ${y}`);
}

/** Arcs have two different sides, and no two meet but in nodes. */
function expectArcsNoded({ arcs }: Content): void {
  let count = 0;
  for (const { points } of arcs) count += points.length / 2 - 1;
  const ends = {
    ax: new Int32Array(count),
    ay: new Int32Array(count),
    bx: new Int32Array(count),
    by: new Int32Array(count),
  };
  const seen = new Set<string>();
  let at = 0;
  let longest = 0;
  for (const { left, right, points } of arcs) {
    if (left === right) fail('ARCS', 'an arc with one side', points[0]!, points[1]!);
    for (let i = 2; i < points.length; i += 2) {
      const [px, py, qx, qy] = [points[i - 2]!, points[i - 1]!, points[i]!, points[i + 1]!];
      const forth = px < qx || (px === qx && py < qy);
      ends.ax[at] = forth ? px : qx;
      ends.ay[at] = forth ? py : qy;
      ends.bx[at] = forth ? qx : px;
      ends.by[at] = forth ? qy : py;
      const key = `${ends.ax[at]} ${ends.ay[at]} ${ends.bx[at]} ${ends.by[at]}`;
      if (seen.has(key) || (px === qx && py === qy)) fail('RE-NODE', 'a piece twice', px, py);
      seen.add(key);
      longest = Math.max(longest, Math.abs(qx - px), Math.abs(qy - py));
      at += 1;
    }
  }
  const [edge] = crossings({ ...ends, count, longest });
  if (edge !== undefined) fail('RE-NODE', 'borders that cross', ends.ax[edge]!, ends.ay[edge]!);
}

/**
 * Nothing of the ground is lost, and nothing is there twice: the cells add up to what is inside the outer arcs, exactly, and
 * without the vertices that noding put on its straight lines the outline of all cells is the parent's, vertex for vertex.
 */
function expectWholeArea(layer: Content, turns: ArcTurns, { parent }: CellsInput, findings: CellFindings): void {
  const { cells, arcs } = layer;
  const [x0, y0] = [arcs[0]!.points[0]!, arcs[0]!.points[1]!];
  const own: bigint[] = cells.map(() => 0n);
  let whole = 0n;
  for (const { left, right, points } of arcs) {
    let term = 0n;
    for (let i = 2; i < points.length; i += 2) {
      const [ax, ay] = [points[i - 2]! - x0, points[i - 1]! - y0];
      const [bx, by] = [points[i]! - x0, points[i + 1]! - y0];
      term += BigInt(ax) * BigInt(by) - BigInt(bx) * BigInt(ay);
    }
    if (left >= 0) own[left]! += term;
    if (right >= 0) own[right]! -= term;
    if (right < 0) whole += term;
    if (left < 0) whole -= term;
  }
  cells.forEach((cell, i) => {
    if (own[i] !== BigInt(cell.doubledArea) || cell.doubledArea <= 0 || cell.areaCm2 <= 0) {
      fail('ARCS', `cell ${cell.id} is not what is inside its arcs`, cell.x, cell.y);
    }
    whole -= BigInt(cell.doubledArea);
  });
  if (whole !== 0n) fail('CLEAN', `cells are off by ${whole} in doubled area`, x0, y0);
  const changes = vertexChanges(parent, outlines(layer, turns, new Int32Array(cells.length)).get(0) ?? []);
  const [x, y] = parent[0]![0]!;
  if (changes === null) fail('ARCS', 'the outline of all cells is not the parent', x!, y!);
  if (changes.gained + changes.moved > 0) findings.add('parent-vertex', [x!, y!], [], { ...changes });
}

/** Every cell has one shell, and the nodes, arcs and walks obey Euler. */
function expectFaces(layer: Content, { next }: ArcTurns): void {
  const { arcs, nodes, cells } = layer;
  const done = new Uint8Array(next.length);
  const shells = new Int32Array(cells.length);
  let walks = 0;
  for (let first = 0; first < next.length; first++) {
    if (done[first] === 1) continue;
    walks += 1;
    const cell = leftOf(layer, first);
    const ring: number[] = [];
    for (let at = first; done[at] === 0; at = next[at]!) {
      done[at] = 1;
      const { points } = arcs[at >> 1]!;
      if (leftOf(layer, at) !== cell) fail('ARCS', 'a walk that changes cells', points[0]!, points[1]!);
      const count = points.length / 2;
      for (let k = 0; k < count - 1; k++) {
        const i = (at & 1) === 0 ? k : count - 1 - k;
        ring.push(points[2 * i]!, points[2 * i + 1]!);
      }
    }
    if (cell >= 0 && doubledArea(Int32Array.from(ring)) > 0n) shells[cell]! += 1;
  }
  cells.forEach(({ id, x, y }, cell) => {
    if (shells[cell] !== 1) fail('CLEAN', `cell ${id} in ${shells[cell]} parts`, x, y);
  });
  const joined = new UnionFind(nodes.length / 2);
  let components = nodes.length / 2;
  for (const { from, to } of arcs) if (joined.union(from, to)) components -= 1;
  if (nodes.length / 2 - arcs.length + walks !== 2 * components)
    fail('ARCS', 'nodes, arcs and faces disagree', nodes[0]!, nodes[1]!);
}

/** Each place in one cell, and nobody's households lost. */
function expectHouseholds({ cells }: Content, { cutAbove }: CellsInput, placed: readonly PlacedBuilding[]): void {
  const known = (count: number): number => (count === UNKNOWN_HOUSEHOLDS ? 0 : count);
  const cellOf = new Map<string, number>();
  let inCells = 0;
  cells.forEach(({ id, places, households, x, y }, cell) => {
    inCells += known(households);
    for (const place of places) {
      if (cellOf.has(place)) fail('PLACE', `place ${place} in ${id} and another cell`, x, y);
      cellOf.set(place, cell);
    }
  });
  let inPlaces = 0;
  for (const { building, x, y } of placed) {
    inPlaces += known(building.households);
    if (!cellOf.has(building.id)) fail('PLACE', `place ${building.id} in no cell`, x, y);
    cellOf.delete(building.id);
    if (cutAbove !== undefined) for (const unit of building.units ?? []) cellOf.delete(unit.id);
  }
  const [stranger] = cellOf;
  if (stranger !== undefined)
    fail('PLACE', `place ${stranger[0]} from nowhere`, cells[stranger[1]]!.x, cells[stranger[1]]!.y);
  if (inCells !== inPlaces)
    fail('PLACE', `${inCells} households in cells, ${inPlaces} in places`, placed[0]!.x, placed[0]!.y);
}

/** Components over connecting borders and listed crossings; all but the largest are told. */
function tellComponents({ cells, arcs, links }: Content, findings: CellFindings): void {
  const contact = new Map<number, number>();
  for (const { left, right, lenCm, connects } of arcs) {
    if (!connects) continue;
    const key = Math.min(left, right) * cells.length + Math.max(left, right);
    contact.set(key, (contact.get(key) ?? 0) + lenCm);
  }
  const sets = new UnionFind(cells.length);
  for (const [key, lenCm] of contact)
    if (lenCm >= LEAST_CONTACT_CM) sets.union(Math.floor(key / cells.length), key % cells.length);
  for (let i = 0; i < links.length; i += 2) sets.union(links[i]!, links[i + 1]!);
  const members = new Map<number, number[]>();
  cells.forEach((_, cell) => {
    const list = members.get(sets.find(cell));
    if (list === undefined) members.set(sets.find(cell), [cell]);
    else list.push(cell);
  });
  const ordered = [...members.values()].sort((a, b) => b.length - a.length || a[0]! - b[0]!);
  for (const component of ordered.slice(1)) {
    const { x, y, id } = cells[component[0]!]!;
    const households = component.reduce((sum, cell) => sum + Math.max(0, cells[cell]!.households), 0);
    findings.add('component-apart', [x, y], [id], { cells: component.length, households });
  }
}
