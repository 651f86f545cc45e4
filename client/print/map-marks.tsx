/** North and the scale bar on a map of paper, in its upper right and lower left corner; no name goes there. */
import { number } from '../state/language.ts';
import type { Paper } from './paper.ts';
import { barText, tr } from './words.ts';

export function MapMarks({ paper: { width, height, scale, bar } }: { paper: Paper }) {
  return (
    <>
      <g class="north" transform={`translate(${width - 9} 11)`}>
        <rect x="-5.5" y="-8.5" width="11" height="17.5" />
        <path d="M0-7.5 3.2 3.5 0 1.5-3.2 3.5z" />
        <text y="7.6" font-size="4">
          {tr('north')}
        </text>
      </g>
      <g class="bar" transform={`translate(5 ${height - 5})`}>
        <rect x="-2.5" y="-8" width={bar.mm + 34} height="10.5" />
        <path d={`M0-1.800V0H${bar.mm}v-1.8`} />
        <text class="start" y="-3" font-size="3.4">
          {tr('scale', { scale: number(scale) })}
        </text>
        <text class="start" x={bar.mm + 1.5} y="0.4" font-size="3.4">
          {barText(bar.metres)}
        </text>
      </g>
    </>
  );
}
