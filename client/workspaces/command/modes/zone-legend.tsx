/** The kinds of zones that the map shows at the moment of the clock; nothing where there is none. */
import { zones } from '../../../state/command/zones.ts';
import { tm, zoneKind } from './modes-words.ts';
import { ZoneSign } from './zone-sign.tsx';

export function ZoneLegend() {
  const kinds = new Set(zones.value?.map(({ kind }) => kind));
  if (kinds.size === 0) return null;
  return (
    <div class="event-legend">
      <h3>{tm('zones.title')}</h3>
      <ul class="classes pairs">
        {[...kinds].sort().map((kind) => (
          <li key={kind}>
            <ZoneSign kind={kind} />
            <span>{zoneKind(kind)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
