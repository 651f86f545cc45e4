/** Puts one grid right together with its neighbours, or gives open cells to grids: asked of the engine's thread, offered as ghosts. */
import { UNASSIGNED } from '../../../../server/partition/plan/cell-ranges.ts';
import type { CommunityPlan } from '../../../../server/partition/plan/community-plan.ts';
import { type AskedCommunity, answerOf, asked } from '../../../../server/partition/plan/proposal-request.ts';
import type { Proposal } from '../../../../server/partition/proposal.ts';
import type { Standard } from '../../../../server/partition/standard.ts';
import { announce } from '../../../state/announce.ts';
import type { GridRef } from '../../../state/plan/choice.ts';
import { type FixOption, type FixQuestion, fix, letFixGo } from '../../../state/plan/fix.ts';
import { divisionText } from '../../../state/plan/ghost-deltas.ts';
import { mayEdit, planSession } from '../../../state/plan/opened.ts';
import { preview } from '../../../state/plan/proposal-parts.ts';
import { DEFAULT_SEED } from '../../../state/plan/proposal-scope.ts';
import { askEngine, stopEngine } from './engine.ts';
import type { FixTask } from './fix-ways.ts';
import { tf } from './words.ts';

/** Up to three ways to bring the grid into the standard, that of the plan unless told otherwise. */
export function fixHere({ community, slot }: GridRef, standard?: Standard): void {
  const session = planSession.peek();
  const place = session?.community(community);
  const record = place?.slot('grid', slot);
  if (session === null || place === undefined || !record || !mayEdit.peek()) return;
  const question: FixQuestion = {
    kind: 'grid',
    community,
    slot,
    key: record.key,
    standard: standard ?? session.standard,
  };
  const whole = askedOf(place, question.standard);
  const row = whole.request.present.grids.findIndex(({ code }) => code === record.key);
  if (whole.request.present.grids[row]?.role !== 'free') {
    preview.value = null;
    fix.value = { state: 'failed', question, detail: row < 0 ? 'grid-empty' : 'grid-locked' };
    return;
  }
  void run(question, whole, { kind: 'grid', request: whole.request, row });
}

/** Gives the cells of the community that are in no grid to grids. */
export function fixUnassigned(community: string, standard?: Standard): void {
  const session = planSession.peek();
  const place = session?.community(community);
  if (session === null || place === undefined || !mayEdit.peek() || !hasOpenCells(place)) return;
  const question: FixQuestion = {
    kind: 'unassigned',
    community,
    slot: null,
    key: null,
    standard: standard ?? session.standard,
  };
  const whole = askedOf(place, question.standard);
  void run(question, whole, { kind: 'unassigned', request: whole.request });
}

export const hasOpenCells = (community: CommunityPlan): boolean =>
  community.divisions.grid.numbers.numbers(UNASSIGNED).cells > 0;

/** Asks again with another standard. */
export function fixAgain({ kind, community, slot }: FixQuestion, standard: Standard): void {
  if (kind === 'unassigned') fixUnassigned(community, standard);
  else if (slot !== null) fixHere({ community, slot }, standard);
}

/** What is being worked out is stopped, what is offered is let go. */
export function dropFix(): void {
  if (fix.peek()?.state === 'working') stopEngine();
  letFixGo();
}

const askedOf = (community: CommunityPlan, standard: Standard): AskedCommunity =>
  asked(community, { standard, seed: DEFAULT_SEED, grids: null, afresh: false });

async function run(question: FixQuestion, whole: AskedCommunity, task: FixTask): Promise<void> {
  const began = performance.now();
  preview.value = null;
  fix.value = { state: 'working', question };
  const now = fix.peek();
  try {
    const { ways, whole: repaired, faults } = await askEngine(task);
    if (fix.peek() !== now) return;
    const was = divisionText(whole.before);
    const optionOf = (proposal: Proposal, isWide: boolean): FixOption => {
      const { division, grids } = answerOf(whole, proposal, () => crypto.randomUUID());
      return { division, certificate: proposal.certificate, grids, isWide };
    };
    const near = ways.map((way) => optionOf(way, false)).filter(({ division }) => divisionText(division) !== was);
    const wide = repaired === null ? null : optionOf(repaired, true);
    const isBetter = wide !== null && divisionText(wide.division) !== was && helps(question, wide);
    const options = near.length > 0 || wide === null || !isBetter ? near : [wide];
    if (options.length === 0) {
      const known = wide ?? (ways[0] === undefined ? null : optionOf(ways[0], false));
      if (known === null && faults.length > 0) throw new Error(`checker: ${faults.join(' ')}`);
      fix.value = { state: 'none', question, option: known };
      announce(tf('fix.none.title'));
      return;
    }
    fix.value = { state: 'offered', question, options, at: 0, ms: Math.round(performance.now() - began) };
    announce(tf('fix.found', { count: options.length }));
  } catch (error) {
    if (fix.peek() !== now) return;
    fix.value = { state: 'failed', question, detail: error instanceof Error ? error.message : String(error) };
  }
}

/** Repairing the whole community leaves the grid itself without anything to say against it. */
function helps({ key }: FixQuestion, { certificate, grids }: FixOption): boolean {
  const row = grids.findIndex((grid) => grid.key === key);
  return ![...certificate.unavoidable, ...certificate.undecided].some(({ grid }) => grid === row);
}
