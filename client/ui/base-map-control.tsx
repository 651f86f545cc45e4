/** The base map in the legend: on or off, how strong, and what is wrong with it. Fetched where a site has one. */
import { baseMap } from '../state/base-map.ts';
import { baseMapOn, baseMapState, baseMapStrength, switchBaseMap } from '../state/base-map-choices.ts';
import { tb } from './base-map-words.ts';
import '../theme/base-map.css';

export function BaseMapControl() {
  return (
    <div class="base-map-control">
      <label class="check">
        <input type="checkbox" checked={baseMapOn.value} onChange={switchBaseMap} />
        {tb('baseMap.on')}
      </label>
      <label class="field">
        <span class="label">{tb('baseMap.strength')}</span>
        <input
          type="range"
          min="0.2"
          max="1"
          step="0.1"
          disabled={!baseMapOn.value}
          value={baseMapStrength.value}
          onInput={(event) => {
            baseMapStrength.value = Number(event.currentTarget.value);
          }}
        />
      </label>
      {baseMapOn.value && baseMapState.value === 'failed' && <p class="note">{tb('baseMap.failed')}</p>}
      {baseMap.value?.datum === 'gcj02' && <p class="hint">{tb('baseMap.displaced')}</p>}
    </div>
  );
}
