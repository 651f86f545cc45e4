/** Beside the map: what plan this is and how far it has come, the numbers before and after, and the legend. */
import type { MapMetrics } from '../../../../server/contract/plan-compare.ts';
import type { Plan } from '../../../../server/contract/plans.ts';
import { pathOf } from '../../../state/areas.ts';
import { editions } from '../../../state/editions.ts';
import { day, number } from '../../../state/language.ts';
import { tl } from '../life-words.ts';
import type { SheetData } from './sheet-data.ts';

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

export function SheetFacts({ plan, data: { comparison, steps } }: { plan: Plan; data: SheetData }) {
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
      <Legend />
    </aside>
  );
}

/** Drawn as on the map, in strokes and hatches that stay apart in grey. */
function Legend() {
  return (
    <div class="legend-box">
      <h2>{tl('sheet.legend')}</h2>
      <ul>
        <li>
          <svg viewBox="0 0 24 14" aria-hidden="true">
            <rect x="1" y="1" width="22" height="12" fill="#f0d48f" stroke="#1d1b18" />
            <text x="12" y="10" text-anchor="middle" font-size="7" font-weight="700">
              003
            </text>
          </svg>
          {tl('sheet.legend.grid')}
        </li>
        <li>
          <svg viewBox="0 0 24 14" aria-hidden="true">
            <rect x="1.5" y="1.5" width="21" height="11" fill="#cde8dd" stroke="#1d1b18" stroke-width="2.4" />
            <path d="M4 13 16 1M10 13 22 1M1.5 9.5 10 1" stroke="#1d1b18" stroke-width="0.7" opacity="0.6" />
          </svg>
          {tl('sheet.legend.changed')}
        </li>
        <li>
          <svg viewBox="0 0 24 14" aria-hidden="true">
            <path d="M1 7h22" stroke="#1d1b18" stroke-width="1.6" stroke-dasharray="4.5 3" />
          </svg>
          {tl('sheet.legend.old')}
        </li>
        <li>
          <svg viewBox="0 0 24 14" aria-hidden="true">
            <rect x="1" y="1" width="22" height="12" fill="#f7f6f3" stroke="#1d1b18" stroke-width="0.5" opacity="0.6" />
          </svg>
          {tl('sheet.legend.other')}
        </li>
        <li>
          <svg viewBox="0 0 24 14" aria-hidden="true">
            <path d="M1 7h22" stroke="#7a2318" stroke-width="1.6" stroke-dasharray="4 2.5" />
          </svg>
          {tl('sheet.legend.community')}
        </li>
        <li>
          <svg viewBox="0 0 24 14" aria-hidden="true">
            <path d="M1 7h22" stroke="#7a2318" stroke-width="2.4" stroke-dasharray="8 2 1.5 2" />
          </svg>
          {tl('sheet.legend.town')}
        </li>
        <li>
          <svg viewBox="0 0 24 14" aria-hidden="true">
            <path d="M1 7h22" stroke="#a79b86" stroke-width="5" />
            <path d="M1 7h22" stroke="#fff" stroke-width="3.4" />
          </svg>
          {tl('sheet.legend.road')}
        </li>
        <li>
          <svg viewBox="0 0 24 14" aria-hidden="true">
            <rect x="1" y="1" width="22" height="12" fill="#c3dae2" stroke="#93b7c4" />
          </svg>
          {tl('sheet.legend.water')}
        </li>
      </ul>
    </div>
  );
}
