/** Departments and stations that events are dispatched to, and who takes their steps. */
import { useSignal } from '@preact/signals';
import type { EventUnit } from '../../../../server/contract/event-rules.ts';
import { announce } from '../../../state/announce.ts';
import { areaByCode, county } from '../../../state/areas.ts';
import { rules } from '../../../state/command/rules.ts';
import { dropUnit, mayEditRules, ruleBusy, saveUnit } from '../../../state/command/rules-edit.ts';
import { cardNamed } from '../card-words.ts';
import { LEVEL_NAMES } from '../choices.ts';
import { OneOf, TextField } from './fields.tsx';
import { tr } from './words.ts';

export function UnitsPart() {
  const open = useSignal<{ readonly code: string; readonly as: 'edit' | 'drop' } | null>(null);
  const close = () => {
    open.value = null;
  };
  const { units } = rules.value;
  return (
    <section class="rules-part">
      {mayEditRules.value && open.value?.code !== '' && (
        <div class="line">
          <button
            class="button"
            type="button"
            onClick={() => {
              open.value = { code: '', as: 'edit' };
            }}
          >
            {tr('unit.add')}
          </button>
        </div>
      )}
      {open.value?.code === '' && <UnitForm unit={null} onClose={close} />}
      {units.length === 0 && <p class="empty">{tr('unit.none')}</p>}
      <ul>
        {units.map((unit) => (
          <li key={unit.code} data-unit={unit.code}>
            {open.value?.code === unit.code && open.value.as === 'edit' ? (
              <UnitForm unit={unit} onClose={close} />
            ) : (
              <div class="rule-line">
                <div>
                  <strong>{unit.name}</strong> <span class="code">{unit.code}</span>
                  <p class="hint">
                    {[
                      areaByCode.value.get(unit.area)?.name ?? unit.area,
                      cardNamed('level', unit.level),
                      tr('unit.count', { count: unit.members.length }),
                    ].join(' · ')}
                  </p>
                </div>
                {mayEditRules.value &&
                  (['edit', 'drop'] as const).map((as) => (
                    <button
                      key={as}
                      class="plain"
                      type="button"
                      aria-label={`${tr(as === 'edit' ? 'edit' : 'unit.drop')} ${unit.name}`}
                      onClick={() => {
                        open.value = { code: unit.code, as };
                      }}
                    >
                      {tr(as === 'edit' ? 'edit' : 'unit.drop')}
                    </button>
                  ))}
              </div>
            )}
            {open.value?.code === unit.code && open.value.as === 'drop' && <DropAsk unit={unit} onClose={close} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

const DropAsk = ({ unit, onClose }: { unit: EventUnit; onClose: () => void }) => (
  <div class="note warn">
    <p>{tr('unit.dropAsk', { name: unit.name })}</p>
    <div class="line">
      <button
        class="button primary"
        type="button"
        disabled={ruleBusy.value}
        onClick={async () => {
          if (!(await dropUnit(unit.code))) return;
          announce(tr('unit.dropped'));
          onClose();
        }}
      >
        {tr('unit.dropYes')}
      </button>
      <button class="button" type="button" onClick={onClose}>
        {tr('cancel')}
      </button>
    </div>
  </div>
);

function UnitForm({ unit, onClose }: { unit: EventUnit | null; onClose: () => void }) {
  const code = county.value?.code ?? '';
  const draft = useSignal<EventUnit>(unit ?? { code: '', name: '', area: code, level: 'county', members: [] });
  const members = useSignal(draft.peek().members.join('\n'));
  const now = draft.value;
  const set = (change: Partial<EventUnit>) => {
    draft.value = { ...draft.peek(), ...change };
  };
  const within = [...areaByCode.value.values()].filter((area) => area.code.startsWith(code));
  return (
    <form
      class="rule-form"
      onSubmit={async (event) => {
        event.preventDefault();
        const logins = new Set(
          members
            .peek()
            .split(/[\s,，、]+/)
            .filter((login) => login !== ''),
        );
        if (!(await saveUnit({ ...draft.peek(), members: [...logins] }))) return;
        announce(tr('saved'));
        onClose();
      }}
    >
      <div class="choices">
        <TextField
          label={tr('unit.code')}
          value={now.code}
          pattern="[-0-9A-Za-z_]+"
          disabled={unit !== null}
          onInput={(value) => set({ code: value })}
        />
        <TextField label={tr('unit.name')} value={now.name} most={60} onInput={(name) => set({ name })} />
        <OneOf
          label={tr('unit.area')}
          value={now.area}
          onChoose={(area) => set({ area })}
          choices={within.map((area) => ({ value: area.code, label: area.name }))}
        />
        <OneOf
          label={tr('unit.level')}
          value={now.level}
          onChoose={(level) => set({ level })}
          choices={LEVEL_NAMES.map((value) => ({ value, label: cardNamed('level', value) }))}
        />
      </div>
      <label class="field">
        <span class="label">{tr('unit.members')}</span>
        <textarea
          class="input"
          rows={4}
          value={members.value}
          onInput={(event) => {
            members.value = event.currentTarget.value;
          }}
        />
      </label>
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
