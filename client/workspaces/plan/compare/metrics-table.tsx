/** The numbers of both sides, their difference, and where one of them is the better: in words, not by colour alone. */
import { number } from '../../../state/language.ts';
import { compared } from '../../../state/plan/compare.ts';
import { DIGITS, type Metric, type MetricRow, metricRows, shownValue } from '../../../state/plan/compare-metrics.ts';
import { sideName, tc } from '../../../state/plan/compare-words.ts';

export function MetricsTable() {
  const found = compared.value;
  if (found === null) return null;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: nothing in it can be focused, and keys must be able to scroll it
    <section class="compare-scroll" aria-label={tc('tab.compare.metrics')} tabIndex={0}>
      <table class="compare-metrics">
        <thead>
          <tr>
            <th scope="col">{tc('compare.metric')}</th>
            <th scope="col" title={sideName(found.from)}>
              {tc('compare.from')}
            </th>
            <th scope="col" title={sideName(found.to)}>
              {tc('compare.to')}
            </th>
            <th scope="col">{tc('compare.difference')}</th>
          </tr>
        </thead>
        <tbody>
          {metricRows(found.metrics.from, found.metrics.to).map((row) => (
            <Row key={row.metric} row={row} />
          ))}
        </tbody>
      </table>
      <p class="hint">{tc('compare.metricsNote')}</p>
    </section>
  );
}

function Row({ row: { metric, from, to, difference, verdict } }: { row: MetricRow }) {
  return (
    <tr data-metric={metric} data-verdict={verdict}>
      <th scope="row">{tc(`metric.compare.${metric}`)}</th>
      <td>{valueText(metric, from)}</td>
      <td>{valueText(metric, to)}</td>
      <td>
        {differenceText(metric, difference)}
        {(verdict === 'better' || verdict === 'worse') && (
          <span class={`verdict ${verdict}`}>
            {tc(`metric.judged.${verdict}`, { word: verdictText(metric, verdict) })}
          </span>
        )}
        {verdict === 'none' && difference !== 0 && difference !== null && isJudged(metric) && (
          <span class="verdict">{tc('compare.noJudgement')}</span>
        )}
      </td>
    </tr>
  );
}

type Judged = 'inBand' | 'underBand' | 'overBand' | 'spread' | 'compactness' | 'outlineKm';
const JUDGED: readonly Metric[] = ['inBand', 'underBand', 'overBand', 'spread', 'compactness', 'outlineKm'];
const isJudged = (metric: Metric): metric is Judged => JUDGED.includes(metric);

const verdictText = (metric: Metric, verdict: 'better' | 'worse'): string =>
  isJudged(metric) ? tc(`metric.${verdict}.${metric}`) : '';

function valueText(metric: Metric, value: number | null): string {
  if (value === null) return '–';
  const text = number(shownValue(metric, value), DIGITS[metric]);
  return metric === 'inBand' ? `${text}\u00a0%` : text;
}

function differenceText(metric: Metric, difference: number | null): string {
  if (difference === null) return '–';
  if (difference === 0) return tc('compare.unchanged');
  const text = `${difference > 0 ? '+' : '−'}${number(Math.abs(difference), DIGITS[metric])}`;
  return metric === 'inBand' ? tc('compare.points', { n: text }) : text;
}
