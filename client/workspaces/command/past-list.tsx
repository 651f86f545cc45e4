// biome-ignore-all lint/a11y/useSemanticElements: rows of a long list are placed by hand, which a table element cannot do
// biome-ignore-all lint/a11y/useFocusableInteractive: one row is in the tab order, cells are not
/** What was open at the moment of the clock, and that it is the past. A row opens the card of the event as it is now. */
import { useEffect } from 'preact/hooks';
import type { Grade } from '../../../server/contract/event-rules.ts';
import { gridName, kindName } from '../../state/command/row-words.ts';
import { choiceProblem, choosePast } from '../../state/command/time/past-choice.ts';
import { followPastRows, type PastRows, pastRows } from '../../state/command/time/past-rows.ts';
import { NO_GRID, type Played } from '../../state/command/time/played.ts';
import { isPlaying } from '../../state/command/time/player.ts';
import { problemText } from '../../state/language.ts';
import { useLongList } from '../../ui/long-list.ts';
import { EventMark } from './event-mark.tsx';
import { momentText, spanText, tt } from './time-words.ts';
import { named } from './words.ts';

/** As the contract's GRADES, which is code of the service. */
const GRADES: readonly Grade[] = ['simple', 'ordinary', 'notable', 'major'];

export function PastList() {
  useEffect(followPastRows, []);
  const now = pastRows.value;
  return now === null ? null : <Listed now={now} />;
}

function Listed({ now }: { now: PastRows }) {
  const playing = isPlaying.value;
  const count = now.indexes.length;
  const indexOf = (row: number): number => now.indexes[row]!;
  const list = useLongList({
    count,
    chosen: -1,
    rows: now,
    onEnter: (row) => void choosePast(indexOf(row)),
  });
  const problem = choiceProblem.value;
  return (
    <div class="list past">
      <div class="past-head">
        <h2>{tt('list.title', { at: momentText(now.at) })}</h2>
        <p class="note warn">{tt('list.note')}</p>
        {playing && now.open > count && <p class="hint">{tt('list.playing', { count })}</p>}
        {!playing && now.open > count && <p class="hint">{tt('list.capped', { count, all: now.open })}</p>}
        {problem !== null && (
          <p class="note bad" role="alert">
            {tt('choice.failed')}：{problemText(problem.code, problem.params, 'problem.other')}
          </p>
        )}
      </div>
      {count === 0 && <p class="empty">{tt('list.none')}</p>}
      <div class="table events" role="grid" aria-label={tt('list.label')} aria-rowcount={count} hidden={count === 0}>
        <div class="rows" role="rowgroup" ref={list.body} onScroll={list.measure} onKeyDown={list.press}>
          <div class="spacer" role="presentation" style={{ height: `${list.height}px` }} />
          {list.drawn.map((row) => (
            <Row
              key={row}
              played={now.played}
              at={now.at}
              index={indexOf(row)}
              place={{ row, top: row * list.row, reachable: row === list.at, moveTo: list.moveTo }}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

interface RowProps {
  played: Played;
  at: number;
  index: number;
  place: { row: number; top: number; reachable: boolean; moveTo: (row: number) => void };
}

function Row({ played, at, index, place }: RowProps) {
  const category = played.categories[played.category[index]!] ?? '';
  const grade = GRADES[played.grade[index]!] ?? 'simple';
  const grid = played.grid[index]!;
  const ended = played.ended[index]!;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the list
    <div
      role="row"
      aria-rowindex={place.row + 1}
      aria-selected={false}
      tabIndex={place.reachable ? 0 : -1}
      style={{ top: `${place.top}px` }}
      onClick={() => {
        place.moveTo(place.row);
        void choosePast(index);
      }}
    >
      <span role="gridcell" class="sign">
        <EventMark category={category} grade={grade} />
        <span class="hidden-text">{named('grade', grade)}</span>
      </span>
      <span role="gridcell" class="what">
        <span class="name">
          <strong>{kindName(category)}</strong> #{played.serial[index]}
        </span>
        <span class="code">
          {grid === NO_GRID ? tt('row.unplaced') : gridName(played.grids[grid] ?? '')} ·{' '}
          {momentText(played.reported[index]!)}
        </span>
      </span>
      <span role="gridcell" class="right">
        <span class="due">{tt('row.age', { span: spanText(at - played.reported[index]!) })}</span>
        <span class="state">
          {Number.isNaN(ended) ? tt('row.stillOpen') : tt('row.ended', { at: momentText(ended) })}
        </span>
      </span>
    </div>
  );
}
