/** A line across one cell cuts it. Buildings go to the side they stand on; what that does not settle is asked. */
import { cutBody } from '../../../server/partition/plan/bodies.ts';
import type { FoundCell } from '../../../server/partition/plan/plan-finder.ts';
import { announce } from '../announce.ts';
import { cutParts, middleOf, withinCell } from './cut-parts.ts';
import { cutQuestion } from './cut-question.ts';
import { buildingAt, needGround } from './ground-plans.ts';
import { tpm } from './map-words.ts';
import { act, planSession, refusal } from './opened.ts';
import { type Sketch, sketch } from './sketch.ts';

/** The cell in the middle of the line. */
const cellOf = (line: readonly number[]): FoundCell | null =>
  planSession.peek()?.finder.cellAt(...middleOf(line)) ?? null;

export function cutSketch(line: readonly number[]): Sketch {
  const found = line.length < 4 ? null : cellOf(line);
  const community = found === null ? undefined : planSession.peek()?.community(found.community);
  if (found !== null) void needGround(found.community).catch(() => {});
  const results = found === null || community === undefined ? [] : [withinCell(community, found.cell, line)];
  return { kind: 'cut', line, results, fault: null };
}

/** Whether there is a cell to cut; how it ends is told when its buildings are known. */
export function cutAlong(line: readonly number[]): boolean {
  const found = cellOf(line);
  if (found === null) {
    sketch.value = null;
    announce(tpm('noCut'));
    return false;
  }
  void finish(found, line);
  return true;
}

async function finish({ community: code, cell }: FoundCell, line: readonly number[]): Promise<void> {
  try {
    await needGround(code);
  } catch {
    announce(tpm('groundUnknown'));
    return;
  } finally {
    sketch.value = null;
  }
  const session = planSession.peek();
  const community = session?.community(code);
  if (session === null || community === undefined) return;
  const slot = community.divisions.grid.numbers.slotOf[cell]!;
  if (community.slot('grid', slot)?.role === 'locked') {
    // asked first and refused afterwards would be a question for nothing
    const [reason, at] = ['grid-locked', middleOf(line)] as const;
    refusal.value = { reason, community: code, level: 'grid', slots: [slot], cells: [cell, 1], seqs: [], at };
    return;
  }
  const parts = cutParts(community, cell, line, session.plan.footprints ?? (() => null), buildingAt);
  if ('reason' in parts) {
    const at = [...parts.at];
    refusal.value = { reason: parts.reason, community: code, level: 'grid', slots: [], cells: [cell, 1], seqs: [], at };
    return;
  }
  if (parts.isSure) {
    if (act(cutBody(community, parts.cut))) announce(tpm('cut'));
    return;
  }
  const { households } = community.layer.cells[cell]!;
  cutQuestion.value = { community: code, households, ...parts.cut };
}
