/** Whose base map it is and its review number, always on the map while it is; and, once, that it did not load. */
import { useSignalEffect } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { announce } from '../state/announce.ts';
import { baseMap } from '../state/base-map.ts';
import { baseMapOn, baseMapState, failureSeen } from '../state/base-map-choices.ts';
import { tb } from './base-map-words.ts';
import '../theme/base-map.css';

export function BaseMapSource() {
  const isSaid = useRef(false);
  const isFailed = baseMapOn.value && baseMapState.value === 'failed';
  useSignalEffect(() => {
    if (baseMapState.value !== 'failed' || isSaid.current) return;
    isSaid.current = true;
    announce(tb('baseMap.failed'));
  });
  const base = baseMap.value;
  if (base === null || !baseMapOn.value) return null;
  return (
    <section class="map-source" aria-label={tb('baseMap.source')}>
      {isFailed && !failureSeen.value && (
        <p class="failed">
          {tb('baseMap.failed')}
          <button
            class="button"
            type="button"
            onClick={() => {
              failureSeen.value = true;
            }}
          >
            {tb('baseMap.seen')}
          </button>
        </p>
      )}
      <p>
        <span>{base.attribution}</span>
        {base.review !== null && <span>{tb('baseMap.review', { number: base.review })}</span>}
      </p>
    </section>
  );
}
