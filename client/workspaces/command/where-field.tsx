/** The place of an event put right: a point of the map, or an address that the service looks for. */

import { useEffect } from 'preact/hooks';
import type { StepBody } from '../../../server/contract/events.ts';
import { placed, placing, startPlacing, stopPlacing } from '../../state/command/placing.ts';
import { canDraw } from '../../state/view.ts';
import { pointText, tcard } from './card-words.ts';
import { fill } from './step-choice.ts';

export function WhereField({ event, body }: { event: string; body: StepBody }) {
  const at = placed.value;
  useEffect(() => {
    if (at !== null && placing.peek()?.event === event)
      fill({ lon: at.lon, lat: at.lat, address: undefined, grid: undefined });
  }, [at]);
  useEffect(() => stopPlacing, []);
  return (
    <div class="field">
      <span class="label">{tcard('form.where')}</span>
      {body.lon !== undefined && body.lat !== undefined && (
        <span>{tcard('form.wherePoint', { at: pointText(body.lon, body.lat) })}</span>
      )}
      {canDraw.value !== false && (
        <button class="button" type="button" onClick={() => startPlacing(event)}>
          {tcard('form.whereMap')}
        </button>
      )}
      <input
        class="input"
        name="address"
        maxLength={300}
        aria-label={tcard('form.whereAddress')}
        placeholder={tcard('form.whereAddress')}
        value={body.address ?? ''}
        onInput={(change) => {
          const address = change.currentTarget.value.trim();
          fill({ address: address === '' ? undefined : address, lon: undefined, lat: undefined, grid: undefined });
        }}
      />
    </div>
  );
}
