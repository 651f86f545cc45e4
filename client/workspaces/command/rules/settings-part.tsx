/** How the county runs the loop: what is offered as the same, near a border, about to be overdue, and in emergency mode. */
import { useSignal } from '@preact/signals';
import type { EventSettings } from '../../../../server/contract/event-rules.ts';
import { announce } from '../../../state/announce.ts';
import { rules } from '../../../state/command/rules.ts';
import { mayEditRules, ruleBusy, saveSettings } from '../../../state/command/rules-edit.ts';
import { CLOCK_NAMES, LimitField, NumberField } from './fields.tsx';
import { tr } from './words.ts';

export function SettingsPart() {
  const { settings, dictionary } = rules.value;
  return settings && <Form key={settings.county} settings={settings} dictionary={dictionary?.name ?? ''} />;
}

/** Shares are written in hundredths, and kept to four decimals. */
const hundredths = (share: number): number => Math.round(share * 10_000) / 100;

function Form({ settings, dictionary }: { settings: EventSettings; dictionary: string }) {
  const draft = useSignal(settings);
  const now = draft.value;
  const set = (change: Partial<EventSettings>) => {
    draft.value = { ...draft.peek(), ...change };
  };
  const disabled = !mayEditRules.value;
  return (
    <form
      class="rule-form plain-form"
      onSubmit={async (event) => {
        event.preventDefault();
        if (await saveSettings(draft.peek())) announce(tr('saved'));
      }}
    >
      <p class="hint">
        {tr('setting.dictionary')}
        {' · '}
        {dictionary}
      </p>
      <fieldset>
        <legend>{tr('setting.similar')}</legend>
        <div class="choices">
          <NumberField
            label={tr('setting.metres')}
            value={now.similar.metres}
            min={0}
            max={5000}
            disabled={disabled}
            onInput={(metres) => set({ similar: { ...now.similar, metres } })}
          />
          <NumberField
            label={tr('setting.hours')}
            value={now.similar.hours}
            min={0}
            max={720}
            disabled={disabled}
            onInput={(hours) => set({ similar: { ...now.similar, hours } })}
          />
        </div>
        <p class="hint">{tr('setting.similarHint')}</p>
      </fieldset>
      <NumberField
        label={tr('setting.border')}
        value={now.borderM}
        min={0}
        max={500}
        disabled={disabled}
        onInput={(borderM) => set({ borderM })}
      />
      <p class="hint">{tr('setting.borderHint')}</p>
      <NumberField
        label={tr('setting.warn')}
        value={hundredths(now.warnBefore)}
        min={0}
        max={100}
        disabled={disabled}
        onInput={(percent) => set({ warnBefore: percent / 100 })}
      />
      <p class="hint">{tr('setting.warnHint')}</p>
      <fieldset>
        <legend>{tr('setting.emergency')}</legend>
        {CLOCK_NAMES.map((clock) => (
          <LimitField
            key={clock}
            clock={clock}
            disabled={disabled}
            value={now.emergencyLimits[clock]}
            onInput={(limit) => set({ emergencyLimits: { ...now.emergencyLimits, [clock]: limit } })}
          />
        ))}
      </fieldset>
      {!disabled && (
        <div class="line">
          <button class="button primary" type="submit" disabled={ruleBusy.value}>
            {tr('save')}
          </button>
          <p class="hint">{tr('future')}</p>
        </div>
      )}
    </form>
  );
}
