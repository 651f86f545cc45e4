/** Where most is overdue, and what was reported last. What does not fit is not there: nothing scrolls by itself. */

import { moment } from '../../../state/command/clock.ts';
import { judged } from '../../../state/command/list.ts';
import { newIds } from '../../../state/command/notices.ts';
import { areaName, gridName, kindName } from '../../../state/command/row-words.ts';
import type { Judged } from '../../../state/command/urgency.ts';
import { communityOf, newest, type Place, ranking } from '../../../state/command/wall/wall-ranking.ts';
import { EventMark } from '../event-mark.tsx';
import { clockText } from '../time-words.ts';
import { dueText, named } from '../words.ts';
import { tw } from './wall-words.ts';

const RANKED = 5;
const NEWEST = 16;

export function WallRanking() {
  const communities = ranking(judged.value, communityOf, RANKED);
  const grids = ranking(judged.value, (grid) => grid, RANKED);
  return (
    <div class="wall-ranking">
      <Ranked title={tw('rank.community')} places={communities} nameOf={areaName} />
      <Ranked title={tw('rank.grid')} places={grids} nameOf={gridName} />
    </div>
  );
}

interface RankedProps {
  title: string;
  places: readonly Place[];
  nameOf: (code: string) => string;
}

function Ranked({ title, places, nameOf }: RankedProps) {
  const most = places[0]?.overdue ?? 1;
  return (
    <section>
      <h3>{title}</h3>
      {places.length === 0 ? (
        <p class="hint">{tw('rank.none')}</p>
      ) : (
        <ol>
          {places.map(({ code, overdue, open }) => (
            <li key={code}>
              <span class="name">{code === '' ? tw('row.unplaced') : nameOf(code)}</span>
              <span class="n">{tw('rank.of', { overdue, open })}</span>
              <span class="share" style={{ inlineSize: `${(overdue / most) * 100}%` }} aria-hidden="true" />
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

export function WallNewest() {
  const events = newest(judged.value, NEWEST);
  return (
    <section class="wall-newest">
      <h3>{tw('newest')}</h3>
      {events.length === 0 && <p class="hint">{tw('newest.none')}</p>}
      <ol>
        {events.map((event) => (
          <Row key={event.row.id} event={event} />
        ))}
      </ol>
    </section>
  );
}

function Row({ event }: { event: Judged }) {
  const { row, urgency } = event;
  return (
    <li data-new={newIds.value.has(row.id)}>
      <time dateTime={row.reportedAt}>{clockText(Date.parse(row.reportedAt))}</time>
      <EventMark category={row.category} grade={row.grade} />
      <span class="what">
        <strong>{kindName(row.category)}</strong>{' '}
        <span>{row.grid === null ? tw('row.unplaced') : gridName(row.grid)}</span>
      </span>
      <span class={`due ${urgency}`}>
        {urgency === 'ended' ? named('state', row.state) : dueText(event, moment.value)}
      </span>
    </li>
  );
}
