/** Writing a repair to a draft, a new one or one that is there; what was written where, and how to undo it. */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Finding } from '../../../server/contract/coverage.ts';
import { announce } from '../../state/announce.ts';
import { report } from '../../state/audit.ts';
import {
  type Applied,
  applied,
  applyRepair,
  canUndo,
  discardDraft,
  drafts,
  loadDrafts,
  target,
} from '../../state/audit-drafts.ts';
import { draftName } from './drafts.tsx';
import { gridsText } from './place-names.ts';
import { refusalText, repairProblem } from './repair-words.ts';
import { kindName, ta } from './words.ts';

const MOST_TITLE = 100;
const titleOf = (finding: Finding): string => `${kindName(finding.kind)} ${gridsText(finding)}`.slice(0, MOST_TITLE);

export function RepairApply({ finding, onClose }: { finding: Finding; onClose: () => void }) {
  const problem = useSignal<string | null>(null);
  const waiting = useSignal(false);
  const done = applied.value.get(finding.id);
  const attempt = async (deed: () => Promise<void>, said: () => string) => {
    waiting.value = true;
    problem.value = null;
    try {
      await deed();
      announce(said());
    } catch (error) {
      problem.value = repairProblem(error);
      // it may be gone or changed: what is there now is shown
      await loadDrafts().catch(() => {});
    }
    waiting.value = false;
  };
  useEffect(() => {
    loadDrafts().catch((error) => {
      problem.value = repairProblem(error);
    });
  }, []);
  return (
    <>
      {done === undefined ? (
        <>
          <DraftChoice />
          <div class="row">
            <button
              class="button primary"
              type="button"
              disabled={waiting.value}
              onClick={() =>
                void attempt(
                  () => applyRepair(finding.id, titleOf(finding)),
                  () => doneText(applied.peek().get(finding.id)),
                )
              }
            >
              {ta('repair.apply')}
            </button>
            <button class="button" type="button" onClick={onClose}>
              {ta('repair.close')}
            </button>
          </div>
        </>
      ) : (
        <>
          <p class="note" role="status">
            {doneText(done)}
          </p>
          <div class="row">
            {canUndo(done) && (
              <button
                class="button"
                type="button"
                disabled={waiting.value}
                onClick={() =>
                  void attempt(
                    () => discardDraft(done.plan),
                    () => ta('draft.dropped'),
                  )
                }
              >
                {ta('repair.undo')}
              </button>
            )}
            <button class="button" type="button" onClick={onClose}>
              {ta('repair.close')}
            </button>
          </div>
        </>
      )}
      {problem.value !== null && (
        <p class="note bad" role="alert">
          {problem.value}
        </p>
      )}
    </>
  );
}

function doneText(done: Applied | undefined): string {
  if (done === undefined) return '';
  if (done.left !== null) return refusalText(done.left);
  return ta(done.isNew ? 'repair.applied' : 'repair.added', { plan: String(done.plan) });
}

/** Drafts of another edition are not offered: what they change is no longer what is on the screen. */
function DraftChoice() {
  const open = (drafts.value ?? []).filter(({ baseEdition }) => baseEdition === report.value?.edition);
  if (open.length === 0) return null;
  return (
    <div class="field">
      <label for="repair-target">{ta('repair.target')}</label>
      <select
        id="repair-target"
        class="input"
        value={target.value ?? ''}
        onChange={(event) => {
          target.value = Number(event.currentTarget.value) || null;
        }}
      >
        <option value="">{ta('repair.newDraft')}</option>
        {open.map((draft) => (
          <option key={draft.id} value={draft.id}>
            {draftName(draft)}
          </option>
        ))}
      </select>
    </div>
  );
}
