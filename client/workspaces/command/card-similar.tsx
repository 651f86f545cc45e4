/** Events that may be the same one: offered for a look, and for merging where that is allowed. Never merged by itself. */
import type { EventCard, SimilarEvent } from '../../../server/contract/events.ts';
import { choose } from '../../state/command/chosen.ts';
import { lengthText } from '../../state/measures.ts';
import { tcard } from './card-words.ts';
import { openForm } from './step-choice.ts';
import { named } from './words.ts';

export const similarText = ({ serial, distanceM, state }: SimilarEvent): string =>
  tcard('similar.row', { n: String(serial), m: lengthText(distanceM), state: named('state', state) });

export function CardSimilar({ card }: { card: EventCard }) {
  if (card.similar.length === 0) return null;
  const merge = card.allowed.find(({ step }) => step === 'merge');
  return (
    <section class="similar">
      <h3>{tcard('similar')}</h3>
      <ul>
        {card.similar.map((one) => (
          <li key={one.id}>
            <span class="what">
              {one.text}
              <span class="hint">{similarText(one)}</span>
            </span>
            <button class="button" type="button" onClick={() => choose(one.id)}>
              {tcard('similar.open')}
            </button>
            {merge && (
              <button class="button" type="button" onClick={() => openForm(card.event.id, merge, { into: one.id })}>
                {tcard('similar.merge')}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
