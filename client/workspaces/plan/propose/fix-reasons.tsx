/** What is left outside the standard after a grid was put right in place, or why there is no way to put it right. */
import { assignmentOf } from '../../../../server/partition/plan/assignment-text.ts';
import { bandOf } from '../../../../server/partition/plan/band.ts';
import type { CommunityPlan } from '../../../../server/partition/plan/community-plan.ts';
import type { FixOption, FixQuestion } from '../../../state/plan/fix.ts';
import { keyName } from '../../../state/plan/grid-names.ts';
import { planSession } from '../../../state/plan/opened.ts';
import { fixAgain } from './fix-here.ts';
import { Reasons } from './reasons.tsx';
import { verdictsOfOption } from './verdicts.ts';
import { tf } from './words.ts';

interface Props {
  question: FixQuestion;
  option: FixOption;
}

/** Of the grid asked about; of all where open cells were given out. */
export function FixReasons({ question, option }: Props) {
  const sums = (key: string): number => {
    const row = option.grids.findIndex((grid) => grid.key === key);
    return row < 0 ? 0 : householdsIn(option, row, question.community);
  };
  const nameOf = (key: string): string =>
    keyName(key, option.division.slots, planSession.value?.community(question.community)?.divisions.grid.slots);
  return (
    <Reasons
      community={question.community}
      verdicts={verdictsOfOption(option, question.key, sums)}
      nameOf={nameOf}
      onAsk={(standard) => fixAgain(question, standard)}
    />
  );
}

function householdsIn({ grids, division }: FixOption, row: number, code: string): number {
  const slot = division.slots.findIndex((one) => one?.key === grids[row]!.key);
  const community = planSession.peek()?.community(code);
  return community === undefined || slot < 0 ? 0 : sumOfSlot(community, division.assignment, slot);
}

function sumOfSlot(community: CommunityPlan, assignment: string, slot: number): number {
  const { households } = community.divisions.grid.numbers.ground;
  const slotOf = assignmentOf(assignment);
  return households.reduce((sum, one, cell) => (slotOf[cell] === slot ? sum + one : sum), 0);
}

export function FixNone({ question, option }: { question: FixQuestion; option: FixOption | null }) {
  const session = planSession.value;
  const { community, slot, standard } = question;
  const place = session?.community(community);
  const record = slot === null ? null : (place?.slot('grid', slot) ?? null);
  const isFine =
    record !== null &&
    place !== undefined &&
    bandOf(record, place.divisions.grid.numbers.households(slot!), standard).state === 'within';
  return (
    <>
      <p class="note">
        <strong>{tf('fix.none.title')}</strong> {tf(isFine ? 'fix.none.fine' : 'fix.none.search')}
      </p>
      {!isFine && option !== null && <FixReasons question={question} option={option} />}
    </>
  );
}
