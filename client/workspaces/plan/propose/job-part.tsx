/** The proposal on the screen: how far it is, what it comes to against the plan as it stands, and taking all of it. */
import { useEffect } from 'preact/hooks';
import type { PlanProposal } from '../../../../server/contract/plan-proposals.ts';
import { announce } from '../../../state/announce.ts';
import { problemText } from '../../../state/language.ts';
import { shortMoment } from '../../../state/measures.ts';
import { mayEdit, planSession, revision } from '../../../state/plan/opened.ts';
import { offerFigures, presentFigures, sumOf } from '../../../state/plan/proposal-figures.ts';
import { isTaking, takeProblem } from '../../../state/plan/proposal-ghost.ts';
import {
  askedJobs,
  proposals,
  shownProposal,
  showProposal,
  stopProposal,
  waiting,
} from '../../../state/plan/proposal-jobs.ts';
import { openRows, shownRows } from '../../../state/plan/proposal-offers.ts';
import { preview } from '../../../state/plan/proposal-parts.ts';
import { CompareTable, columnsBeside } from './compare-table.tsx';
import { FiguresTable } from './figures-table.tsx';
import { OfferList } from './offer-list.tsx';
import { take } from './take.ts';
import { failureText, tf } from './words.ts';

export function JobPart() {
  const proposal = shownProposal.value;
  useEffect(() => {
    if (proposal === null || proposal.state === 'running') return;
    const offers = new Set(proposal.offers.map(({ community }) => community)).size;
    announce(
      tf('job.spoken', {
        method: tf(`method.${proposal.method}`),
        state: tf(`state.job.${proposal.state}`),
        offers,
      }),
    );
  }, [proposal?.id, proposal?.state]);
  if (proposal === null) return <p class="hint">{tf('job.none')}</p>;
  return (
    <section class="job" aria-label={tf('job.title')}>
      <JobHead proposal={proposal} />
      <Progress proposal={proposal} />
      <Whole proposal={proposal} />
      <OfferList proposal={proposal} />
    </section>
  );
}

function JobHead({ proposal }: { proposal: PlanProposal }) {
  const { method, state, author, startedAt, standard } = proposal;
  const all = proposals.value;
  return (
    <header>
      <h3>
        {tf(`method.${method}`)}
        <span class={`tag ${state === 'done' ? 'in' : state === 'running' ? 'kind' : 'over'}`}>
          {tf(`state.job.${state}`)}
        </span>
      </h3>
      <p class="hint">
        {tf('job.by', { who: author, when: shortMoment(startedAt) })} · {tf('job.standard', { ...standard })}
      </p>
      {all.length > 1 && (
        <select
          class="input"
          aria-label={tf('job.earlier')}
          value={proposal.id}
          onChange={(event) => showProposal(event.currentTarget.value)}
        >
          {all.map((one) => (
            <option key={one.id} value={one.id}>
              {`${shortMoment(one.startedAt)} ${tf(`method.${one.method}`)} ${tf(`state.job.${one.state}`)}`}
            </option>
          ))}
        </select>
      )}
    </header>
  );
}

function Progress({ proposal }: { proposal: PlanProposal }) {
  const rows = shownRows.value;
  const whole = proposal.problems.filter(({ community }) => community === null);
  const done = rows.filter(({ state }) => state !== 'waiting').length;
  const next = waiting.value.length;
  return (
    <>
      {proposal.state === 'running' && (
        <>
          <progress class="progress" max={proposal.communities} value={done} aria-label={tf('job.progressLabel')} />
          <div class="line">
            <span class="hint">
              {tf('job.progress', { done, of: proposal.communities })}
              {next > 0 && ` · ${tf('job.next', { count: next })}`}
            </span>
            {mayEdit.value && (
              <button class="button" type="button" onClick={() => void stopProposal()}>
                {tf('job.stop')}
              </button>
            )}
          </div>
        </>
      )}
      {whole.map((problem) => (
        <p key={problem.code} class="note bad">
          {failureText(problem)}
        </p>
      ))}
    </>
  );
}

/** All communities that are done, added up. */
function Whole({ proposal }: { proposal: PlanProposal }) {
  void revision.value;
  const session = planSession.value;
  const keys = askedJobs.value.get(proposal.id)?.body.grids;
  const asked = keys === undefined ? null : new Set(keys);
  const rows = shownRows.value.filter(({ state }) => state === 'offered' || state === 'same');
  const open = openRows.value.map(({ community }) => community);
  const now = rows.flatMap(({ community: code }) => {
    const community = session?.community(code);
    return community === undefined ? [] : [presentFigures(community, proposal.standard, asked)];
  });
  const columns = columnsBeside(proposal);
  const problem = takeProblem.value;
  return (
    <>
      {columns.length > 1 && <CompareTable shown={proposal} columns={columns} now={sumOf(now)} />}
      {columns.length < 2 && rows.length > 0 && (
        <FiguresTable
          caption={tf('job.title')}
          columns={[
            { id: 'now', title: tf('metric.now'), figures: sumOf(now) },
            {
              id: 'then',
              title: tf('metric.then'),
              figures: sumOf(rows.flatMap(({ offer }) => (offer === null ? [] : [offerFigures(offer)]))),
            },
          ]}
        />
      )}
      {open.length > 0 && (
        <div class="deeds">
          {mayEdit.value && (
            <button class="button primary" type="button" disabled={isTaking.value} onClick={() => void take(open)}>
              {tf('offer.takeAll', { count: open.length })}
            </button>
          )}
          <button
            class="button"
            type="button"
            aria-pressed={preview.value === 'all'}
            onClick={() => {
              preview.value = preview.peek() === 'all' ? null : 'all';
            }}
          >
            {tf(preview.value === 'all' ? 'offer.hideAll' : 'offer.showAll')}
          </button>
        </div>
      )}
      {problem !== null && (
        <p class="note bad" role="alert">
          {problem.params.reason === 'stale'
            ? tf('offer.staleHint')
            : problemText(problem.code, problem.params, 'problem.other')}
        </p>
      )}
    </>
  );
}
