/** Beside the map: what plan this is and how far it has come, the numbers before and after, and the legend. */
import type { MapMetrics } from '../../../../server/contract/plan-compare.ts';
import type { Plan } from '../../../../server/contract/plans.ts';
import { pathOf } from '../../../state/areas.ts';
import { editions } from '../../../state/editions.ts';
import { day, number } from '../../../state/language.ts';
import { tl } from '../life-words.ts';
import type { SheetData } from './sheet-data.ts';
import { SheetLegend } from './sheet-legend.tsx';

const METRICS = [
  ['grids', 0],
  ['inBand', 0],
  ['underBand', 0],
  ['overBand', 0],
  ['mean', 1],
  ['spread', 1],
  ['compactness', 3],
  ['outlineKm', 1],
] as const satisfies readonly (readonly [keyof MapMetrics, number])[];

const figure = (value: number, digits: number): string => (digits === 0 ? number(value) : value.toFixed(digits));

interface Props {
  readonly plan: Plan;
  readonly data: SheetData;
  /** What of the base map is seen. */
  readonly bases: readonly string[];
}

export function SheetFacts({ plan, data: { comparison, steps, review }, bases }: Props) {
  const edition = editions.value.find(({ id }) => id === plan.edition)?.number;
  const taken = (name: string) => {
    const step = steps.findLast((one) => one.step === name);
    return step === undefined ? null : `${step.actor} ${day(step.at)}`;
  };
  const facts: (readonly [string, string | null])[] = [
    [
      tl('sheet.area'),
      `${pathOf(plan.area)
        .map(({ name }) => name)
        .join(' › ')}`,
    ],
    [tl('sheet.number'), String(plan.id)],
    [tl('sheet.base'), tl('sheet.baseValue', { n: String(plan.baseEditionNumber) })],
    [tl('sheet.edition'), edition === undefined ? null : tl('sheet.baseValue', { n: String(edition) })],
    [
      tl('sheet.standard'),
      plan.standard === null ? tl('sheet.standardArea') : tl('sheet.standardValue', { ...plan.standard }),
    ],
    [tl('sheet.state'), tl(`state.${plan.state}`)],
    [tl('sheet.author'), plan.author],
    [tl('state.reviewed'), plan.state === 'draft' ? null : taken('review')],
    [tl('state.approved'), plan.state === 'draft' ? null : taken('approve')],
    [tl('sheet.printed'), day(new Date().toISOString())],
    [tl('sheet.review'), review ?? '＿＿＿＿＿＿＿＿'],
  ];
  const { from, to } = comparison.metrics;
  return (
    <aside>
      <dl class="facts">
        {facts
          .filter(([, value]) => value !== null)
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      <table class="metrics">
        <thead>
          <tr>
            <th>{tl('sheet.metrics')}</th>
            <th class="n">{tl('sheet.before')}</th>
            <th class="n">{tl('sheet.after')}</th>
          </tr>
        </thead>
        <tbody>
          {METRICS.map(([name, digits]) => (
            <tr key={name}>
              <th scope="row">{tl(`metric.${name}`)}</th>
              <td class="n">{figure(from[name], digits)}</td>
              <td class="n">{figure(to[name], digits)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>{tl('sheet.moved', { count: comparison.moved.households, buildings: comparison.moved.buildings })}</p>
      <SheetLegend signs={['other', 'community', 'town', ...bases]} />
    </aside>
  );
}
