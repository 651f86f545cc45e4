/** The clocks of an event: the rule that made the deadline, the deadline, and how it ended. */
import type { ClockView, EventCard } from '../../../server/contract/events.ts';
import { moment } from '../../state/command/clock.ts';
import { shortMoment } from '../../state/measures.ts';
import { Badge } from './badge.tsx';
import { cardNamed, ruleText, spanText, tcard } from './card-words.ts';

export function CardClocks({ card }: { card: EventCard }) {
  if (card.clocks.length === 0) return null;
  return (
    <section>
      <h3>{tcard('clocks')}</h3>
      <ul class="clocks">
        {card.clocks.map((clock) => (
          <Clock key={`${clock.clock} ${clock.from}`} clock={clock} />
        ))}
      </ul>
    </section>
  );
}

function Clock({ clock }: { clock: ClockView }) {
  const { doneAt, dueAt } = clock;
  const late = Date.parse(dueAt) < (doneAt === null ? moment.value : Date.parse(doneAt));
  const more = [
    clock.stoppedMs > 0 ? tcard('clock.stopped', { span: spanText(clock.stoppedMs) }) : '',
    clock.extended > 0 ? tcard('clock.extended', { count: clock.extended }) : '',
    clock.calendarKnown ? '' : tcard('clock.unknown'),
  ].filter((text) => text !== '');
  return (
    <li data-late={late} data-done={doneAt !== null}>
      <strong>{cardNamed('clock', clock.clock)}</strong>
      <span class="hint">{ruleText(clock.rule)}</span>
      <span class="at">
        {late && <Badge of="overdue" />}
        {doneAt === null
          ? tcard('clock.due', { at: shortMoment(dueAt) })
          : tcard(late ? 'clock.doneLate' : 'clock.done', { at: shortMoment(doneAt) })}
      </span>
      {more.length > 0 && <span class="more hint">{more.join(' · ')}</span>}
    </li>
  );
}
