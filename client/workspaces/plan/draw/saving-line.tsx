/** Whether what was done is safe. Nobody has to save. */
import { problemText } from '../../../state/language.ts';
import { mayEdit } from '../../../state/plan/opened.ts';
import { flush, saving, unsent } from '../../../state/plan/sending.ts';
import { tp } from '../words.ts';

export function SavingLine() {
  if (!mayEdit.value) return <span class="tag">{tp('readOnlyShort')}</span>;
  const now = saving.value;
  if (now.state === 'waiting') {
    const { code, params } = now.problem;
    const text = code === 'service-unreachable' ? tp('saving.offline') : problemText(code, params);
    return (
      <button class="tag over" type="button" title={text} onClick={() => void flush()}>
        {tp('saving.waiting', { count: unsent.value })}
      </button>
    );
  }
  return <span class="saving">{tp(`saving.${now.state}`)}</span>;
}
