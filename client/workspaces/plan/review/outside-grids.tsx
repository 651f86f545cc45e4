/** Grids that stay outside their band: with the proof that they must, or the exception, or what has to be done about it. */
import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import type { OutsideGrid } from '../../../../server/contract/plan-publish.ts';
import type { Plan } from '../../../../server/contract/plans.ts';
import { acceptInPlan } from '../../../api/plan-rebase.ts';
import { type ApiError, asApiError } from '../../../api/request.ts';
import { announce } from '../../../state/announce.ts';
import { ACCEPTORS } from '../../../state/audit-roles.ts';
import { day } from '../../../state/language.ts';
import { readPreviewAgain } from '../../../state/plan/life.ts';
import { flyToGrid, nameOfGrid } from '../../../state/plan/plan-map.ts';
import { mayIn } from '../../../state/who.ts';
import { tl } from '../life-words.ts';
import { ProblemNote } from '../problem-note.tsx';
import { outsideSentence } from '../proof-words.ts';

/** Neither proven nor accepted, and the plan's own doing. */
export const isBlocking = ({ changed, proofs, exception }: OutsideGrid): boolean =>
  changed && proofs.length === 0 && exception === null;

export function OutsideGrids({ plan, grids }: { plan: Plan; grids: readonly OutsideGrid[] }) {
  const own = [...grids].filter(({ changed }) => changed).sort((a, b) => Number(isBlocking(b)) - Number(isBlocking(a)));
  const others = grids.length - own.length;
  if (grids.length === 0) return null;
  return (
    <div class="outside-grids">
      <h4>{tl('outside.title', { count: grids.length })}</h4>
      <ul>
        {own.map((grid) => (
          <Row key={grid.grid} plan={plan} grid={grid} />
        ))}
      </ul>
      {others > 0 && <p class="hint">{tl('outside.others', { count: others })}</p>}
    </div>
  );
}

function Row({ plan, grid: one }: { plan: Plan; grid: OutsideGrid }) {
  const { grid, households, min, max, proofs, exception, whilePinned, nearest } = one;
  const blocking = isBlocking(one);
  const off = households < min ? min - households : households - max;
  return (
    <li data-grid={grid} data-blocking={blocking}>
      <button type="button" onClick={() => flyToGrid(grid)}>
        <strong>{nameOfGrid(grid)}</strong>{' '}
        {tl(households < min ? 'outside.under' : 'outside.over', { households, min, max, off })}
      </button>
      {proofs.map((proof) => (
        <p key={proof.code} class="reason">
          <span aria-hidden="true">✓</span> {outsideSentence(proof, one)}
        </p>
      ))}
      {exception !== null && (
        <p class="reason">
          <span aria-hidden="true">✓</span>{' '}
          {tl('outside.accepted', { reason: exception.reason, author: exception.author, until: day(exception.until) })}
        </p>
      )}
      {blocking && (
        <p class="reason bad">
          <span aria-hidden="true">▲</span> {tl(whilePinned ? 'outside.pinned' : 'outside.open')}
        </p>
      )}
      {nearest.length > 0 && (
        <p class="hint">{tl('cert.nearest', { list: nearest.map((band) => tl('cert.nearestOne', { ...band })) })}</p>
      )}
      {blocking && mayIn(ACCEPTORS, plan.area) && <Accept plan={plan} grid={one} />}
    </li>
  );
}

const DAY_MS = 24 * 3600_000;
/** A year from now: exceptions end, and are looked at again. */
const inAYear = (): string => new Date(Date.now() + 365 * DAY_MS).toISOString();

function Accept({ plan, grid: { finding, grid } }: { plan: Plan; grid: OutsideGrid }) {
  const id = useId();
  const open = useSignal(false);
  const reason = useSignal('');
  const problem = useSignal<ApiError | null>(null);
  const busy = useSignal(false);
  const send = async () => {
    busy.value = true;
    problem.value = null;
    try {
      const { area } = plan;
      await acceptInPlan({ area, finding, reason: reason.value.trim(), until: inAYear(), plan: plan.id });
      announce(tl('outside.done', { grid: nameOfGrid(grid) }));
      open.value = false;
      await readPreviewAgain();
    } catch (error) {
      problem.value = asApiError(error);
    }
    busy.value = false;
  };
  if (!open.value) {
    return (
      <button
        class="button"
        type="button"
        onClick={() => {
          open.value = true;
        }}
      >
        {tl('outside.accept')}
      </button>
    );
  }
  return (
    <form
      class="step-form"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <div class="field">
        <label for={`${id}-reason`}>{tl('outside.reason')}</label>
        <textarea
          class="input"
          id={`${id}-reason`}
          rows={2}
          minLength={4}
          maxLength={500}
          required
          value={reason.value}
          onInput={({ currentTarget: { value } }) => {
            reason.value = value;
          }}
        />
      </div>
      <ProblemNote problem={problem.value} />
      <div class="row">
        <button class="button primary" type="submit" disabled={busy.value}>
          {tl('outside.send')}
        </button>
        <button
          class="button"
          type="button"
          onClick={() => {
            open.value = false;
          }}
        >
          {tl('publish.back')}
        </button>
      </div>
    </form>
  );
}
