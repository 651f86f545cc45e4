/** What the lines and surfaces of the plan's map mean, drawn as there, in strokes and hatches that stay apart in grey. */
import { Sign, type SignName } from '../../../print/sign.tsx';
import { tl } from '../life-words.ts';

const SIGNS = {
  other: 'around',
  community: 'community-dashed',
  town: 'town-dashed',
  street: 'street',
  water: 'water',
} as const satisfies Record<string, SignName>;

/** `signs`: those that are on the map besides the grids. */
export function SheetLegend({ signs }: { signs: readonly string[] }) {
  const names = (Object.keys(SIGNS) as (keyof typeof SIGNS)[]).filter((one) => signs.includes(one));
  return (
    <div class="legend-box">
      <h2>{tl('sheet.legend')}</h2>
      <ul>
        <li>
          <svg class="paper-map sign" viewBox="0 0 9 5" aria-hidden="true">
            <path class="tint plain" d="M.3.3h8.4v4.4H.3z" />
            <path class="grid-edge" stroke-width="0.35" d="M.3.3h8.4v4.4H.3z" />
            <text class="grid-name" x="4.5" y="3.4" font-size="2.6">
              003
            </text>
          </svg>
          {tl('sheet.legend.grid')}
        </li>
        <li>
          <svg class="paper-map sign" viewBox="0 0 9 5" aria-hidden="true">
            <path class="tint dots" d="M.5.5h8v4h-8z" />
            <g class="changed">
              <path class="hatch slash" d="M.5 2.6 2.6.5M1.7 4.5l4-4M4.8 4.5l3.7-3.7M7.9 4.5l.6-.6" />
            </g>
            <path class="grid-edge" stroke-width="1" d="M.5.5h8v4h-8z" />
          </svg>
          {tl('sheet.legend.changed')}
        </li>
        <li>
          <svg class="paper-map sign" viewBox="0 0 9 5" aria-hidden="true">
            <path class="old-edge" stroke-width="0.5" stroke-dasharray="1.3 0.9" d="M0 2.5H9" />
          </svg>
          {tl('sheet.legend.old')}
        </li>
        {names.map((name) => (
          <li key={name}>
            <Sign of={SIGNS[name]} />
            {tl(`sheet.legend.${name}`)}
          </li>
        ))}
      </ul>
    </div>
  );
}
