/** Switching an area to emergency mode: what is said about it, what it will change, and yes or no in the same place. */
import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { announce } from '../../../state/announce.ts';
import { areaByCode } from '../../../state/areas.ts';
import {
  bodyOf,
  changeDraft,
  type EmergencyDraft,
  emergencyDraft,
  faultOf,
  LEAST_S,
  MOST_S,
} from '../../../state/command/emergency-draft.ts';
import { LAYER_NAMES } from '../../../state/command/emergency-layers.ts';
import { switching, switchOn } from '../../../state/command/emergency-list.ts';
import { t } from '../../../state/language.ts';
import { AreaChoice } from './area-choice.tsx';
import { DutyRows } from './duty-rows.tsx';
import { RulesList } from './emergency-rules.tsx';
import { tm } from './modes-words.ts';

const MOST_REASON = 500;

export function EmergencyForm({ draft }: { draft: EmergencyDraft }) {
  const asked = useSignal(false);
  const id = useId();
  const fault = faultOf(draft);
  const name = areaByCode.value.get(draft.area ?? '')?.name ?? '';
  const send = async () => {
    asked.value = true;
    const body = bodyOf(draft);
    if (body === null) return;
    const made = await switchOn(body);
    if (made === null) return;
    emergencyDraft.value = null;
    announce(tm('spoken.on', { area: made.areaName }));
  };
  const seconds = Number(draft.intervalS);
  return (
    <form
      class="modes-form"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <AreaChoice area={draft.area} onChoose={(area) => changeDraft({ area })} />
      <div class="field">
        <label for={`${id}-reason`}>{tm('emergency.reason')}</label>
        <textarea
          id={`${id}-reason`}
          name="reason"
          class="input"
          rows={2}
          maxLength={MOST_REASON}
          aria-required="true"
          aria-invalid={asked.value && fault === 'reason'}
          placeholder={tm('emergency.reasonHint')}
          value={draft.reason}
          onInput={(event) => changeDraft({ reason: event.currentTarget.value })}
        />
      </div>
      <div class="field">
        <label for={`${id}-interval`}>{tm('emergency.interval')}</label>
        <input
          id={`${id}-interval`}
          name="interval"
          class="input short"
          type="number"
          min={LEAST_S}
          max={MOST_S}
          step={1}
          aria-describedby={`${id}-interval-hint`}
          value={draft.intervalS}
          onInput={(event) => changeDraft({ intervalS: event.currentTarget.value })}
        />
        <span class="hint" id={`${id}-interval-hint`}>
          {tm('emergency.intervalHint')}
        </span>
      </div>
      <fieldset class="layers">
        <legend>{tm('emergency.layers')}</legend>
        {LAYER_NAMES.map((layer) => (
          <label class="check" key={layer}>
            <input
              type="checkbox"
              checked={draft.layers.includes(layer)}
              onChange={(event) =>
                changeDraft({
                  layers: LAYER_NAMES.filter((one) =>
                    one === layer ? event.currentTarget.checked : draft.layers.includes(one),
                  ),
                })
              }
            />
            {t(`layer.${layer}`)}
          </label>
        ))}
      </fieldset>
      <DutyRows draft={draft} />
      <div class="note warn before">
        <strong>{tm('emergency.before', { area: name })}</strong>
        <RulesList rules={{ positionIntervalS: Number.isFinite(seconds) ? seconds : 0, layers: [...draft.layers] }} />
      </div>
      {asked.value && fault !== null && (
        <p class="note bad" role="alert">
          {tm(`fault.${fault}`)}
        </p>
      )}
      <div class="line">
        <button class="button primary" type="submit" disabled={switching.value}>
          {tm(switching.value ? 'emergency.sending' : 'emergency.confirm')}
        </button>
        <button
          class="button"
          type="button"
          onClick={() => {
            emergencyDraft.value = null;
          }}
        >
          {tm('emergency.cancel')}
        </button>
      </div>
    </form>
  );
}
