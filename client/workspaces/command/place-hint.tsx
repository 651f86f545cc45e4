/** Says what a click on the map means while an event is being placed, and ends it. */

import { sendStep } from '../../state/command/card.ts';
import { draft } from '../../state/command/draft.ts';
import { placed, placing, stopPlacing } from '../../state/command/placing.ts';
import { canDraw } from '../../state/view.ts';
import { tcard } from './card-words.ts';
import { tc } from './words.ts';

async function put(): Promise<void> {
  const at = placed.peek();
  if (at === null) return;
  const done = await sendStep({ id: crypto.randomUUID(), step: 'locate', ...at });
  if (done) stopPlacing();
}

export function PlaceHint() {
  const now = placing.value;
  if (now === null || canDraw.value === false) return null;
  const isReport = now.event === null;
  // the report's own form says what is chosen
  if (isReport && draft.value?.where != null) return null;
  return (
    <div class="float place-hint">
      <span>{tc('place.hint')}</span>
      {!isReport && placed.value !== null && (
        <button class="button primary" type="button" onClick={() => void put()}>
          {tcard('unplaced.here')}
        </button>
      )}
      <button class="button" type="button" onClick={stopPlacing}>
        {tc('place.cancel')}
      </button>
    </div>
  );
}
