/** A gap that is no gap: water, railway, military land, an enclave of others. Declared once, it is out of the count. */
import { useSignal } from '@preact/signals';
import type { Static } from 'typebox';
import type { ExclusionKind, Finding } from '../../../server/contract/coverage.ts';
import { declareExclusion } from '../../api/coverage.ts';
import { type ApiError, asApiError } from '../../api/request.ts';
import { announce } from '../../state/announce.ts';
import { scope } from '../../state/areas.ts';
import { choose, loadReport } from '../../state/audit.ts';
import { EXCLUDERS } from '../../state/audit-roles.ts';
import { problemText } from '../../state/language.ts';
import { mayIn } from '../../state/who.ts';
import { ta } from './words.ts';

type Kind = Static<typeof ExclusionKind>;
const KINDS: readonly Kind[] = ['water', 'railway', 'military', 'enclave', 'other'];

export function ExclusionPart({ finding }: { finding: Finding }) {
  const open = useSignal(false);
  if (!mayIn(EXCLUDERS, scope.value?.code)) return null;
  if (!open.value)
    return (
      <button
        class="button"
        type="button"
        onClick={() => {
          open.value = true;
        }}
      >
        {ta('exclude.open')}
      </button>
    );
  return (
    <ExclusionForm
      finding={finding}
      onClose={() => {
        open.value = false;
      }}
    />
  );
}

function ExclusionForm({ finding, onClose }: { finding: Finding; onClose: () => void }) {
  const kind = useSignal<Kind>('water');
  const name = useSignal('');
  const reason = useSignal('');
  const problem = useSignal<ApiError | null>(null);
  const send = async () => {
    problem.value = null;
    try {
      await declareExclusion({
        area: scope.value?.code ?? '',
        kind: kind.value,
        name: name.value.trim(),
        reason: reason.value.trim(),
        finding: finding.id,
      });
      announce(ta('exclude.done'));
      choose(null);
      await loadReport();
    } catch (error) {
      problem.value = asApiError(error);
    }
  };
  return (
    <form
      class="deed"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <p class="hint">{ta('exclude.lead')}</p>
      <div class="field">
        <label for="exclude-kind">{ta('exclude.kind')}</label>
        <select
          id="exclude-kind"
          class="input"
          value={kind.value}
          onChange={(event) => {
            kind.value = event.currentTarget.value as Kind;
          }}
        >
          {KINDS.map((one) => (
            <option key={one} value={one}>
              {ta(`exclusion.${one}`)}
            </option>
          ))}
        </select>
      </div>
      <Text id="exclude-name" label={ta('exclude.name')} value={name} least={1} most={100} />
      <Text id="exclude-reason" label={ta('accept.reason')} value={reason} least={4} most={500} />
      {problem.value !== null && (
        <p class="note bad" role="alert">
          {problemText(problem.value.code, problem.value.params, 'problem.other')}
        </p>
      )}
      <div class="row">
        <button class="button primary" type="submit">
          {ta('exclude.do')}
        </button>
        <button class="button" type="button" onClick={onClose}>
          {ta('accept.cancel')}
        </button>
      </div>
    </form>
  );
}

interface TextProps {
  id: string;
  label: string;
  value: { value: string };
  least: number;
  most: number;
}

const Text = ({ id, label, value, least, most }: TextProps) => (
  <div class="field">
    <label for={id}>{label}</label>
    <input
      id={id}
      class="input"
      required
      minLength={least}
      maxLength={most}
      value={value.value}
      onInput={(event) => {
        value.value = event.currentTarget.value;
      }}
    />
  </div>
);
