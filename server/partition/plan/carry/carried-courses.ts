/** Bends and moved nodes of a plan on other cells: a line goes on where it runs between the same cells from place to place. */
import type { LayerOverlay } from '../../../contract/plan-state.ts';
import { arcTurns } from '../../cells/arc-turns.ts';
import type { Arc, CellLayer } from '../../cells/cell-layer.ts';
import { isStrictlyInside } from '../../cells/parity.ts';
import { bendFault } from '../bend-arc.ts';
import { bentLayer } from '../bent-layer.ts';
import type { Place } from '../course.ts';
import { coursesWith, moveFault } from '../move-node.ts';
import { type Footprints, type PlanLayer, sidesOf, turnsIn, untouchedLayer } from '../plan-layer.ts';

type Bends = LayerOverlay['bends'];

/** `lost`: arcs of the old layer. */
export function carriedCourses(
  { base: old, overlay }: PlanLayer,
  fresh: CellLayer,
  oldOf: Int32Array,
  footprints: Footprints,
): { layer: PlanLayer; lost: number[] } {
  const untouched = untouchedLayer(fresh);
  const wanted = overlay.bends.map(({ arc, points }) => courseOn(old.arcs[arc]!, points, fresh, oldOf));
  const bends = wanted.filter((course) => course !== null);
  const whole = bends.length < wanted.length ? null : joined(untouched, bends);
  if (whole !== null && areSound(untouched, whole, bends, footprints)) return { layer: whole, lost: [] };
  return oneByOne(untouched, old, overlay.bends, wanted, footprints);
}

/** Each as if somebody drew it now, places where lines meet before the lines. */
function oneByOne(
  untouched: PlanLayer,
  old: CellLayer,
  bends: Bends,
  wanted: readonly (Bends[number] | null)[],
  footprints: Footprints,
): { layer: PlanLayer; lost: number[] } {
  let layer = untouched;
  const take = (courses: Iterable<readonly [number, readonly number[]]>): void => {
    const taken = new Map(layer.overlay.bends.map(({ arc, points }) => [arc, points]));
    for (const [arc, points] of courses) taken.set(arc, [...points]);
    layer = bentLayer(
      untouched,
      [...taken].map(([arc, points]) => ({ arc, points })),
    );
  };
  for (const { from, to } of movedNodes(old, bends)) {
    const node = nodeAt(untouched.base, from);
    if (node !== null && moveFault(layer, node, to, footprints) === null) take(coursesWith(layer, node, to));
  }
  const lost: number[] = [];
  for (const [i, { arc }] of bends.entries()) {
    const course = wanted[i]!;
    if (course === null) lost.push(arc);
    else if (`${layer.arcs[course.arc]!.points}` === `${course.points}`) continue;
    else if (bendFault(layer, course.arc, course.points, footprints) !== null) lost.push(arc);
    else take([[course.arc, course.points]]);
  }
  return { layer, lost };
}

/** null when lines that met in a moved place no longer all end there. */
function joined(untouched: PlanLayer, bends: Bends): PlanLayer | null {
  const { arcs, nodes } = bentLayer(untouched, bends);
  const isJoined = arcs.every(({ from, to, points }) => {
    const ends = [nodes[2 * from], nodes[2 * from + 1], nodes[2 * to], nodes[2 * to + 1]];
    return `${ends}` === `${[...points.subarray(0, 2), ...points.subarray(-2)]}`;
  });
  return isJoined ? bentLayer(untouched, bends) : null;
}

/** Whether all the courses together leave every cell whole and every building where it is. */
function areSound(untouched: PlanLayer, layer: PlanLayer, bends: Bends, footprints: Footprints): boolean {
  if (bends.some(({ arc, points }) => bendFault(layer, arc, points, footprints) !== null)) return false;
  const before = turnsIn(untouched).next;
  if (arcTurns(layer).next.some((half, i) => half !== before[i])) return false;
  const beside = new Set(bends.flatMap(({ arc }) => [layer.arcs[arc]!.left, layer.arcs[arc]!.right]));
  return [...beside].every((cell) => {
    const [was, is] = [untouched, layer].map(({ arcs }) => sidesOf(arcs, (one) => one === cell)) as [
      number[],
      number[],
    ];
    const isKept = untouched.cells[cell]!.places.every((place) => {
      const corner = footprints(place)?.[0]?.[0];
      return corner === undefined || isIn(was, corner) === isIn(is, corner);
    });
    const strangers = untouched.cells.filter((_, other) => !beside.has(other));
    return layer.cells[cell]!.doubledArea > 0 && isKept && strangers.every(({ x, y }) => !isIn(is, [x, y]));
  });
}

function isIn(sides: readonly number[], at: ArrayLike<number>): boolean {
  return isStrictlyInside(sides, at[0]!, at[1]!);
}

/** Where bends end elsewhere than their arcs did. */
function movedNodes({ arcs, nodes }: CellLayer, bends: Bends): { from: Place; to: Place }[] {
  const moved = new Map<number, { from: Place; to: Place }>();
  for (const { arc, points } of bends) {
    const { from, to } = arcs[arc]!;
    for (const [node, at] of [
      [from, points.slice(0, 2)],
      [to, points.slice(-2)],
    ] as const) {
      const [x, y] = [nodes[2 * node]!, nodes[2 * node + 1]!];
      if (at[0] !== x || at[1] !== y) moved.set(node, { from: [x, y], to: [at[0]!, at[1]!] });
    }
  }
  return [...moved.values()];
}

function nodeAt({ nodes }: CellLayer, [x, y]: Place): number | null {
  for (let node = 0; 2 * node < nodes.length; node++) {
    if (nodes[2 * node] === x && nodes[2 * node + 1] === y) return node;
  }
  return null;
}

/** The arc between the same cells from the same end to the same end, whichever way it runs now. */
function courseOn(old: Arc, points: readonly number[], fresh: CellLayer, oldOf: Int32Array): Bends[number] | null {
  const ends = endsOf(old);
  const back = [...ends.slice(2), ...ends.slice(0, 2)];
  for (const [arc, own] of fresh.arcs.entries()) {
    if (own.left < 0 || own.right < 0) continue;
    const [left, right] = [oldOf[own.left], oldOf[own.right]];
    const at = `${endsOf(own)}`;
    if (left === old.left && right === old.right && at === `${ends}`) return { arc, points: [...points] };
    if (left === old.right && right === old.left && at === `${back}`) return { arc, points: reversed(points) };
  }
  return null;
}

function endsOf({ points }: Arc): number[] {
  return [...points.subarray(0, 2), ...points.subarray(-2)];
}

function reversed(points: readonly number[]): number[] {
  const back: number[] = [];
  for (let i = points.length - 2; i >= 0; i -= 2) back.push(points[i]!, points[i + 1]!);
  return back;
}
