/** The bars of the histogram and the axis below them; drawn anew only when the events or the period are others. */
import { useMemo } from 'preact/hooks';
import { binOf, DAY_MS, HOUR_MS, midnightOf, type Period } from '../../state/command/time/period.ts';
import { language, number } from '../../state/language.ts';
import { clockText, dayText, tt } from './time-words.ts';

const HIGH = 100;
const MOST_LABELS = 12;

interface Props {
  counts: Uint32Array;
  period: Period;
}

export const binText = (at: number, count: number, bin: number): string =>
  bin === DAY_MS
    ? tt('bin.day', { at: dayText(at), count })
    : tt('bin.hour', { at: `${dayText(at)} ${clockText(at)}`, count });

/** The needle moves several times a second; the bars stay. */
export function Bars({ counts, period }: Props) {
  const now = language.value;
  return useMemo(() => <Drawn counts={counts} period={period} />, [counts, period, now]);
}

function Drawn({ counts, period }: Props) {
  const bin = binOf(period);
  const most = counts.reduce((max, count) => Math.max(max, count), 1);
  const name = tt(bin === DAY_MS ? 'histogram.day' : 'histogram');
  return (
    <>
      <svg
        class="bars"
        viewBox={`0 0 ${counts.length} ${HIGH}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={name}
      >
        {Array.from(counts, (count, n) => {
          const high = (count / most) * HIGH;
          return (
            count > 0 && (
              <rect key={n} x={n + 0.06} width={0.88} y={HIGH - high} height={high}>
                <title>{binText(period.from + n * bin, count, bin)}</title>
              </rect>
            )
          );
        })}
      </svg>
      <p class="axis-name">
        {name} · {tt('most', { count: number(most) })}
      </p>
      <Axis period={period} />
    </>
  );
}

/** Hours of a day or two, else days; as many as have room. */
function Axis({ period: { from, to } }: { period: Period }) {
  const days = (to - from) / DAY_MS;
  const step = days <= 2 ? 2 * days * HOUR_MS : Math.ceil(days / MOST_LABELS) * DAY_MS;
  const marks: number[] = [];
  for (let at = from; at < to; at += step) marks.push(at);
  return (
    <div class="axis" aria-hidden="true">
      {marks.map((at) => (
        <span key={at} style={{ insetInlineStart: `${((at - from) / (to - from)) * 100}%` }}>
          {days <= 2 && at !== midnightOf(at) ? clockText(at) : dayText(at)}
        </span>
      ))}
    </div>
  );
}
