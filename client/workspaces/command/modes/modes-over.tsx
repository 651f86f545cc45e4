/** What emergency mode and zones bring to the command's map whatever its panel shows: zones, their keys while one is drawn, layers. */
import { useEffect } from 'preact/hooks';
import { zonesExtra } from '../../../map/layers/zones-part.ts';
import { followEmergencyLayers } from '../../../state/command/emergency-layers.ts';
import { zonesOnMap } from '../../../state/command/map-extra.ts';
import { followZones } from '../../../state/command/zones.ts';
import { drawingZone, zoneDraft } from '../../../state/command/zones-draft.ts';
import { isClosable } from '../../../state/command/zones-shape.ts';
import { canDraw, sheetOpen } from '../../../state/view.ts';
import { momentText } from '../time-words.ts';
import { tm, zoneKind } from './modes-words.ts';
import { act } from './zone-shape-fields.tsx';
import '../../../theme/command-modes.css';

const KEYS: Readonly<Record<string, 'close' | 'back' | 'drop'>> = { Enter: 'close', Backspace: 'back', Escape: 'drop' };

/** Keys of the drawing come before all others, but not while somebody writes or presses a button. */
function onKey(event: KeyboardEvent): void {
  const what = KEYS[event.key];
  const { target } = event;
  if (what === undefined || !drawingZone.peek() || event.isComposing) return;
  if (target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) return;
  if (what === 'close' && target instanceof HTMLElement && /^(BUTTON|SUMMARY|A)$/.test(target.tagName)) return;
  // on the focused map it is the next corner as long as there are too few
  if (what === 'close' && !isClosable(zoneDraft.peek()?.corners ?? [])) return;
  event.preventDefault();
  event.stopPropagation();
  act(what);
}

export function ModesOver() {
  useEffect(() => {
    zonesOnMap.value = zonesExtra(({ kind, name, until }) =>
      [`${zoneKind(kind)} · ${name}`, tm('label.until', { at: momentText(Date.parse(until)) })].join('\n'),
    );
    window.addEventListener('keydown', onKey, true);
    const stops = [followZones(), followEmergencyLayers()];
    return () => {
      for (const stop of stops) stop();
      window.removeEventListener('keydown', onKey, true);
      zonesOnMap.value = null;
      zoneDraft.value = null;
    };
  }, []);
  const draft = zoneDraft.value;
  const closed = draft?.closed ?? false;
  // what is still to be said of it stands in the sheet
  useEffect(() => {
    if (closed) sheetOpen.value = true;
  }, [closed]);
  if (!drawingZone.value || draft === null || canDraw.value === false || sheetOpen.value) return null;
  return (
    <div class="float place-hint zone-hint">
      <span>{tm('zones.corners', { n: draft.corners.length })}</span>
      <button class="button primary" type="button" disabled={!isClosable(draft.corners)} onClick={() => act('close')}>
        {tm('zones.close')}
      </button>
      <button class="button" type="button" disabled={draft.corners.length === 0} onClick={() => act('back')}>
        {tm('zones.back')}
      </button>
      <button class="button" type="button" onClick={() => act('drop')}>
        {tm('zones.drop')}
      </button>
    </div>
  );
}
