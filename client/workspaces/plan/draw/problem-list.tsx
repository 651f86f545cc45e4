/** What is wrong with the plan, one after the other; a click goes there. */
import { useEffect, useRef } from 'preact/hooks';
import type { CoverageFinding } from '../../../../server/geometry/coverage-report.ts';
import type { Problem } from '../../../../server/partition/plan/problems.ts';
import { coverageFindings } from '../../../state/plan/coverage.ts';
import { communityName, slotName } from '../../../state/plan/grid-names.ts';
import { goToProblem, problemInHand, problems, stepProblem } from '../../../state/plan/problem-list.ts';
import { tp } from '../words.ts';

/** Signs that tell kinds apart without colour. */
const SIGNS: Record<Problem['kind'], string> = {
  unassigned: '○',
  empty: '□',
  parted: '⌇',
  under: '▼',
  over: '▲',
  astray: '⇥',
  'pin-broken': '✕',
  uncovered: '◌',
};

/** Beyond this the list would only be scrolled; N and P go through all. */
const MOST = 200;

const isSame = (one: Problem | null, other: Problem): boolean =>
  one !== null &&
  one.kind === other.kind &&
  one.community === other.community &&
  one.level === other.level &&
  one.slot === other.slot &&
  one.cells[0] === other.cells[0];

export function problemText({ kind, cells, households }: Problem): string {
  return tp(`problem.text.${kind}`, { count: cells.length, households: Math.abs(households) });
}

export function ProblemList() {
  const all = problems.value;
  // Ground in no grid is told as such, and not once more as a gap.
  const open = new Set(all.flatMap(({ kind, community }) => (kind === 'unassigned' ? [community] : [])));
  const found = [...coverageFindings.value].reduce(
    (sum, [community, list]) => sum + list.filter((finding) => blocks(finding, open.has(community))).length,
    0,
  );
  return (
    <div class="list plan-problems">
      <div class="filter">
        <button class="button" type="button" disabled={all.length === 0} onClick={() => stepProblem(-1)}>
          {tp('problems.previous')}
        </button>
        <button class="button primary" type="button" disabled={all.length === 0} onClick={() => stepProblem(1)}>
          {tp('problems.next')}
        </button>
      </div>
      {found > 0 && <p class="note bad">{tp('problems.coverage', { count: found })}</p>}
      {all.length === 0 && found === 0 && <p class="hint empty">{tp('problems.none')}</p>}
      <ul class="scroll" aria-label={tp('problems.label')}>
        {all.slice(0, MOST).map((problem) => (
          <Row key={keyOf(problem)} problem={problem} />
        ))}
      </ul>
    </div>
  );
}

const blocks = ({ severity, kind }: CoverageFinding, isOpen: boolean): boolean =>
  severity === 'error' && !(isOpen && kind.startsWith('gap'));

const keyOf = ({ kind, community, level, slot, cells }: Problem): string =>
  `${kind} ${community} ${level} ${slot} ${cells[0]}`;

function Row({ problem }: { problem: Problem }) {
  const { kind, community, level, slot } = problem;
  const isHere = isSame(problemInHand.value, problem);
  const row = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isHere) row.current?.scrollIntoView({ block: 'nearest' });
  }, [isHere]);
  return (
    <li>
      <button
        ref={row}
        type="button"
        class="plan-problem"
        aria-current={isHere ? 'true' : undefined}
        onClick={() => goToProblem(problem)}
      >
        <span class={`sign ${kind}`} aria-hidden="true">
          {SIGNS[kind]}
        </span>
        <span class="what">
          <strong>{tp(`problem.${kind}`)}</strong>
          <span>{problemText(problem)}</span>
        </span>
        <span class="where">
          {slot === null ? communityName(community) : slotName(community, level, slot)}
          {slot !== null && <small>{communityName(community)}</small>}
        </span>
      </button>
    </li>
  );
}
