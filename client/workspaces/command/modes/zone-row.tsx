/** One zone in the list: kind, name, how long it lasts, what lies inside; its end is moved here. */
import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import type { Zone } from '../../../../server/contract/emergencies.ts';
import { announce } from '../../../state/announce.ts';
import { moment } from '../../../state/command/clock.ts';
import { chosenZone, moveZone, zoneBusy } from '../../../state/command/zones.ts';
import { mayDraw, zoneBounds } from '../../../state/command/zones-reach.ts';
import { flyTo } from '../../../state/viewport.ts';
import { localInput, momentOfInput } from '../local-input.ts';
import { momentText, spanText } from '../time-words.ts';
import { tm, zoneKind } from './modes-words.ts';
import { ReasonForm } from './reason-form.tsx';
import { ZoneInsideView } from './zone-inside.tsx';
import { ZoneSign } from './zone-sign.tsx';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const at = (iso: string): string => momentText(Date.parse(iso));

export function ZoneRow({ zone }: { zone: Zone }) {
  const doing = useSignal<'end' | 'move' | null>(null);
  const until = useSignal<string | undefined>(undefined);
  const id = useId();
  const left = Date.parse(zone.until) - moment.value;
  const isMoving = doing.value === 'move';
  const finish = async (reason: string) => {
    const to = isMoving ? until.peek() : new Date().toISOString();
    if (to === undefined) return;
    const moved = await moveZone(zone.id, to, reason);
    if (moved === null) return;
    doing.value = null;
    const { name } = zone;
    announce(isMoving ? tm('spoken.moved', { name, at: at(moved.until) }) : tm('spoken.over', { name }));
  };
  return (
    <article class="mode-item zone" data-zone={zone.id} data-chosen={chosenZone.value === zone.id}>
      <div class="line">
        <h3>
          <ZoneSign kind={zone.kind} /> <span class="kind">{zoneKind(zone.kind)}</span> {zone.name}
        </h3>
        <button
          class="plain"
          type="button"
          onClick={() => {
            chosenZone.value = zone.id;
            flyTo({ bounds: zoneBounds(zone.geometry) });
          }}
        >
          {tm('zones.show')}
        </button>
      </div>
      <p>{zone.reason}</p>
      <p class="hint">
        <strong class="left">{left < MINUTE_MS ? tm('left.soon') : tm('left', { span: spanText(left) })}</strong> ·{' '}
        {tm('zones.period', { from: at(zone.from), until: at(zone.until) })} · {tm('zones.drawnBy', { by: zone.by })}
      </p>
      <ZoneInsideView inside={zone.inside} />
      {mayDraw(zone.area) && doing.value === null && (
        <div class="line">
          <button
            class="button"
            type="button"
            onClick={() => {
              until.value = new Date(Date.parse(zone.until) + DAY_MS).toISOString();
              doing.value = 'move';
            }}
          >
            {tm('zones.move')}
          </button>
          <button
            class="button"
            type="button"
            onClick={() => {
              doing.value = 'end';
            }}
          >
            {tm('zones.end')}
          </button>
        </div>
      )}
      {doing.value !== null && (
        <ReasonForm
          key={doing.value}
          label={tm(isMoving ? 'zones.moveReason' : 'zones.endReason')}
          confirm={tm(isMoving ? 'zones.moveConfirm' : 'zones.endConfirm')}
          busy={zoneBusy.value}
          ready={!isMoving || until.value !== undefined}
          onConfirm={(reason) => void finish(reason)}
          onCancel={() => {
            doing.value = null;
          }}
        >
          {isMoving && (
            <div class="field">
              <label for={id}>{tm('zones.until')}</label>
              <input
                id={id}
                class="input"
                type="datetime-local"
                value={until.value === undefined ? '' : localInput(until.value)}
                onInput={(event) => {
                  until.value = momentOfInput(event.currentTarget.value);
                }}
              />
            </div>
          )}
        </ReasonForm>
      )}
    </article>
  );
}
