/** The colours of density with their numbers. */
import { css, ramp } from '../../map/layers/events-ramp.ts';
import { heatTop, hexagonBreaks, rateBreaks, seesFew } from '../../state/command/density/density.ts';
import { densityChoice } from '../../state/command/density/density-choice.ts';
import { number } from '../../state/language.ts';
import { theme } from '../../state/theme.ts';
import { td } from './density-words.ts';

export function DensityLegend() {
  const { view, weighing } = densityChoice.value;
  if (view === 'hotspots') return null;
  const isGraded = weighing === 'grade' && view !== 'rate';
  return (
    <div class="density-legend">
      <h3>{td(isGraded ? (view === 'heat' ? 'legend.heatGrade' : 'legend.hexagonsGrade') : `legend.${view}`)}</h3>
      {view === 'heat' ? <Ramp top={heatTop.value} /> : <Classes breaks={breaksOf(view)} isRate={view === 'rate'} />}
      <p class="hint">{td('legend.fixed')}</p>
    </div>
  );
}

const breaksOf = (view: 'hexagons' | 'rate'): readonly number[] =>
  view === 'rate' ? rateBreaks.value : hexagonBreaks.value;

function Ramp({ top }: { top: number }) {
  const colours = ramp(theme.value).map(css);
  return (
    <div class="heat-ramp">
      <span class="shades" style={{ background: `linear-gradient(90deg, transparent, ${colours.join(', ')})` }} />
      <span>{td('legend.lowest')}</span>
      <span>{number(top / 2, 1)}</span>
      <span>{td('legend.top', { n: number(top, 1) })}</span>
    </div>
  );
}

/** Counts have whole numbers between the breaks; rates meet at them. */
function classText(n: number, breaks: readonly number[], isRate: boolean): string {
  const [from, to] = [breaks[n - 1], breaks[n]];
  if (to === undefined) return td('legend.top', { n: number(from ?? 0, 2) });
  if (isRate && from === undefined) return td('legend.under', { to: number(to, 2) });
  const last = isRate ? to : to - 1;
  const first = from ?? 1;
  return first === last ? number(first) : td('legend.class', { from: number(first, 2), to: number(last, 2) });
}

function Classes({ breaks, isRate }: { breaks: readonly number[]; isRate: boolean }) {
  const colours = ramp(theme.value).map(css);
  return (
    <ul class="density-classes">
      {colours.map((colour, n) => (
        <li key={colour}>
          <span class="swatch" style={{ background: colour }} />
          {classText(n, breaks, isRate)}
        </li>
      ))}
      {isRate && (
        <li>
          <span class="swatch hatched" />
          {td('legend.none')}
        </li>
      )}
      {isRate && !seesFew.value && (
        <li>
          <span class="swatch dotted" />
          {td('legend.few')}
        </li>
      )}
    </ul>
  );
}
