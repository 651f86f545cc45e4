/** The numbers, each with what it is a number of. A rate says of how many; where nothing was due there is none. */
import type { EventFigures } from '../../../../server/contract/event-statistics.ts';
import { board } from '../../../state/command/board.ts';
import { judged } from '../../../state/command/list.ts';
import { mayPlay } from '../../../state/command/time/played-period.ts';
import { rateFeed } from '../../../state/command/wall/wall-figures.ts';
import { countSoon } from '../../../state/command/wall/wall-ranking.ts';
import { number } from '../../../state/language.ts';
import { tw } from './wall-words.ts';

const NOW = ['open', 'overdue', 'soon', 'suspended', 'unlocated'] as const;
const TODAY = ['reported', 'closed'] as const;

export function WallNumbers() {
  const { counts, ready } = board.value;
  const count = (name: string): string => (ready ? number(counts[name] ?? 0) : '–');
  const soon = ready ? number(countSoon(judged.value)) : '–';
  return (
    <dl class="wall-numbers">
      {NOW.map((name) => (
        <Figure key={name} name={name} of={tw('of.now')} text={name === 'soon' ? soon : count(name)} />
      ))}
      {TODAY.map((name) => (
        <Figure key={name} name={name} of={tw('of.day')} text={count(name)} />
      ))}
      <Rate of="today" figures={rateFeed.value.value?.today} />
      <Rate of="month" figures={rateFeed.value.value?.month} />
    </dl>
  );
}

type Name = (typeof NOW)[number] | (typeof TODAY)[number] | 'today' | 'month';

const Figure = ({ name, text, of }: { name: Name; text: string; of: string }) => (
  <div data-figure={name} data-nought={text === '0'}>
    <dt>{tw(`number.${name}`)}</dt>
    <dd>
      <strong>{text}</strong>
      <span>{of}</span>
    </dd>
  </div>
);

/** Never rounded up to a hundred. */
export const percentText = (rate: number): string => `${number(Math.floor(rate * 1000) / 10, 1)}%`;

function Rate({ of, figures }: { of: 'today' | 'month'; figures: EventFigures | undefined }) {
  if (figures === undefined) return <Figure name={of} text="–" of={mayPlay.value ? '…' : tw('of.closed')} />;
  const { onTimeClosingRate: rate, closedOnTime: done, closeDue: due } = figures;
  return (
    <Figure
      name={of}
      text={rate === null ? '–' : percentText(rate)}
      of={rate === null ? tw('of.none') : tw(`of.${of}`, { done, due })}
    />
  );
}
