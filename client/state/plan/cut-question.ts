/**
 * A cut that waits for an answer: the line divides a cell whose households nobody can share out by place, because it runs
 * through a building, or because they are not all counted there.
 */
import { signal } from '@preact/signals';
import type { CellChild } from '../../../server/contract/plan-state.ts';
import { cutBody } from '../../../server/partition/plan/bodies.ts';
import { act, planSession } from './opened.ts';

export interface CutQuestion {
  readonly community: string;
  readonly cell: number;
  readonly line: readonly number[];
  /** It runs through a building: each part gets some of its units. */
  readonly units: boolean;
  /** Of the cell; -1: nobody has counted. Both parts together must have as many. */
  readonly households: number;
  /** What is known of each part; a building that is cut is in both. */
  readonly left: CellChild;
  readonly right: CellChild;
}

export const cutQuestion = signal<CutQuestion | null>(null);

/** How many households the left part may have: those of buildings that are wholly on one side are known. */
export function leastAndMost({ households, units, left, right }: CutQuestion): { least: number; most: number } {
  const least = Math.max(0, left.households);
  const most = households - Math.max(0, right.households);
  // counts that contradict each other bind nobody
  return units && least <= most ? { least, most } : { least: 0, most: Math.max(0, households) };
}

/** Cuts with these numbers; false when it was refused, and the question stays. */
export function answerCut(leftHouseholds: number, rightHouseholds: number): boolean {
  const question = cutQuestion.peek();
  const community = question === null ? undefined : planSession.peek()?.community(question.community);
  if (question === null || community === undefined) return false;
  const { cell, line, units, left, right } = question;
  const isDone = act(
    cutBody(community, {
      cell,
      line: [...line],
      units,
      left: { ...left, households: leftHouseholds },
      right: { ...right, households: rightHouseholds },
    }),
  );
  if (isDone) cutQuestion.value = null;
  return isDone;
}

export function dropCut(): void {
  cutQuestion.value = null;
}
