/** Drafts of the area: what repairs were written to. To be taken away as a file an import takes, or dropped. */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { PlanHead } from '../../../server/contract/plans.ts';
import { draftGridsUrl } from '../../api/coverage-drafts.ts';
import { asApiError } from '../../api/request.ts';
import { announce } from '../../state/announce.ts';
import { scope } from '../../state/areas.ts';
import { discardDraft, drafts, loadDrafts } from '../../state/audit-drafts.ts';
import { MENDERS } from '../../state/audit-roles.ts';
import { problemText } from '../../state/language.ts';
import { momentText } from '../../state/measures.ts';
import { mayIn } from '../../state/who.ts';
import { ta } from './words.ts';

export const draftName = ({ id, title }: PlanHead): string => ta('draft.name', { id: String(id), title });

export function Drafts() {
  const problem = useSignal<string | null>(null);
  const area = scope.value?.code;
  const tell = (error: unknown) => {
    problem.value = problemText(asApiError(error).code, {}, 'problem.other');
  };
  useEffect(() => void loadDrafts().catch(tell), [area]);
  const all = drafts.value ?? [];
  if (all.length === 0 && problem.value === null) return null;
  const drop = (id: number) => {
    problem.value = null;
    discardDraft(id).then(
      () => announce(ta('draft.dropped')),
      (error) => {
        tell(error);
        void loadDrafts().catch(tell);
      },
    );
  };
  return (
    <section>
      <h3>{ta('draft.title')}</h3>
      <p class="hint">{ta('draft.lead')}</p>
      {problem.value !== null && (
        <p class="note bad" role="alert">
          {problem.value}
        </p>
      )}
      <ol class="history">
        {all.map((draft) => (
          <Row key={draft.id} draft={draft} onDrop={() => drop(draft.id)} />
        ))}
      </ol>
    </section>
  );
}

/** Dropping is asked for twice: there is no way back. */
function Row({ draft, onDrop }: { draft: PlanHead; onDrop: () => void }) {
  const sure = useSignal(false);
  return (
    <li>
      <span class="name">{draftName(draft)}</span>
      <span class="hint right">{ta('draft.changed', { count: draft.changed })}</span>
      <span class="hint wide">
        {draft.author} · {momentText(draft.changedAt)} · {ta('draft.base', { n: String(draft.baseEditionNumber) })}
      </span>
      <div class="row wide">
        <a class="button" href={draftGridsUrl(draft.id)} download={`draft-${draft.id}.geojson`}>
          {ta('draft.download')}
        </a>
        {mayIn(MENDERS, draft.area) && (
          <button
            class={`button ${sure.value ? 'primary' : ''}`}
            type="button"
            onClick={() => {
              if (sure.value) onDrop();
              sure.value = !sure.value;
            }}
          >
            {ta(sure.value ? 'draft.dropSure' : 'draft.drop')}
          </button>
        )}
      </div>
    </li>
  );
}
