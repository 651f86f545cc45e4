/** How it was before: one small chart a measure, a dot an edition, the axes with their numbers. */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { CoverageTrend } from '../../../server/contract/coverage.ts';
import { readTrend } from '../../api/coverage.ts';
import { type ApiError, asApiError, isAbort } from '../../api/request.ts';
import { scope } from '../../state/areas.ts';
import { day, number, problemText } from '../../state/language.ts';
import { shareText } from './share.ts';
import { axisOf, type Series, seriesOf } from './trend-series.ts';
import { ta } from './words.ts';

export function Trend() {
  const trend = useSignal<CoverageTrend | null>(null);
  const problem = useSignal<ApiError | null>(null);
  const area = scope.value?.code;
  useEffect(() => {
    const controller = new AbortController();
    if (area === undefined) return;
    readTrend(area, controller.signal).then(
      (found) => {
        trend.value = found;
      },
      (error) => {
        if (!isAbort(error)) problem.value = asApiError(error);
      },
    );
    return () => controller.abort();
  }, [area]);
  const rows = [...(trend.value?.rows ?? [])].sort((a, b) => a.editionNumber - b.editionNumber);
  return (
    <section>
      <h3>{ta('trend.title')}</h3>
      {problem.value !== null && (
        <p class="note bad">{problemText(problem.value.code, problem.value.params, 'problem.other')}</p>
      )}
      {trend.value === null && problem.value === null && <p class="hint">{ta('loading')}</p>}
      {rows.length === 1 && <p class="hint">{ta('trend.one')}</p>}
      {rows.length > 0 && (
        <div class="multiples">
          {seriesOf(rows).map((series) => (
            <Small key={series.label} series={series} rows={rows} />
          ))}
        </div>
      )}
    </section>
  );
}

const WIDE = 170;
const HIGH = 92;
const LEFT = 42;
const RIGHT = 8;
const TOP = 8;
const BOTTOM = 20;
/** Room for half a label below the first and the last dot. */
const INSET = 14;

const format = (unit: Series['unit'], value: number): string =>
  unit === 'share' ? shareText(value, false) : number(value);

function Small({ series, rows }: { series: Series; rows: CoverageTrend['rows'] }) {
  const { from, to } = axisOf(series);
  const x = (i: number): number =>
    rows.length === 1
      ? (LEFT + WIDE - RIGHT) / 2
      : LEFT + INSET + (i / (rows.length - 1)) * (WIDE - LEFT - RIGHT - 2 * INSET);
  const y = (value: number): number => TOP + (1 - (value - from) / (to - from)) * (HIGH - TOP - BOTTOM);
  const dots = series.values.flatMap((value, i) => (value === null ? [] : [{ value, i }]));
  const last = dots.at(-1);
  const shownEditions =
    rows.length <= 4 ? rows.map((_, i) => i) : [0, Math.floor((rows.length - 1) / 2), rows.length - 1];
  return (
    <figure>
      <figcaption>
        {ta(series.label)} {last && <strong>{format(series.unit, last.value)}</strong>}
      </figcaption>
      <svg class="chart" viewBox={`0 0 ${WIDE} ${HIGH}`} role="img" aria-label={ta(series.label)}>
        {[from, to].map((value) => (
          <g key={value}>
            <path class="rule" d={`M${LEFT} ${y(value)}H${WIDE - RIGHT}`} />
            <text class="end" x={LEFT - 4} y={y(value) + 3.5}>
              {format(series.unit, value)}
            </text>
          </g>
        ))}
        <path class="line" d={dots.map(({ value, i }, n) => `${n === 0 ? 'M' : 'L'}${x(i)} ${y(value)}`).join('')} />
        {dots.map(({ value, i }) => (
          <circle key={i} cx={x(i)} cy={y(value)} r="3">
            <title>
              {ta('trend.point', {
                n: String(rows[i]?.editionNumber),
                day: day(rows[i]?.inForceFrom ?? ''),
                value: format(series.unit, value),
              })}
            </title>
          </circle>
        ))}
        {shownEditions.map((i) => (
          <text key={i} class="middle" x={x(i)} y={HIGH - 6}>
            {ta('trend.edition', { n: String(rows[i]?.editionNumber) })}
          </text>
        ))}
      </svg>
    </figure>
  );
}
