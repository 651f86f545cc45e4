/** What is open about the place: no place yet, or another grid beyond a near border. */
import type { EventCard } from '../../../server/contract/events.ts';
import { sending, sendStep } from '../../state/command/card.ts';
import { placing, startPlacing } from '../../state/command/placing.ts';
import { gridName } from '../../state/command/row-words.ts';
import { isPlaced } from '../../state/command/urgency.ts';
import { canDraw } from '../../state/view.ts';
import { tcard } from './card-words.ts';

export function CardPlace({ card }: { card: EventCard }) {
  const { event, allowed } = card;
  const may = allowed.some(({ step }) => step === 'locate');
  if (!isPlaced(event))
    return (
      <div class="note warn">
        <p>{tcard('unplaced.text')}</p>
        {may && canDraw.value !== false && placing.value?.event !== event.id && (
          <button class="button" type="button" onClick={() => startPlacing(event.id)}>
            {tcard('unplaced.map')}
          </button>
        )}
      </div>
    );
  const other = event.gridAlso;
  if (other === null) return null;
  return (
    <div class="note">
      <p>{tcard('border.text', { name: gridName(other) })}</p>
      {may && (
        <button
          class="button"
          type="button"
          disabled={sending.value}
          onClick={() => void sendStep({ id: crypto.randomUUID(), step: 'locate', grid: other })}
        >
          {tcard('border.take')}
        </button>
      )}
    </div>
  );
}
