/** 临时管控区: those in force with what lies inside, and making one. */
import { useEffect } from 'preact/hooks';
import { areaByCode } from '../../../state/areas.ts';
import { commandArea } from '../../../state/command/roles.ts';
import { zoneProblem, zones } from '../../../state/command/zones.ts';
import { newZoneDraft, otherMiddle, zoneDraft } from '../../../state/command/zones-draft.ts';
import { isDrawer } from '../../../state/command/zones-reach.ts';
import { canDraw, formOverMap, sheetOpen } from '../../../state/view.ts';
import { isBounds } from '../../../state/viewport.ts';
import { refusedText, tm } from './modes-words.ts';
import { ZoneForm } from './zone-form.tsx';
import { ZoneRow } from './zone-row.tsx';
import '../../../theme/command-modes.css';

/** On a phone the sheet lies over the map that is drawn on; it comes back when the shape is closed. */
function clearMap(): void {
  if (!window.matchMedia('(max-width: 48rem)').matches) return;
  sheetOpen.value = false;
  formOverMap.value = false;
}

export function ZonesPanel() {
  useEffect(
    () => () => {
      zoneDraft.value = null;
    },
    [],
  );
  const box = areaByCode.value.get(commandArea.value ?? '')?.bbox;
  useEffect(() => {
    otherMiddle.value = isBounds(box) ? [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2] : null;
  }, [box]);
  const list = zones.value;
  const problem = zoneProblem.value;
  const draft = zoneDraft.value;
  const begin = (by: 'corners' | 'circle') => {
    zoneProblem.value = null;
    zoneDraft.value = newZoneDraft(Date.now(), by);
    if (by === 'corners') clearMap();
  };
  return (
    <div class="scroll modes">
      <h2>{tm('zones.title')}</h2>
      {problem !== null && (
        <p class="note bad" role="alert">
          {refusedText(problem)}
        </p>
      )}
      {draft !== null ? (
        <ZoneForm draft={draft} />
      ) : isDrawer.value ? (
        <div class="line">
          {canDraw.value !== false && (
            <button class="button primary" type="button" onClick={() => begin('corners')}>
              {tm('zones.draw')}
            </button>
          )}
          <button class="button" type="button" onClick={() => begin('circle')}>
            {tm('zones.circle')}
          </button>
          {canDraw.value === false && <p class="hint">{tm('zones.noMap')}</p>}
        </div>
      ) : (
        <p class="hint">{tm('zones.mayNot')}</p>
      )}
      {list === null && problem === null && <p class="hint">{tm('zones.loading')}</p>}
      {list?.length === 0 && draft === null && <p class="note">{tm('zones.none')}</p>}
      {list?.map((zone) => (
        <ZoneRow key={zone.id} zone={zone} />
      ))}
    </div>
  );
}
