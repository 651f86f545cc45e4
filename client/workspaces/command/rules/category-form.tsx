/** A category as a form: a new one, or one that is there, whose code stays. */
import { useSignal } from '@preact/signals';
import type { Category } from '../../../../server/contract/event-rules.ts';
import { EVENT_GRADES } from '../../../map/layers/events-images.ts';
import { announce } from '../../../state/announce.ts';
import { ruleBusy, saveCategory } from '../../../state/command/rules-edit.ts';
import { cardNamed } from '../card-words.ts';
import { LEVEL_NAMES, WAY_NAMES } from '../choices.ts';
import { named } from '../words.ts';
import { CLOCK_NAMES, LimitField, OneOf, TextField } from './fields.tsx';
import { tr } from './words.ts';

const NEW: Category = {
  ...{ code: '', major: '', majorName: '', name: '' },
  ...{ grade: 'ordinary', way: 'community', level: 'community', retired: false },
  limits: {
    dispatch: { amount: 2, unit: 'working-hour' },
    handle: { amount: 1, unit: 'working-day' },
    verify: { amount: 1, unit: 'working-day' },
  },
};

export function CategoryForm({ category, onClose }: { category: Category | null; onClose: () => void }) {
  const draft = useSignal<Category>(category ?? NEW);
  const now = draft.value;
  const set = (change: Partial<Category>) => {
    draft.value = { ...draft.peek(), ...change };
  };
  const isNew = category === null;
  return (
    <form
      class="rule-form"
      onSubmit={async (event) => {
        event.preventDefault();
        if (!(await saveCategory(draft.peek()))) return;
        announce(tr('saved'));
        onClose();
      }}
    >
      <div class="choices">
        <TextField
          label={tr('category.code')}
          value={now.code}
          pattern="[0-9]{2,10}"
          most={10}
          disabled={!isNew}
          onInput={(code) => set({ code })}
        />
        <TextField
          label={tr('category.major')}
          value={now.major}
          pattern="[0-9]{1,5}"
          most={5}
          disabled={!isNew}
          onInput={(major) => set({ major })}
        />
        <TextField label={tr('category.majorName')} value={now.majorName} onInput={(majorName) => set({ majorName })} />
        <TextField label={tr('category.name')} value={now.name} onInput={(name) => set({ name })} />
        <OneOf
          label={tr('category.grade')}
          value={now.grade}
          onChoose={(grade) => set({ grade })}
          choices={EVENT_GRADES.map((value) => ({ value, label: named('grade', value) }))}
        />
        <OneOf
          label={tr('category.way')}
          value={now.way}
          onChoose={(way) => set({ way })}
          choices={WAY_NAMES.map((value) => ({ value, label: cardNamed('way', value) }))}
        />
        <OneOf
          label={tr('category.level')}
          value={now.level}
          onChoose={(level) => set({ level })}
          choices={LEVEL_NAMES.map((value) => ({ value, label: cardNamed('level', value) }))}
        />
      </div>
      {isNew && <p class="hint">{tr('category.hint')}</p>}
      <fieldset>
        <legend>{tr('category.limits')}</legend>
        {CLOCK_NAMES.map((clock) => (
          <LimitField
            key={clock}
            clock={clock}
            value={now.limits[clock]}
            onInput={(limit) => set({ limits: { ...now.limits, [clock]: limit } })}
          />
        ))}
      </fieldset>
      <label class="check">
        <input
          type="checkbox"
          checked={now.retired}
          onChange={(event) => set({ retired: event.currentTarget.checked })}
        />
        {tr('category.retired')}
      </label>
      <p class="hint">{tr('future')}</p>
      <div class="line">
        <button class="button primary" type="submit" disabled={ruleBusy.value}>
          {tr('save')}
        </button>
        <button class="button" type="button" onClick={onClose}>
          {tr('cancel')}
        </button>
      </div>
    </form>
  );
}
