// biome-ignore-all lint/a11y/useSemanticElements: rows of a long list are placed by hand, which a table element cannot do
// biome-ignore-all lint/a11y/useFocusableInteractive: one row is in the tab order, cells are not
/** One event in the list: sign, kind and text, grid and handler, state and deadline. */
import { chosenId, pointedId } from '../../state/command/chosen.ts';
import { gridName, kindName } from '../../state/command/row-words.ts';
import type { Judged } from '../../state/command/urgency.ts';
import { Badge } from './badge.tsx';
import { EventMark } from './event-mark.tsx';
import { dueText, named, tc } from './words.ts';

export interface RowPlace {
  readonly index: number;
  readonly top: number;
  readonly reachable: boolean;
  readonly onChoose: () => void;
}

export const gridText = ({ grid }: { grid: string | null }): string =>
  grid === null ? tc('row.unplaced') : gridName(grid);

interface Props extends RowPlace {
  event: Judged;
  now: number;
  isNew: boolean;
}

export function EventRowView({ event, now, isNew, index, top, reachable, onChoose }: Props) {
  const { row, urgency } = event;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the list
    <div
      role="row"
      aria-rowindex={index + 1}
      aria-selected={row.id === chosenId.value}
      data-event={row.id}
      data-urgency={urgency}
      data-new={isNew}
      data-hover={row.id === pointedId.value}
      tabIndex={reachable ? 0 : -1}
      style={{ top: `${top}px` }}
      onClick={onChoose}
      onMouseEnter={() => {
        pointedId.value = row.id;
      }}
    >
      <span role="gridcell" class="sign">
        <EventMark category={row.category} grade={row.grade} />
        <span class="hidden-text">{named('grade', row.grade)}</span>
      </span>
      <span role="gridcell" class="what">
        <span class="name">
          {isNew && <span class="tag kind">{tc('row.new')}</span>}
          <strong>{kindName(row.category)}</strong> {row.text}
        </span>
        <span class="code">
          {gridText(row)}
          {row.handler !== null && <> · {row.handler.name}</>}
          {row.supervised && <span class="flag"> · {tc('row.supervised')}</span>}
          {row.emergency && <span class="flag"> · {tc('row.emergency')}</span>}
          {row.asked !== null && <span class="flag"> · {tc(`row.asked.${row.asked}`)}</span>}
        </span>
      </span>
      <span role="gridcell" class="right">
        <Due event={event} now={now} />
        {urgency !== 'ended' && <span class="state">{named('state', row.state)}</span>}
      </span>
    </div>
  );
}

/** The deadline in words; late and soon have a sign besides their colour. */
export const Due = ({ event, now }: { event: Judged; now: number }) => (
  <span class={`due ${event.urgency}`}>
    {(event.urgency === 'overdue' || event.urgency === 'soon') && <Badge of={event.urgency} />}
    {dueText(event, now)}
  </span>
);
