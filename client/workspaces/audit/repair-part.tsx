/** The suggested repair of a finding: before and after on the map, in numbers, and into a draft. Never applied silently. */
import { useSignal } from '@preact/signals';
import type { Finding, RepairPreview, RepairsDone } from '../../../server/contract/coverage.ts';
import { makeRepairs, readRepair } from '../../api/coverage.ts';
import { type ApiError, asApiError } from '../../api/request.ts';
import { announce } from '../../state/announce.ts';
import { scope } from '../../state/areas.ts';
import { preview } from '../../state/audit.ts';
import { gridByCode } from '../../state/grids.ts';
import { number, problemText } from '../../state/language.ts';
import { hasRole } from '../../state/who.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { areaText, ta, tCode } from './words.ts';

export function RepairPart({ finding }: { finding: Finding }) {
  const problem = useSignal<ApiError | null>(null);
  const waiting = useSignal(false);
  if (finding.repair === null) return null;
  const shown = preview.value?.repair.finding === finding.id ? preview.value : null;
  const look = async () => {
    waiting.value = true;
    problem.value = null;
    try {
      const repair = await readRepair(finding.id, scope.value?.code ?? '');
      preview.value = { repair, side: 'after' };
    } catch (error) {
      problem.value = asApiError(error);
    }
    waiting.value = false;
  };
  return (
    <div class="deed">
      <h3>{ta('repair.title')}</h3>
      <p>{tCode('repair', finding.repair)}</p>
      {shown === null ? (
        <button class="button" type="button" disabled={waiting.value} onClick={() => void look()}>
          {ta(waiting.value ? 'repair.looking' : 'repair.look')}
        </button>
      ) : (
        <Preview repair={shown.repair} side={shown.side} />
      )}
      {problem.value !== null && (
        <p class="note bad" role="alert">
          {problemText(problem.value.code, problem.value.params, 'problem.other')}
        </p>
      )}
    </div>
  );
}

function Preview({ repair, side }: { repair: RepairPreview; side: 'before' | 'after' }) {
  const { moved, remaining } = repair;
  return (
    <>
      <Segmented
        label={ta('repair.side')}
        value={side}
        onChoose={(next) => {
          preview.value = { repair, side: next };
        }}
        choices={[
          { value: 'before', label: ta('repair.before') },
          { value: 'after', label: ta('repair.after') },
        ]}
      />
      <table class="numbers">
        <thead>
          <tr>
            <th>{ta('repair.grid')}</th>
            <th>{ta('repair.area')}</th>
            <th>{ta('repair.households')}</th>
          </tr>
        </thead>
        <tbody>
          {repair.changes.map((change) => (
            <tr key={change.grid}>
              <td title={change.grid}>{gridByCode.value.get(change.grid)?.properties.name ?? change.grid}</td>
              {change.after === null ? (
                <td colSpan={2}>{ta('repair.dropped')}</td>
              ) : (
                <>
                  <td>
                    <Pair was={areaText(change.beforeM2)} now={areaText(change.afterM2)} />
                  </td>
                  <td>
                    <Pair was={number(change.householdsBefore)} now={number(change.householdsAfter)} />
                  </td>
                </>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      <p class="hint">
        {moved.buildings === 0 ? ta('repair.movedNone') : ta('repair.moved', { ...moved })}{' '}
        {remaining === 0 ? ta('repair.remainingNone') : ta('repair.remaining', { count: remaining })}
      </p>
      <Apply repair={repair} />
    </>
  );
}

const Pair = ({ was, now }: { was: string; now: string }) => (
  <>
    {was !== now && <s>{was}</s>} {now}
  </>
);

function Apply({ repair }: { repair: RepairPreview }) {
  const done = useSignal<RepairsDone | null>(null);
  const problem = useSignal<ApiError | null>(null);
  const waiting = useSignal(false);
  const apply = async () => {
    waiting.value = true;
    problem.value = null;
    try {
      done.value = await makeRepairs({ area: scope.value?.code ?? '', findings: [repair.finding] });
      announce(ta('repair.applied', { plan: String(done.value.plan) }));
    } catch (error) {
      problem.value = asApiError(error);
    }
    waiting.value = false;
  };
  const [left] = done.value?.left ?? [];
  return (
    <>
      <div class="row">
        {hasRole('planner', 'admin') && done.value === null && (
          <button class="button primary" type="button" disabled={waiting.value} onClick={() => void apply()}>
            {ta('repair.apply')}
          </button>
        )}
        <button
          class="button"
          type="button"
          onClick={() => {
            preview.value = null;
          }}
        >
          {ta('repair.close')}
        </button>
      </div>
      {done.value !== null && (
        <p class="note">
          {left === undefined
            ? ta('repair.applied', { plan: String(done.value.plan) })
            : ta('repair.left', { reason: problemText(left.code, {}, 'problem.other') })}
        </p>
      )}
      {problem.value !== null && (
        <p class="note bad" role="alert">
          {problemText(problem.value.code, problem.value.params, 'problem.other')}
        </p>
      )}
    </>
  );
}
