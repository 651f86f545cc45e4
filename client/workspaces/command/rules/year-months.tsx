/** Twelve small months; a holiday and a make-up workday have a sign besides their colour. */
import type { YearDay, YearMonth } from '../../../state/command/rules-calendar.ts';
import { tr } from './words.ts';

interface Props {
  readonly months: readonly YearMonth[];
  readonly chosen: string | null;
  /** null: the days are only read. */
  readonly onChoose: ((date: string) => void) | null;
}

const WEEK = [0, 1, 2, 3, 4, 5, 6] as const;

export const YearMonths = ({ months, chosen, onChoose }: Props) => (
  <div class="year-months">
    {months.map(({ month, before, days }) => (
      <section key={month} class="month" aria-label={tr('month.of', { n: month })}>
        <h4>{tr('month.of', { n: month })}</h4>
        <div class="month-days">
          {WEEK.map((day) => (
            <span key={day} class="week" aria-hidden="true">
              {tr(`week.${day}`)}
            </span>
          ))}
          {days.map((day, at) => (
            <Day
              key={day.date}
              {...{ day, onChoose }}
              column={at === 0 ? before + 1 : null}
              isChosen={day.date === chosen}
            />
          ))}
        </div>
      </section>
    ))}
  </div>
);

interface DayProps extends Pick<Props, 'onChoose'> {
  readonly day: YearDay;
  readonly column: number | null;
  readonly isChosen: boolean;
}

function Day({ day: { date, day, kind, name }, column, isChosen, onChoose }: DayProps) {
  const label = [date, tr(`day.${kind}`), name ?? ''].filter((text) => text !== '').join(' ');
  const style = column === null ? undefined : { gridColumnStart: column };
  const sign = kind === 'holiday' || kind === 'make-up' ? <sup aria-hidden="true">{tr(`day.mark.${kind}`)}</sup> : null;
  if (onChoose === null)
    return (
      <span class="day" data-kind={kind} title={label} style={style}>
        {day}
        {sign}
        {sign && <span class="hidden-text">{label}</span>}
      </span>
    );
  return (
    <button
      class="day"
      type="button"
      data-date={date}
      data-kind={kind}
      aria-label={label}
      aria-pressed={isChosen}
      title={label}
      style={style}
      onClick={() => onChoose(date)}
    >
      {day}
      {sign}
    </button>
  );
}
