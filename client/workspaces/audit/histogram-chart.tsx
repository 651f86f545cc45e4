/** The histogram as drawn: the band shaded, bars told apart by place and hatch-free colour, every axis with its numbers. */
import type { BandRow } from '../../../server/contract/coverage.ts';
import { number } from '../../state/language.ts';
import { type Bin, commonBand, histogram, roundStep } from './histogram.ts';
import { ta } from './words.ts';

const WIDE = 360;
const HIGH = 168;
const LEFT = 30;
const BOTTOM = 34;
const TOP = 18;
const RIGHT = 6;

const heightOf = (bin: Bin): number => bin.under + bin.within + bin.over;

export function HistogramChart({ rows }: { rows: readonly BandRow[] }) {
  const bins = histogram(rows);
  const last = bins.at(-1);
  if (!last) return null;
  const most = Math.max(...bins.map(heightOf));
  const tick = roundStep(most, 4);
  const top = Math.ceil(most / tick) * tick;
  const x = (households: number): number => LEFT + (households / last.to) * (WIDE - LEFT - RIGHT);
  const y = (count: number): number => HIGH - BOTTOM - (count / top) * (HIGH - BOTTOM - TOP);
  const band = commonBand(rows);
  const labelStep = roundStep(last.to, 6);
  const labels = Array.from({ length: Math.floor(last.to / labelStep) + 1 }, (_, i) => i * labelStep);
  const ticks = Array.from({ length: Math.round(top / tick) + 1 }, (_, i) => i * tick);
  return (
    <svg class="chart" viewBox={`0 0 ${WIDE} ${HIGH}`} role="img" aria-label={ta('balance.histogram')}>
      {band !== null && (
        <>
          <rect
            class="zone"
            x={x(band.min)}
            y={TOP}
            width={Math.max(0, x(Math.min(band.max, last.to)) - x(band.min))}
            height={HIGH - BOTTOM - TOP}
          />
          <text class="zone-name" x={(x(band.min) + x(Math.min(band.max, last.to))) / 2} y={TOP - 6}>
            {ta('balance.band', { min: band.min, max: band.max })}
          </text>
        </>
      )}
      {ticks.map((count) => (
        <g key={count}>
          <path class="rule" d={`M${LEFT} ${y(count)}H${WIDE - RIGHT}`} />
          <text class="end" x={LEFT - 5} y={y(count) + 3.5}>
            {number(count)}
          </text>
        </g>
      ))}
      {bins.map((bin) => (
        <Bar key={bin.from} bin={bin} x={x} y={y} />
      ))}
      {labels.map((households) => (
        <text key={households} class="middle" x={x(households)} y={HIGH - BOTTOM + 14}>
          {number(households)}
        </text>
      ))}
      <text class="middle name" x={(LEFT + WIDE - RIGHT) / 2} y={HIGH - 4}>
        {ta('balance.axis')}
      </text>
      <text class="name" x={0} y={9}>
        {ta('balance.count')}
      </text>
    </svg>
  );
}

function Bar({ bin, x, y }: { bin: Bin; x: (households: number) => number; y: (count: number) => number }) {
  const wide = Math.max(1, x(bin.to) - x(bin.from) - 1.5);
  let base = 0;
  const parts = (['under', 'within', 'over'] as const).map((name) => {
    const count = bin[name];
    const from = base;
    base += count;
    return count === 0 ? null : (
      <rect key={name} class={name} x={x(bin.from) + 0.75} y={y(base)} width={wide} height={y(from) - y(base)} />
    );
  });
  return (
    <g>
      <title>{ta('balance.bin', { from: bin.from, to: bin.to, count: heightOf(bin) })}</title>
      {parts}
    </g>
  );
}
