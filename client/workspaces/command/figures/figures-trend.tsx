/** One figure day by day or month by month: bars of counts, a line of rates with its gaps, and the same as a table. */
import { useSignal } from '@preact/signals';
import type { EventStatistics } from '../../../../server/contract/event-statistics.ts';
import { trendChoice } from '../../../state/command/figures.ts';
import { columnOf, type FigureColumn, type FigureName } from '../../../state/command/figures-columns.ts';
import { axisTop, datesOf, type TrendPoint, trendOf } from '../../../state/command/figures-series.ts';
import { Icon } from '../../../ui/icon.tsx';
import { Segmented } from '../../../ui/segmented.tsx';
import { Choice } from './choice.tsx';
import { emptyText, figureName, tf, valueText } from './words.ts';

const OFFERED: readonly FigureName[] = [
  ...(['reported', 'filed', 'handled', 'closed', 'open', 'overdue'] as const),
  ...(['onTimeHandlingRate', 'onTimeClosingRate', 'exactDispatchRate', 'reworkRate', 'duplicateRate'] as const),
  ...(['averageHandlingH', 'averageClosingH'] as const),
];

export function FiguresTrend({ answer }: { answer: EventStatistics }) {
  const figure = useSignal<FigureName>('reported');
  const column = columnOf(figure.value);
  const step = answer.by[0] === 'month' ? 'month' : 'day';
  const period = { from: Date.parse(answer.from), to: Date.parse(answer.to) };
  const points = trendOf(answer.rows, column, datesOf(period, step, Date.parse(answer.at)));
  return (
    <section class="figures-trend">
      <div class="line">
        <h3>{tf('trend')}</h3>
        <Choice
          label={tf('trend.figure')}
          value={figure.value}
          onChoose={(name) => {
            figure.value = name ?? 'reported';
          }}
          choices={OFFERED.map((value) => ({ value, label: figureName(value) }))}
        />
        <Segmented
          label={tf('trend.step')}
          value={step}
          onChoose={(next) => {
            trendChoice.value = next;
          }}
          choices={(['day', 'month'] as const).map((value) => ({ value, label: tf(`trend.${value}`) }))}
        />
      </div>
      <Chart points={points} column={column} />
      <details class="more">
        <summary>
          {tf('trend.table')}
          <Icon name="down" />
        </summary>
        <table>
          <thead>
            <tr>
              <th scope="col">{tf('trend.at')}</th>
              <th scope="col">{figureName(column.name)}</th>
            </tr>
          </thead>
          <tbody>
            {points.map(({ at, value }) => (
              <tr key={at}>
                <th scope="row">{at}</th>
                <td title={value === null ? emptyText(column) : undefined}>{valueText(column, value)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  );
}

const WIDE = 640;
const HIGH = 132;
const LEFT = 46;
const RIGHT = 8;
const TOP = 12;
const BOTTOM = 20;
/** More dates than these would touch. */
const LABELS = 6;

function Chart({ points, column }: { points: readonly TrendPoint[]; column: FigureColumn }) {
  const most = Math.max(0, ...points.map(({ value }) => value ?? 0));
  const top = column.is === 'rate' ? Math.max(1, axisTop(most)) : axisTop(most);
  const step = (WIDE - LEFT - RIGHT) / Math.max(1, points.length);
  const x = (i: number): number => LEFT + (i + 0.5) * step;
  const y = (value: number): number => TOP + (1 - value / top) * (HIGH - TOP - BOTTOM);
  const every = Math.ceil(points.length / LABELS);
  const label = tf('trend.label', {
    name: figureName(column.name),
    first: points[0]?.at ?? '',
    last: points.at(-1)?.at ?? '',
    top: valueText(column, most),
  });
  return (
    <svg class="chart" viewBox={`0 0 ${WIDE} ${HIGH}`} role="img" aria-label={label}>
      {(column.is === 'count' && top % 2 !== 0 ? [0, top] : [0, top / 2, top]).map((value) => (
        <g key={value} class="axis">
          <line x1={LEFT} x2={WIDE - RIGHT} y1={y(value)} y2={y(value)} />
          <text x={LEFT - 6} y={y(value) + 4} text-anchor="end">
            {valueText(column, value)}
          </text>
        </g>
      ))}
      {column.is === 'count' ? (
        points.map(({ at, value }, i) => (
          <rect
            key={at}
            class="bar"
            x={x(i) - step * 0.38}
            y={y(value ?? 0)}
            width={step * 0.76}
            height={HIGH - BOTTOM - y(value ?? 0)}
          >
            <title>{`${at} ${valueText(column, value)}`}</title>
          </rect>
        ))
      ) : (
        <>
          <path class="curve" d={pathOf(points, x, y)} />
          {points.map(
            ({ at, value }, i) =>
              value !== null && (
                <circle key={at} class="dot" cx={x(i)} cy={y(value)} r={Math.min(3.5, Math.max(2, step / 4))}>
                  <title>{`${at} ${valueText(column, value)}`}</title>
                </circle>
              ),
          )}
        </>
      )}
      {points.map(
        ({ at }, i) =>
          i % every === 0 && (
            <text key={at} class="date" x={x(i)} y={HIGH - 5} text-anchor="middle">
              {at.length > 7 ? at.slice(5) : at}
            </text>
          ),
      )}
    </svg>
  );
}

/** Broken where there is no value. */
function pathOf(points: readonly TrendPoint[], x: (i: number) => number, y: (value: number) => number): string {
  let begins = true;
  let path = '';
  for (const [i, { value }] of points.entries()) {
    if (value !== null) path += `${begins ? 'M' : 'L'}${x(i).toFixed(1)} ${y(value).toFixed(1)}`;
    begins = value === null;
  }
  return path;
}
