/** Steps on the plan of eight houses, as short as a table wants them. */
import { expect } from 'vitest';
import type { OperationBody } from '../../../server/contract/plan-operations.ts';
import {
  assignBody,
  bendBody,
  cutBody,
  lockBody,
  moveNodeBody,
  splitBody,
} from '../../../server/partition/plan/bodies.ts';
import { UNASSIGNED } from '../../../server/partition/plan/cell-ranges.ts';
import type { CommunityPlan } from '../../../server/partition/plan/community-plan.ts';
import type { EditedPlan } from '../../../server/partition/plan/edited-plan.ts';
import { at } from '../cell-scene.ts';
import { bytesOf, EIGHT_HOUSES, groundOf, only, planOn, slotRecord } from './plan-scene.ts';

export const eightHouses = groundOf([EIGHT_HOUSES]);

export type Make = (community: CommunityPlan, plan: EditedPlan) => OperationBody | null;

/** Does all but the last, which must succeed, then the last. */
export function run(makes: readonly Make[]): { plan: EditedPlan; reason: string | null; told: string } {
  const plan = planOn(eightHouses);
  let reason: string | null = null;
  let told = '';
  makes.forEach((make, i) => {
    const body = make(only(plan), plan);
    if (body === null) throw new Error(`nothing to do in step ${i}`);
    const before = bytesOf(plan);
    const outcome = plan.apply(body);
    if (!('refusal' in outcome)) return;
    if (i < makes.length - 1) throw new Error(`step ${i}: ${outcome.refusal.reason}`);
    const { refusal } = outcome;
    reason = refusal.reason;
    told = `slots ${refusal.slots} cells ${refusal.cells}`;
    expect(bytesOf(plan)).toBe(before);
  });
  return { plan, reason, told };
}

export const assign =
  (cells: readonly number[], slot: number): Make =>
  (c) =>
    assignBody(c, 'grid', cells, slot);
export const split =
  (slot: number, cells: readonly number[], code = 'N', more = {}): Make =>
  (c) =>
    splitBody(c, 'grid', slot, cells, slotRecord(code, more));
export const lock =
  (slot: number, role: 'free' | 'locked' | 'dedicated' = 'locked'): Make =>
  (c) =>
    lockBody([{ community: c, level: 'grid', slot }], role);
export const splitMicro =
  (cells: readonly number[], parent: number, code = 'M'): Make =>
  (c) =>
    splitBody(c, 'micro', UNASSIGNED, cells, slotRecord(code, { kind: 'micro', parent }));
/** The operation as it was made for an earlier state. */
export const edited =
  (make: Make, edit: (body: OperationBody) => void): Make =>
  (c, plan) => {
    const body = structuredClone(make(c, plan));
    if (body !== null) edit(body);
    return body;
  };
const arcBetween = (c: CommunityPlan, one: number, other: number): number =>
  c.layer.arcs.findIndex(({ left, right }) => (left === one && right === other) || (left === other && right === one));
/** The arc between two cells over places in metres, its ends as they are. */
export const bend =
  (one: number, other: number, ...way: readonly (readonly [number, number])[]): Make =>
  (c) => {
    const arc = arcBetween(c, one, other);
    const { points } = c.layer.arcs[arc]!;
    return bendBody(c, arc, [...points.subarray(0, 2), ...way.flatMap(([x, y]) => at(x, y)), ...points.subarray(-2)]);
  };
/** The node that was built nearest to a place in metres. */
export function nodeAt({ base }: CommunityPlan, [x, y]: readonly [number, number]): number {
  const place = at(x, y);
  const farness = (node: number): number =>
    Math.hypot(base.nodes[2 * node]! - place[0]!, base.nodes[2 * node + 1]! - place[1]!);
  return [...Array(base.nodes.length / 2).keys()].reduce((best, node) => (farness(node) < farness(best) ? node : best));
}
/** The node that was built at a place to another, both in metres. */
export const moveNode =
  (from: readonly [number, number], to: readonly [number, number]): Make =>
  (c) =>
    moveNodeBody(c, nodeAt(c, from), at(...to));
/** From south to north through a cell at some x; what is in it is in the east unless said otherwise. */
export const cut =
  (
    cell: number,
    x: number,
    y0: number,
    y1: number,
    more: { units?: boolean; left?: object; right?: object } = {},
  ): Make =>
  (c) => {
    const { places, households } = c.layer.cells[cell]!;
    const left = { places: [], households: 0, ...more.left };
    const right = { places: [...places], households, ...more.right };
    return cutBody(c, { cell, line: [...at(x, y0), ...at(x, y1)], units: more.units ?? false, left, right });
  };
/** Cells to another slot as a border between the two that is moved. */
export const sweep =
  (cells: readonly number[], from: number, to: number): Make =>
  (c, plan) => {
    const body = assign(cells, to)(c, plan);
    if (body?.kind !== 'assign') return null;
    return { ...body, kind: 'moveBorder', args: { ...body.args, between: [from, to], ends: [0, 1] } };
  };
