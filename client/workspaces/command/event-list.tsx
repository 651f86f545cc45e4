// biome-ignore-all lint/a11y/useSemanticElements: rows of a long list are placed by hand, which a table element cannot do
// biome-ignore-all lint/a11y/useFocusableInteractive: one row is in the tab order, cells are not
/** The list of events: what is late first, linked with the map both ways; the whole job can be done from here. */
import { useMemo } from 'preact/hooks';
import { board } from '../../state/command/board.ts';
import { choose, chosenId, pointedId } from '../../state/command/chosen.ts';
import { moment } from '../../state/command/clock.ts';
import { entries, grouping, listFilter, toggleFold } from '../../state/command/list.ts';
import { NO_FILTER } from '../../state/command/list-filter.ts';
import type { Entry } from '../../state/command/list-groups.ts';
import { newIds } from '../../state/command/notices.ts';
import { useLongList } from '../../ui/long-list.ts';
import { LongRows } from '../../ui/long-rows.tsx';
import { EventFilter } from './event-filter.tsx';
import { EventRowView } from './event-row.tsx';
import { GroupRow } from './group-row.tsx';
import { tc } from './words.ts';

const keyOf = (entry: Entry): string => (entry.is === 'event' ? entry.event.row.id : `group ${entry.key}`);

export function EventList() {
  const shown = entries.value;
  // rows move whenever something changes: the chosen one is looked for again only when the list is another one
  const which = useMemo(() => ({}), [listFilter.value, grouping.value]);
  const act = (index: number) => {
    const entry = shown[index];
    if (entry?.is === 'event') choose(entry.event.row.id);
    else if (entry) toggleFold(entry.key);
  };
  const list = useLongList({
    count: shown.length,
    chosen: shown.findIndex((entry) => entry.is === 'event' && entry.event.row.id === chosenId.value),
    rows: which,
    onEnter: act,
  });
  const isPlain = listFilter.value === NO_FILTER || listFilter.value.standing === 'open';
  return (
    <div class="list">
      <EventFilter />
      {shown.length === 0 && (
        <p class="empty">{board.value.ready ? tc(isPlain ? 'list.clean' : 'list.none') : tc('loading')}</p>
      )}
      <div
        class="table events"
        role="grid"
        aria-label={tc('list.label')}
        aria-rowcount={shown.length}
        hidden={shown.length === 0}
      >
        <LongRows
          list={list}
          rows={shown}
          onChoose={(_, index) => act(index)}
          onLeave={() => {
            pointedId.value = null;
          }}
        >
          {(entry, place) =>
            entry.is === 'event' ? (
              <EventRowView
                key={keyOf(entry)}
                event={entry.event}
                now={moment.value}
                isNew={newIds.value.has(entry.event.row.id)}
                {...place}
              />
            ) : (
              <GroupRow key={keyOf(entry)} group={entry} {...place} />
            )
          }
        </LongRows>
      </div>
    </div>
  );
}
