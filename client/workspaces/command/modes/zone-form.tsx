/** A zone while it is made: its shape on the map or as a circle, kind, words and end. */
import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { announce } from '../../../state/announce.ts';
import { putZone, zoneBusy } from '../../../state/command/zones.ts';
import {
  changeZone,
  draftShape,
  ZONE_KIND_NAMES,
  type ZoneDraft,
  zoneDraft,
} from '../../../state/command/zones-draft.ts';
import { draftJudged, zoneFault } from '../../../state/command/zones-judge.ts';
import { canDraw } from '../../../state/view.ts';
import { Segmented } from '../../../ui/segmented.tsx';
import { localInput, momentOfInput } from '../local-input.ts';
import { areaText, geometryText, tm, zoneKind } from './modes-words.ts';
import { ZoneCircle, ZoneCorners } from './zone-shape-fields.tsx';
import { ZoneSign } from './zone-sign.tsx';

const badShape = (): string => {
  const judged = draftJudged.value;
  return judged !== null && 'fault' in judged ? geometryText(judged.fault) : '';
};

export function ZoneForm({ draft }: { draft: ZoneDraft }) {
  const asked = useSignal(false);
  const id = useId();
  const fault = zoneFault(draft, draftShape.value, Date.now());
  const judged = draftJudged.value;
  const put = async () => {
    asked.value = true;
    if (fault !== null) return;
    const made = await putZone();
    if (made === null) return;
    const { kind, name, inside } = made;
    announce(tm('spoken.made', { kind: zoneKind(kind), name, households: inside.households }));
  };
  return (
    <form
      class="modes-form zone-form"
      onSubmit={(event) => {
        event.preventDefault();
        void put();
      }}
    >
      <h3>{tm('zones.new')}</h3>
      {canDraw.value !== false && (
        <Segmented
          label={tm('zones.by')}
          value={draft.by}
          onChoose={(by) => changeZone({ by })}
          choices={(['corners', 'circle'] as const).map((value) => ({ value, label: tm(`zones.by.${value}`) }))}
        />
      )}
      {draft.by === 'circle' ? <ZoneCircle draft={draft} /> : <ZoneCorners draft={draft} />}
      {judged !== null &&
        ('fault' in judged ? (
          (asked.value || draft.closed) && <p class="note warn">{tm('fault.shape-bad', { why: badShape() })}</p>
        ) : (
          <p class="hint">{tm('zones.size', { area: areaText(judged.areaM2) })}</p>
        ))}
      <fieldset class="kinds">
        <legend>{tm('zones.kind')}</legend>
        {ZONE_KIND_NAMES.map((kind) => (
          <label class="check" key={kind}>
            <input
              type="radio"
              name={`${id}-kind`}
              checked={draft.kind === kind}
              onChange={() => changeZone({ kind })}
            />
            <ZoneSign kind={kind} />
            {zoneKind(kind)}
          </label>
        ))}
      </fieldset>
      <div class="field">
        <label for={`${id}-name`}>{tm('zones.name')}</label>
        <input
          id={`${id}-name`}
          name="name"
          class="input"
          maxLength={60}
          autocomplete="off"
          aria-required="true"
          placeholder={tm('zones.nameHint')}
          value={draft.name}
          onInput={(event) => changeZone({ name: event.currentTarget.value })}
        />
      </div>
      <div class="field">
        <label for={`${id}-reason`}>{tm('zones.reason')}</label>
        <textarea
          id={`${id}-reason`}
          name="reason"
          class="input"
          rows={2}
          maxLength={500}
          aria-required="true"
          value={draft.reason}
          onInput={(event) => changeZone({ reason: event.currentTarget.value })}
        />
      </div>
      <div class="field">
        <label for={`${id}-until`}>{tm('zones.until')}</label>
        <input
          id={`${id}-until`}
          class="input"
          type="datetime-local"
          value={draft.until === null ? '' : localInput(draft.until)}
          onInput={(event) => changeZone({ until: momentOfInput(event.currentTarget.value) ?? null })}
        />
      </div>
      {asked.value && fault !== null && (
        <p class="note bad" role="alert">
          {tm(`fault.${fault}`, { why: badShape() })}
        </p>
      )}
      <div class="line">
        <button class="button primary" type="submit" disabled={zoneBusy.value}>
          {tm(zoneBusy.value ? 'emergency.sending' : 'zones.put')}
        </button>
        <button
          class="button"
          type="button"
          onClick={() => {
            zoneDraft.value = null;
          }}
        >
          {tm('zones.drop')}
        </button>
      </div>
    </form>
  );
}
