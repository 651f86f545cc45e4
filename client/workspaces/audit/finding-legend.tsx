/** What the marks and hatches of the audit mean; stands in the legend of the map. */
import { HATCH_COLOURS, HATCHES, type Hatch, MARKS } from '../../map/layers/findings-images.ts';
import { marksHidden } from '../../state/audit.ts';
import { theme } from '../../state/theme.ts';
import { Mark } from './mark.tsx';
import { ta, tCode } from './words.ts';

export function FindingLegend() {
  if (marksHidden.value) return null;
  return (
    <ul class="classes finding-legend">
      {MARKS.map((name) => (
        <li key={name}>
          <Mark of={name} />
          <span>{ta(`gravity.${name}`)}</span>
        </li>
      ))}
      {HATCHES.map((hatch) => (
        <li key={hatch}>
          <Swatch of={hatch} />
          <span>{tCode('group', hatch)}</span>
        </li>
      ))}
    </ul>
  );
}

const LINES = 'M-2 10 10-2M-2 18 18-2M6 18 24 0M14 18 30 2';
const LEANING = 'M-2 6 10 18M-2-2 18 18M6-2 24 16M14-2 30 14';

/** The hatch as the map draws it. */
function Swatch({ of }: { of: Hatch }) {
  const colour = `rgb(${HATCH_COLOURS[theme.value][of].join(' ')})`;
  return (
    <svg class="swatch" viewBox="0 0 27 17" aria-hidden="true">
      {(of === 'gap' || of === 'overlap') && <path d={LINES} stroke={colour} stroke-width="1.5" />}
      {(of === 'outside' || of === 'overlap') && <path d={LEANING} stroke={colour} stroke-width="1.5" fill="none" />}
      {of === 'other' &&
        [4, 10, 16, 22].flatMap((x) =>
          [5, 12].map((y) => <circle key={`${x}/${y}`} cx={x} cy={y} r="1.4" fill={colour} />),
        )}
    </svg>
  );
}
