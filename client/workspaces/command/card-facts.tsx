/** Where an event lies, who answers for it, who has it in hand, where it came from. */
import type { EventCard } from '../../../server/contract/events.ts';
import { choose } from '../../state/command/chosen.ts';
import { gridName } from '../../state/command/row-words.ts';
import { rules } from '../../state/command/rules.ts';
import { number } from '../../state/language.ts';
import { shortMoment } from '../../state/measures.ts';
import { cardNamed, tcard } from './card-words.ts';
import { named } from './words.ts';

const nameOfUnit = (code: string): string => rules.value.units.find((unit) => unit.code === code)?.name ?? code;

/** From the county down to the community; the grid has a line of its own. */
const pathText = ({ path }: EventCard): string =>
  path
    .filter(({ level }) => level !== 'grid' && level !== 'micro')
    .map(({ name }) => name)
    .join(' › ');

export function CardFacts({ card }: { card: EventCard }) {
  const { event } = card;
  const facts: [string, string | null][] = [
    [tcard('fact.grid'), event.grid === null ? tcard('fact.noGrid') : gridName(event.grid)],
    [tcard('fact.worker'), event.grid === null ? null : (event.worker ?? tcard('fact.noWorker'))],
    [tcard('fact.path'), pathText(card) || null],
    [tcard('fact.handler'), event.handler?.name ?? tcard('fact.noHandler')],
    [tcard('fact.way'), cardNamed('way', event.way)],
    [tcard('fact.level'), cardNamed('level', event.level)],
    [tcard('fact.whistled'), card.whistled.length === 0 ? null : card.whistled.map(nameOfUnit).join('、')],
    [tcard('fact.channel'), named('channel', event.channel)],
    [tcard('fact.ticket'), card.ticket],
    [tcard('fact.address'), card.address],
    [tcard('fact.place'), card.place],
    [tcard('fact.occurred'), event.occurredAt === event.reportedAt ? null : shortMoment(event.occurredAt)],
    [tcard('fact.reported'), shortMoment(event.reportedAt)],
    [tcard('fact.reworks'), event.reworks === 0 ? null : number(event.reworks)],
  ];
  const into = card.mergedInto;
  return (
    <dl class="facts">
      {facts.map(
        ([name, value]) =>
          value !== null && (
            <>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </>
          ),
      )}
      {into !== null && (
        <>
          <dt>{tcard('fact.merged')}</dt>
          <dd>
            <button class="link" type="button" onClick={() => choose(into)}>
              {tcard('fact.open')}
            </button>
          </dd>
        </>
      )}
    </dl>
  );
}
