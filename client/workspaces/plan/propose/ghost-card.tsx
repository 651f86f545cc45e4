/** On the map: what is previewed, how each grid would change, and the two answers to it. The same in every view of the plan. */
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { UNASSIGNED } from '../../../../server/partition/plan/cell-ranges.ts';
import { announce } from '../../../state/announce.ts';
import { number } from '../../../state/language.ts';
import { type FixQuestion, type FixState, fix, fixOption, followFix, stepOption } from '../../../state/plan/fix.ts';
import { ghost } from '../../../state/plan/ghost.ts';
import { type Deltas, deltasOf } from '../../../state/plan/ghost-deltas.ts';
import { communityName, slotName } from '../../../state/plan/grid-names.ts';
import { mayEdit, planSession } from '../../../state/plan/opened.ts';
import { isTaking } from '../../../state/plan/proposal-ghost.ts';
import { shownProposal } from '../../../state/plan/proposal-jobs.ts';
import { cardOverMap } from '../../../state/view.ts';
import { Icon } from '../../../ui/icon.tsx';
import { DeltaTable } from './delta-table.tsx';
import { warmEngine } from './engine.ts';
import { FixNone, FixReasons } from './fix-reasons.tsx';
import { acceptGhost, rejectGhost } from './ghost-keys.ts';
import { tf, tryText } from './words.ts';
import '../../../theme/plan-propose.css';

const MOST_GRIDS = 8;

export function GhostCard() {
  useEffect(followFix, []);
  useEffect(warmEngine, []);
  const isOpen = fix.value !== null || ghost.value !== null;
  useEffect(() => {
    if (!isOpen) return;
    const was = cardOverMap.peek();
    cardOverMap.value = true;
    return () => {
      cardOverMap.value = was;
    };
  }, [isOpen]);
  if (!isOpen) return null;
  return (
    <section
      class="float card ghost-card"
      data-of={fix.value === null ? 'offers' : 'fix'}
      aria-label={tf('ghost.label')}
    >
      <div class="inner">{fix.value === null ? <Offers /> : <Fix now={fix.value} />}</div>
    </section>
  );
}

/** Of a proposal: all communities that are looked at. */
function Offers() {
  const proposal = shownProposal.value;
  const parts = ghost.value?.parts ?? [];
  const all = deltasOfParts();
  return (
    <>
      <Heading title={proposal === null ? tf('ghost.label') : tf(`method.${proposal.method}`)}>
        {parts.length === 1 ? communityName(parts[0]!.community) : tf('ghost.communities', { count: parts.length })}
      </Heading>
      <Moved deltas={all} />
      <DeltaTable rows={all.rows} most={MOST_GRIDS} />
      <Answers />
    </>
  );
}

function Fix({ now }: { now: FixState }) {
  const { question } = now;
  const title = question.kind === 'grid' ? tf('fix.title', { grid: nameOf(question) }) : tf('fix.unassignedTitle');
  const at = now.state === 'offered' ? now.at : -1;
  useEffect(() => {
    const option = fixOption.peek();
    if (at < 0 || option === null) return;
    announce(tf('fix.spoken', { at: at + 1, households: option.certificate.householdsMoved }));
  }, [at]);
  return (
    <>
      <Heading title={title}>{communityName(question.community)}</Heading>
      {now.state === 'working' && (
        <>
          <p class="hint" role="status">
            {tf('fix.working')}
          </p>
          <footer>
            <button class="button" type="button" onClick={rejectGhost}>
              {tf('fix.stop')}
            </button>
          </footer>
        </>
      )}
      {now.state === 'failed' && (
        <p class="note bad" role="alert">
          {tryText(`problem.${now.detail}`) ?? tf('problem.engine', { detail: now.detail })}
        </p>
      )}
      {now.state === 'none' && <FixNone question={question} option={now.option} />}
      {now.state === 'offered' && <Options now={now} />}
    </>
  );
}

function Options({ now }: { now: Extract<FixState, { state: 'offered' }> }) {
  const { options, at, question, ms } = now;
  const option = options[at]!;
  const deltas = deltasOfParts();
  return (
    <>
      {options.length > 1 && (
        <div class="steps">
          <button class="plain back" type="button" aria-label={tf('ghost.previous')} onClick={() => stepOption(-1)}>
            <Icon name="right" />
          </button>
          <span>{tf('fix.option', { at: at + 1, of: options.length })}</span>
          <button class="plain" type="button" aria-label={tf('ghost.next')} onClick={() => stepOption(1)}>
            <Icon name="right" />
          </button>
        </div>
      )}
      {option.isWide && <p class="note warn">{tf('fix.wide')}</p>}
      <Moved deltas={deltas} />
      <DeltaTable rows={deltas.rows} most={MOST_GRIDS} />
      <FixReasons question={question} option={option} />
      <p class="hint">{tf('fix.took', { ms })}</p>
      <Answers isAsked />
    </>
  );
}

const Heading = ({ title, children }: { title: string; children: string }) => (
  <header>
    <div class="row">
      <h2>{title}</h2>
      <button class="plain" type="button" aria-label={tf('ghost.close')} onClick={rejectGhost}>
        <Icon name="close" />
      </button>
    </div>
    <p class="hint">{children}</p>
  </header>
);

function Moved({ deltas: { moved, movedCells, rows } }: { deltas: Deltas }) {
  const filled = rows.some(({ slot, before, after }) => slot === UNASSIGNED && (before ?? 0) >= (after ?? 0));
  return (
    <p class="moved">
      {moved === 0 && filled
        ? tf('ghost.filled', { cells: number(movedCells) })
        : tf('ghost.moved', { households: number(moved), cells: number(movedCells) })}
    </p>
  );
}

/** `isAsked`: somebody has just asked for this, so that Enter is theirs wherever they were; afterwards they are there again. */
function Answers({ isAsked = false }: { isAsked?: boolean }) {
  const first = useRef<HTMLButtonElement>(null);
  // with the button itself: an Enter that comes at once is meant for it
  useLayoutEffect(() => {
    if (!isAsked) return;
    const was = document.activeElement;
    first.current?.focus({ preventScroll: true });
    return () => {
      if (was instanceof HTMLElement && was.isConnected) was.focus({ preventScroll: true });
    };
  }, [isAsked]);
  return (
    <footer>
      {mayEdit.value && (
        <button ref={first} class="button primary" type="button" disabled={isTaking.value} onClick={acceptGhost}>
          {tf('ghost.accept')} <kbd class="key">Enter</kbd>
        </button>
      )}
      <button class="button" type="button" onClick={rejectGhost}>
        {tf('ghost.reject')} <kbd class="key">Esc</kbd>
      </button>
    </footer>
  );
}

/** Of everything that is previewed. */
function deltasOfParts(): Deltas {
  const session = planSession.value;
  const all = (ghost.value?.parts ?? []).flatMap(({ community: code, level, division }) => {
    const community = session?.community(code);
    if (session === null || community === undefined || level !== 'grid') return [];
    return [deltasOf(community, division, standardNow() ?? session.standard)];
  });
  return {
    rows: all.flatMap(({ rows }) => rows),
    moved: all.reduce((sum, { moved }) => sum + moved, 0),
    movedCells: all.reduce((sum, { movedCells }) => sum + movedCells, 0),
  };
}

/** The standard that was asked with. */
const standardNow = () => fix.value?.question.standard ?? shownProposal.value?.standard;

const nameOf = ({ community, slot }: FixQuestion): string => slotName(community, 'grid', slot ?? UNASSIGNED);
