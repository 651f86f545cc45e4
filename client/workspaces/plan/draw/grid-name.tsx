/** Name and code of the chosen grid, to be changed in place. */
import { useSignal } from '@preact/signals';
import type { GridKind } from '../../../../server/contract/codes.ts';
import { t } from '../../../state/language.ts';
import { setFields } from '../../../state/plan/grid-deeds.ts';
import { gridName } from '../../../state/plan/grid-names.ts';
import type { GridRow } from '../../../state/plan/grid-rows.ts';
import { mayEdit } from '../../../state/plan/opened.ts';
import { tp } from '../words.ts';

export function GridName({ row }: { row: GridRow }) {
  const { record } = row;
  const isOpen = useSignal(false);
  if (isOpen.value)
    return (
      <Form
        name={record.name}
        code={record.code}
        kind={record.kind}
        done={() => {
          isOpen.value = false;
        }}
      />
    );
  return (
    <div class="grid-name">
      <h2>{gridName(record, row.slot)}</h2>
      <span class="code">{record.code ?? tp('card.code.later')}</span>
      {mayEdit.value && (
        <button
          class="plain link"
          type="button"
          onClick={() => {
            isOpen.value = true;
          }}
        >
          {tp('card.rename')}
        </button>
      )}
    </div>
  );
}

interface FormProps {
  name: string;
  code: string | null;
  kind: GridKind;
  done: () => void;
}

function Form({ name, code, kind, done }: FormProps) {
  const save = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const next = {
      name: String(form.get('name')).trim(),
      code: String(form.get('code')).trim() || null,
      kind: (form.get('kind') ?? kind) as GridKind,
    };
    // What stays is not said, so that it cannot collide with what others say.
    const set = {
      ...(next.name === name ? {} : { name: next.name }),
      ...(next.code === code ? {} : { code: next.code }),
      ...(next.kind === kind ? {} : { kind: next.kind }),
    };
    if (Object.keys(set).length === 0 || setFields(set)) done();
  };
  return (
    <form class="grid-name-form" onSubmit={save}>
      <label class="field">
        <span class="label">{tp('card.name')}</span>
        <input class="input" name="name" maxLength={100} value={name} />
      </label>
      <label class="field">
        <span class="label">{tp('card.code')}</span>
        <input
          class="input"
          name="code"
          maxLength={40}
          pattern="[0-9A-Za-z_\-]*"
          placeholder={tp('card.code.later')}
          value={code ?? ''}
        />
      </label>
      {kind !== 'micro' && (
        <label class="field">
          <span class="label">{tp('card.kind')}</span>
          <select class="input" name="kind" value={kind}>
            <option value="basic">{t('kind.basic')}</option>
            <option value="dedicated">{t('kind.dedicated')}</option>
          </select>
        </label>
      )}
      <div class="row">
        <button class="button primary" type="submit">
          {tp('card.save')}
        </button>
        <button class="button" type="button" onClick={done}>
          {tp('card.cancel')}
        </button>
      </div>
    </form>
  );
}
