/** One event: what it is and how late, the next action, and below it the whole story. */
import { useEffect } from 'preact/hooks';
import type { EventCard, EventRow } from '../../../server/contract/events.ts';
import { announce } from '../../state/announce.ts';
import { cardState, loadCard } from '../../state/command/card.ts';
import { choose, chosenId, chosenRow } from '../../state/command/chosen.ts';
import { moment } from '../../state/command/clock.ts';
import { listed, stepRow } from '../../state/command/list.ts';
import { kindName } from '../../state/command/row-words.ts';
import { warnBefore } from '../../state/command/rules.ts';
import { judge } from '../../state/command/urgency.ts';
import { problemText, t } from '../../state/language.ts';
import { CardSteps } from '../../ui/card-steps.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { CardClocks } from './card-clocks.tsx';
import { CardFacts } from './card-facts.tsx';
import { CardPhotos } from './card-photos.tsx';
import { CardPlace } from './card-place.tsx';
import { CardSimilar } from './card-similar.tsx';
import { CardStory } from './card-story.tsx';
import { tcard } from './card-words.ts';
import { EventMark } from './event-mark.tsx';
import { Due } from './event-row.tsx';
import { NextSteps } from './next-steps.tsx';
import { dueText, named, tc } from './words.ts';

export function EventCardView() {
  const id = chosenId.value;
  const { card, problem } = cardState.value;
  const own = card?.event.id === id ? card : null;
  const row = chosenRow.value ?? own?.event ?? null;
  useEffect(() => {
    if (row === null) return;
    const now = moment.peek();
    announce(
      tcard('spoken', {
        kind: kindName(row.category),
        state: named('state', row.state),
        due: dueText(judge(row, now, warnBefore.peek()), now),
      }),
    );
  }, [id, row === null]);
  if (id === null) return null;
  return (
    <section class="float card event" aria-label={tcard('label')} key={id}>
      <div class="inner">
        <Heading id={id} row={row} />
        {problem !== null && (
          <div class="note bad" role="alert">
            {problemText(problem.code, problem.params, 'problem.other')}{' '}
            <button class="button" type="button" onClick={() => void loadCard()}>
              {tcard('again')}
            </button>
          </div>
        )}
        {row !== null && <p class="text">{row.text}</p>}
        {own === null ? problem === null && <p class="hint">{tcard('loading')}</p> : <Story card={own} />}
      </div>
    </section>
  );
}

function Story({ card }: { card: EventCard }) {
  return (
    <>
      <NextSteps card={card} />
      <CardPlace card={card} />
      <CardSimilar card={card} />
      <CardFacts card={card} />
      <CardClocks card={card} />
      <CardPhotos card={card} />
      <CardStory card={card} />
      <footer>
        <CopyButton class="button" text={() => window.location.href} icon="link">
          {t('answer.copyLink')}
        </CopyButton>
      </footer>
    </>
  );
}

function Heading({ id, row }: { id: string; row: EventRow | null }) {
  const at = listed.value.findIndex((event) => event.row.id === id);
  const event = row && judge(row, moment.value, warnBefore.value);
  return (
    <header>
      <div class="row">
        <CardSteps
          position={at < 0 ? tcard('elsewhere') : tcard('of', { n: at + 1, count: listed.value.length })}
          previous={{ label: tcard('previous'), key: 'K' }}
          next={{ label: tcard('next'), key: 'J' }}
          onStep={(by) => void stepRow(by)}
          onClose={() => choose(null)}
        />
      </div>
      {row && event && (
        <>
          <div class="title">
            <EventMark category={row.category} grade={row.grade} />
            <h2>{kindName(row.category)}</h2>
          </div>
          <p class="standing">
            <span class="tag state">{named('state', row.state)}</span>
            <Due event={event} now={moment.value} />
            <span class="tag">{named('grade', row.grade)}</span>
            {row.supervised && <span class="tag kind">{tc('row.supervised')}</span>}
            {row.emergency && <span class="tag kind">{tc('row.emergency')}</span>}
            {row.asked !== null && <span class="tag kind">{tc(`row.asked.${row.asked}`)}</span>}
            <span class="hint">{tcard('serial', { n: String(row.serial) })}</span>
          </p>
        </>
      )}
    </header>
  );
}
