/**
 * A grid in two along a line of clicks, which is snapped to roads and walls. The part with fewer households becomes the new
 * grid, so that the code stays with most of its people.
 */
import { splitBody } from '../../../server/partition/plan/bodies.ts';
import { pointsOf } from '../../../server/partition/plan/cheapest-chain.ts';
import type { CommunityPlan } from '../../../server/partition/plan/community-plan.ts';
import { type LineSplit, splitByLine } from '../../../server/partition/plan/split-line.ts';
import { announce } from '../announce.ts';
import { chosen, type GridRef, level } from './choice.ts';
import { newRecord } from './grid-deeds.ts';
import { tpm } from './map-words.ts';
import { act, planSession } from './opened.ts';
import { gridAt } from './paint-gesture.ts';
import { type Sketch, sketch } from './sketch.ts';

/** The chosen grid; else the one in the middle of the line. */
function grid(line: readonly number[]): GridRef | null {
  if (chosen.peek() !== null) return chosen.peek();
  const last = line.length - 2;
  const middle = line.length > 4 ? 2 * Math.floor(line.length / 4) : -1;
  if (middle >= 0) return gridAt(line[middle]!, line[middle + 1]!);
  return gridAt(Math.round((line[0]! + line[last]!) / 2), Math.round((line[1]! + line[last + 1]!) / 2));
}

function found(line: readonly number[]): { community: CommunityPlan; slot: number; split: LineSplit } | null {
  const ref = line.length < 4 ? null : grid(line);
  const community = ref === null ? undefined : planSession.peek()?.community(ref.community);
  if (ref === null || community === undefined) return null;
  const split = splitByLine(community, level.peek(), ref.slot, line);
  return split === null ? null : { community, slot: ref.slot, split };
}

export function splitSketch(line: readonly number[]): Sketch {
  const now = found(line);
  const results = now === null ? [] : [pointsOf(now.community.layer, now.split.chain)];
  return { kind: 'split', line, results, fault: now === null && line.length >= 4 ? 'no-split' : null };
}

/** Of two parts of a grid the one that becomes another. */
export function lesserPart(community: CommunityPlan, cells: readonly number[], all: readonly number[]): number[] {
  const own = new Set(cells);
  const rest = all.filter((cell) => !own.has(cell));
  const sum = (part: readonly number[]): number =>
    part.reduce((total, cell) => total + Math.max(0, community.layer.cells[cell]!.households), 0);
  return sum(cells) <= sum(rest) ? [...cells] : rest;
}

/** Whether the line divided a grid. */
export function splitAlong(line: readonly number[]): boolean {
  const now = found(line);
  sketch.value = null;
  if (now === null) {
    announce(tpm('noSplit'));
    return false;
  }
  const { community, slot, split } = now;
  const at = level.peek();
  const { numbers, nextSlot } = community.divisions[at];
  const cells = lesserPart(community, split.cells, numbers.cellsOf(slot));
  const parent = at === 'micro' ? community.slot('micro', slot)!.parent : null;
  if (!act(splitBody(community, at, slot, cells, newRecord(parent === null ? 'basic' : 'micro', parent)))) return false;
  chosen.value = { community: community.code, slot: nextSlot };
  return true;
}
