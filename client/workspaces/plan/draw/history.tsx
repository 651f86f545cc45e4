/** What was done to the plan, the newest first. Undo is per person: what others did stays. */
import { useComputed, useSignal } from '@preact/signals';
import type { PlanOperation } from '../../../../server/contract/plan-operations.ts';
import { shortMoment } from '../../../state/measures.ts';
import { inEffect } from '../../../state/plan/certificates.ts';
import { planSession, revision } from '../../../state/plan/opened.ts';
import { tp } from '../words.ts';

const PAGE = 100;

export function History() {
  const shown = useSignal(PAGE);
  const entries = useComputed(() => {
    void revision.value;
    return planSession.value === null ? [] : [...planSession.value.log.entries].reverse();
  });
  // Edits whose undo holds; the rows of undo and redo themselves stand as they are.
  const standing = useComputed(() => new Set(inEffect([...entries.value].reverse()).map(({ seq }) => seq)));
  if (entries.value.length === 0) return <p class="hint empty">{tp('history.none')}</p>;
  return (
    <div class="list">
      <ol class="scroll history" aria-label={tp('history.label')}>
        {entries.value.slice(0, shown.value).map((entry) => (
          <Row
            key={entry.seq}
            entry={entry}
            isUndone={entry.reverts === null && !standing.value.has(entry.seq)}
            all={entries.value}
          />
        ))}
      </ol>
      {entries.value.length > shown.value && (
        <button
          class="button"
          type="button"
          onClick={() => {
            shown.value += PAGE;
          }}
        >
          {tp('history.more')}
        </button>
      )}
    </div>
  );
}

/** An operation that reverts one that reverted another does it again. */
function wordOf({ operation, reverts }: PlanOperation, all: readonly PlanOperation[]): string {
  if (reverts !== null) {
    const first = all.at(-1)?.seq ?? 0;
    const reverted = all[all.length - 1 - (reverts - first)];
    return tp(reverted === undefined || reverted.reverts === null ? 'step.undo' : 'step.redo');
  }
  const count = operation.kind === 'assign' ? cellsIn(operation.args.cells) : 0;
  return tp(`step.${operation.kind}`, { count });
}

const cellsIn = (ranges: readonly number[]): number =>
  ranges.reduce((sum, value, i) => (i % 2 === 1 ? sum + value : sum), 0);

function Row({ entry, isUndone, all }: { entry: PlanOperation; isUndone: boolean; all: readonly PlanOperation[] }) {
  return (
    <li data-undone={isUndone}>
      <span>{wordOf(entry, all)}</span>
      {isUndone && <span class="tag">{tp('history.undone')}</span>}
      <small>
        {entry.actor === planSession.value?.actor ? tp('history.you') : entry.actor} · {shortMoment(entry.at)}
      </small>
    </li>
  );
}
